import { setTimeout as sleep } from 'node:timers/promises';
import pg, { type PoolConfig } from 'pg';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Text, words } from '../text.ts';
import type { DatabaseRefusal } from './server.ts';
import type { Home } from './home.ts';
import { launchPostmaster, logTail, runningPostmaster, stopProcesses } from './postmaster.ts';
import type { Runner } from './runner.ts';

export interface Server {
  readonly home: Home;
  readonly runner: Runner;
  /** The superuser's, for asking whether the server answers. */
  readonly login: PoolConfig;
  readonly passwordFile: string;
  readonly notice: (text: Text) => void;
}

/** A running server that is started again whenever it goes away without being asked to. */
export interface Supervised {
  stop(): Promise<void>;
}

/** Starts the server, or keeps the one that an earlier process left behind when `keep` is set and it answers. */
export async function supervise(server: Server, keep: boolean): Promise<Outcome<Supervised & { readonly adopted: boolean }, DatabaseRefusal>> {
  const left = keep ? await adopt(server) : null;
  const first = left ?? (await start(server));
  if ('ok' in first && !first.ok) return first;
  const gone = 'ok' in first ? first.value : first.gone;
  let stopping: Promise<void> | null = null;
  void watch(server, gone, () => stopping !== null);
  return done({
    adopted: left !== null,
    stop: () => {
      stopping ??= stopProcesses(server.home);
      return stopping;
    },
  });
}

async function watch(server: Server, firstGone: Promise<void>, isStopping: () => boolean): Promise<void> {
  let gone = firstGone;
  let pauseMilliseconds = firstPauseMilliseconds;
  for (;;) {
    await gone;
    if (isStopping()) return;
    server.notice(words('内置数据库意外停止,正在重新启动。', 'The embedded database went away and is being started again.'));
    const again = await start(server).catch((error: unknown) => refuse({ kind: 'server-did-not-start', log: String(error) } as const));
    if (again.ok) {
      gone = again.value;
      pauseMilliseconds = firstPauseMilliseconds;
      if (isStopping()) await stopProcesses(server.home);
      continue;
    }
    server.notice(words('内置数据库未能重新启动,稍后再试。', `The embedded database did not come back and will be tried again:\n${JSON.stringify(again.refusal)}`));
    gone = sleep(pauseMilliseconds, undefined, { ref: false });
    pauseMilliseconds = Math.min(pauseMilliseconds * 2, longestPauseMilliseconds);
  }
}

const firstPauseMilliseconds = 500;
const longestPauseMilliseconds = 30_000;

async function adopt(server: Server): Promise<{ gone: Promise<void> } | null> {
  const pid = runningPostmaster(server.home.cluster);
  if (pid === null) return null;
  const gone = untilGone(server.home.cluster, pid);
  const answer = await untilReady(server, gone);
  return answer === 'ready' ? { gone } : null;
}

async function untilGone(cluster: string, pid: number): Promise<void> {
  while (runningPostmaster(cluster) === pid) await sleep(100, undefined, { ref: false });
}

/** @returns what resolves when the started server goes away */
async function start(server: Server): Promise<Outcome<Promise<void>, DatabaseRefusal>> {
  await stopProcesses(server.home);
  const { gone } = launchPostmaster(server.home, server.runner);
  const answer = await untilReady(server, gone);
  if (answer === 'ready') return done(gone);
  if (answer === 'gone') return refuse({ kind: 'server-did-not-start', log: logTail(server.home.log) });
  await stopProcesses(server.home);
  return refuse({ kind: 'password-lost', path: server.passwordFile });
}

/** Waits as long as the server lives: after a crash it reads its log back first and answers 57P03 meanwhile. */
async function untilReady(server: Server, gone: Promise<void>): Promise<'ready' | 'gone' | 'password'> {
  let isGone = false;
  void gone.then(() => {
    isGone = true;
  });
  const saidAt = performance.now() + patienceMilliseconds;
  let said = false;
  while (!isGone) {
    const client = new pg.Client({ ...server.login, connectionTimeoutMillis: 5_000 });
    client.on('error', () => {}); // The connection that is being closed may break; what counts was answered.
    try {
      await client.connect();
      await client.end();
      return 'ready';
    } catch (error) {
      if ((error as { code?: string }).code?.startsWith('28')) return 'password';
    }
    if (!said && performance.now() > saidAt) {
      said = true;
      server.notice(words('内置数据库正在恢复,请稍候。', 'The embedded database is recovering; please wait.'));
    }
    await sleep(20);
  }
  return 'gone';
}

const patienceMilliseconds = 3_000;
