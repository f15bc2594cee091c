import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PoolConfig } from 'pg';
import { dataFolderId } from '../../../src/kernel/postgres/data-folder.ts';
import { runningEmbedded } from '../../../src/kernel/postgres/embedded.ts';
import { homeOf, socketFolder } from '../../../src/kernel/postgres/home.ts';
import { processesOf, stopProcesses } from '../../../src/kernel/postgres/postmaster.ts';

/** A server as people start it: a process of its own, on a data folder and a port of its own. */
export interface Server {
  readonly url: string;
  readonly folder: string;
  readonly connection: () => PoolConfig;
  /** starts it and waits until it serves. @returns milliseconds */
  start(): Promise<number>;
  /** milliseconds until it answers as ready */
  untilReady(): Promise<number>;
  /** kill -9 of the Node process: web, relay, integrator and timers at once */
  killServer(): Promise<void>;
  /** kill -9 of the postmaster and all its children */
  killDatabase(): number;
  /** while it is held down the database cannot be started again: its configuration is out of reach */
  holdDatabaseDown(down: boolean): void;
  /** what it said on both outputs, from its first start */
  output(): string;
  stop(): Promise<void>;
  /** stops whatever is left and takes the folder away */
  remove(): Promise<void>;
}

export interface ServerOptions {
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
const patienceMilliseconds = 60_000;

export async function newServer({ folder: given, environment = {} }: ServerOptions = {}): Promise<Server> {
  const base = given ?? realpathSync(mkdtempSync(join(tmpdir(), 'onevisit-server-')));
  const folder = join(base, 'data');
  const outputFile = join(base, 'output.txt');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  let gone: Promise<void> = Promise.resolve();

  async function start(): Promise<number> {
    const output = openSync(outputFile, 'a', 0o600);
    child = spawn(process.execPath, [main], {
      stdio: ['ignore', output, output],
      env: { ...withoutOurs(process.env), PORT: String(port), ONEVISIT_DATA: folder, ONEVISIT_LOG: 'warn', ONEVISIT_LIMIT_FACTOR: '100000', ...environment },
    });
    closeSync(output);
    gone = new Promise((resolve) => child?.once('exit', () => resolve()));
    return untilReady();
  }

  async function untilReady(): Promise<number> {
    const begun = performance.now();
    for (;;) {
      if (await isReady(url)) return performance.now() - begun;
      if (child?.exitCode != null) throw new Error(`the server ended with ${child.exitCode}:\n${output().slice(-3_000)}`);
      if (performance.now() - begun > patienceMilliseconds) throw new Error(`the server was not ready after ${patienceMilliseconds} ms:\n${output().slice(-3_000)}`);
      await sleep(20);
    }
  }

  const output = () => (existsSync(outputFile) ? readFileSync(outputFile, 'utf8') : '');
  const cluster = () => join(homeOf(folder, dataFolderId(folder) ?? ''), 'postgres');
  const stop = async () => {
    if (child?.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await gone;
  };
  return {
    url,
    folder,
    connection: () => {
      const connection = runningEmbedded(folder);
      if (connection === null) throw new Error('no server runs on the folder');
      return connection;
    },
    start,
    untilReady,
    killServer: async () => {
      child?.kill('SIGKILL');
      await gone;
    },
    killDatabase: () => {
      const pids = processesOf(cluster());
      for (const pid of pids) kill(pid);
      return pids.length;
    },
    holdDatabaseDown: (down) => {
      const version = join(cluster(), 'PG_VERSION');
      if (down) renameSync(version, `${version}.held`);
      else renameSync(`${version}.held`, version);
    },
    output,
    stop,
    remove: async () => {
      await stop();
      const id = dataFolderId(folder);
      if (id !== null) {
        const home = homeOf(folder, id);
        await stopProcesses({ cluster: join(home, 'postgres'), sockets: socketFolder(home, id) });
        for (const made of [home, socketFolder(home, id)]) rmSync(made, { recursive: true, force: true });
      }
      rmSync(folder, { recursive: true, force: true });
      // A base that was given is its giver's.
      if (given === undefined) rmSync(base, { recursive: true, force: true });
    },
  };
}

/** Settings of whoever runs the tests are not the settings of the server under test. */
function withoutOurs(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(ONEVISIT_|DATABASE_URL|TEST_DATABASE_URL|PORT$|HOST$|VITEST|NODE_OPTIONS)/.test(name)));
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
