import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverEnvironment } from './cluster.ts';
import { readIfThere } from './files.ts';
import type { Home } from './home.ts';
import { commandUnder, type Runner } from './runner.ts';

/**
 * Starts the postmaster in a session of its own: Ctrl-C in the terminal reaches the application alone, which stops the
 * server last. Its output goes to the log file, so that it can outlive us.
 */
export function launchPostmaster(home: Home, runner: Runner): { readonly pid: number; readonly gone: Promise<void> } {
  const command = commandUnder(runner, join(home.programs, 'postgres'), ['-D', home.cluster]);
  keepLogSmall(home.log);
  const log = openSync(home.log, 'a', 0o600);
  const child = spawn(command.file, command.args, {
    cwd: '/',
    env: serverEnvironment,
    uid: command.uid,
    gid: command.gid,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  child.unref();
  return { pid: child.pid ?? 0, gone };
}

/** The pid that the cluster's lock file names, when that process really is this cluster's postmaster. */
export function runningPostmaster(cluster: string): number | null {
  const pid = Number(readIfThere(join(cluster, 'postmaster.pid'))?.split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 && worksIn(pid, cluster) ? pid : null;
}

/** The processes of this cluster, also those that outlive a killed postmaster for a moment. PostgreSQL's processes work in the cluster's folder. */
export function processesOf(cluster: string): number[] {
  if (!existsSync('/proc/self/cwd')) {
    const pid = runningPostmaster(cluster);
    return pid === null ? [] : [pid];
  }
  return readdirSync('/proc').map(Number).filter((pid) => pid > 0 && worksIn(pid, cluster));
}

function worksIn(pid: number, cluster: string): boolean {
  try {
    if (existsSync('/proc/self/cwd')) return readlinkSync(`/proc/${pid}/cwd`) === cluster;
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * Ends whatever runs on the cluster and leaves it so that a server can start: first by the fast shutdown that disconnects
 * clients, then without asking. The lock file is removed only when no process is left, because it is also what keeps a
 * second server from the same files.
 */
export async function stopProcesses(home: Pick<Home, 'cluster' | 'sockets'>): Promise<void> {
  await endProcesses(home.cluster);
  // A pid in a stale lock file may by now belong to any program, and PostgreSQL would refuse to start beside it.
  rmSync(join(home.cluster, 'postmaster.pid'), { force: true });
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(home.sockets, name), { force: true });
}

async function endProcesses(cluster: string): Promise<void> {
  const postmaster = runningPostmaster(cluster);
  if (postmaster !== null) signal(postmaster, 'SIGINT');
  if (postmaster !== null && (await allGone(cluster, fastShutdownMilliseconds))) return;
  // Processes whose postmaster was killed end by themselves as soon as they notice it.
  if (postmaster === null && (await allGone(cluster, orphansMilliseconds))) return;
  for (const pid of processesOf(cluster)) signal(pid, 'SIGQUIT');
  if (await allGone(cluster, orphansMilliseconds)) return;
  for (const pid of processesOf(cluster)) signal(pid, 'SIGKILL');
  if (await allGone(cluster, orphansMilliseconds)) return;
  throw new Error(`processes ${processesOf(cluster).join(', ')} on ${cluster} do not end`);
}

const fastShutdownMilliseconds = 60_000;
const orphansMilliseconds = 5_000;

async function allGone(cluster: string, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  // Looking through all processes of the machine costs more than asking after those that are known; new ones are looked for at the end.
  for (let known = processesOf(cluster); known.length > 0; known = processesOf(cluster)) {
    while (known.some((pid) => worksIn(pid, cluster))) {
      if (performance.now() > end) return false;
      await sleep(20);
    }
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The end of the server's own log: its words say best why it did not start. */
export function logTail(log: string, lines = 12): string {
  const text = existsSync(log) ? readFileSync(log, 'utf8').trimEnd() : '';
  const { bavail, bsize } = statfsSync(dirname(log));
  const freeMegabytes = Math.floor((bavail * bsize) / 1024 ** 2);
  return [...text.split('\n').slice(-lines), ...(freeMegabytes < littleMegabytes ? [`(${freeMegabytes} MB free on the disk)`] : [])].join('\n');
}

const littleMegabytes = 64;

function keepLogSmall(log: string): void {
  if (existsSync(log) && statSync(log).size > largestLogBytes) renameSync(log, `${log}.1`);
}

const largestLogBytes = 16 * 1024 * 1024;
