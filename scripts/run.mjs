import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { node26, root } from './install.mjs';

/** Runs a program on the pinned runtime and ends as it ends. */
export async function becomeNode26(args) {
  const child = spawn(node26(), args, { stdio: 'inherit' });
  forwardSignals(child);
  await endAs(child);
}

/** The same for a program that must not outlive this one: a server whose starter was killed would hold the port and the data folder. */
export async function becomeServer(args) {
  const preload = fileURLToPath(new URL('./end-with-parent.mjs', import.meta.url));
  const child = spawn(node26(), ['--import', preload, ...args], { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  forwardSignals(child);
  if (process.env.npm_lifecycle_event) endWhenOrphaned(child);
  await endAs(child);
}

/** Runs a step to its end. @returns its exit code, 1 for a death by signal */
export function runNode26(args, options = {}) {
  const child = spawn(node26(), args, { cwd: root, stdio: 'inherit', ...options });
  forwardSignals(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Ctrl-C in a terminal reaches the whole group, so the child has had it; sent by kill it came to us alone. */
function forwardSignals(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    const forward = () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    process.on(signal, forward);
    child.once('exit', () => process.off(signal, forward));
  }
}

/** npm that is killed cannot pass the news on, and the shell between us stays; that one of the two has another parent tells it. */
function endWhenOrphaned(child) {
  const lineage = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const first = lineage();
  const timer = setInterval(() => {
    if (lineage() === first) return;
    clearInterval(timer);
    child.kill('SIGTERM');
  }, 500);
  timer.unref();
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return '?';
  }
}

async function endAs(child) {
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (...ending) => resolve(ending));
  });
  if (signal) process.kill(process.pid, signal);
  process.exitCode = code ?? 1;
}
