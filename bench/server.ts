import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  readonly dataFolder: string;
  /** highest resident memory of the server's own process so far, in bytes; null where the system does not tell */
  peakMemoryBytes(): number | null;
  stop(): Promise<void>;
}

export interface ServerWish {
  readonly dataFolder: string;
  /** flags for the server's own runtime, for example of its profiler */
  readonly flags?: readonly string[];
}

const root = fileURLToPath(new URL('../', import.meta.url));

/** The server as `npm start` runs it, in a process of its own: demo mode, embedded PostgreSQL, nothing of the caller's settings. */
export async function startServer({ dataFolder, flags = [] }: ServerWish): Promise<RunningServer> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', './scripts/end-with-parent.mjs', ...flags, 'src/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...ownEnvironment(), PORT: String(port), ONEVISIT_DATA: dataFolder, ONEVISIT_LOG: 'warn' },
  });
  const said: string[] = [];
  child.stderr?.on('data', (part: Buffer) => {
    said.push(part.toString('utf8'));
    if (process.env.BENCH_LOG) process.stderr.write(part);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await untilReady(child, port, said);
  return {
    pid: child.pid ?? 0,
    port,
    dataFolder,
    peakMemoryBytes: () => peakOf(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A data folder inside a folder of its own, because the server remembers checkpoints beside its data. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'onevisit-bench-'));
  return { path: join(folder, 'data'), remove: () => rm(folder, { recursive: true, force: true }) };
}

function ownEnvironment(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, PORT: _port, ...rest } = process.env;
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith('ONEVISIT_')));
}

async function untilReady(child: ChildProcess, port: number, said: readonly string[]): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${said.join('')}`);
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

function peakOf(pid: number): number | null {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? Number(line[1]) * 1024 : null;
  } catch {
    return null;
  }
}
