import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg, { type PoolConfig } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startHolder } from '../../../tests/support/child.ts';
import { must } from '../outcome.ts';
import { claimDataFolder } from './data-folder.ts';
import { type EmbeddedDatabase, type EmbeddedOptions, runningEmbedded, startEmbedded } from './embedded.ts';
import { processesOf, runningPostmaster } from './postmaster.ts';

const holder = new URL('../../../tests/support/hold-embedded.ts', import.meta.url);
const isRoot = process.getuid?.() === 0;

let prototype: string;
let base: string;
let path: string;
const started: (() => Promise<void>)[] = [];

// Making a cluster takes most of a start; tests that are about something else begin with a copy.
beforeAll(async () => {
  prototype = mkdtempSync(join(tmpdir(), 'onevisit-embedded-'));
  const folder = must(claimDataFolder(join(prototype, 'data')));
  await must(await startEmbedded({ folder })).stop();
  folder.release();
});
afterAll(() => rmSync(prototype, { recursive: true, force: true }));

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'onevisit-embedded-')));
  path = join(base, 'data');
  cpSync(join(prototype, 'data'), path, { recursive: true });
});
afterEach(async () => {
  for (const stop of started.splice(0)) await stop();
  rmSync(base, { recursive: true, force: true });
});

/** Claims the folder and starts; the test's end stops and releases. */
async function start(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedDatabase> {
  const folder = must(claimDataFolder(path));
  const server = await startEmbedded({ folder, ...options });
  if (!server.ok) folder.release();
  const { stop, ...rest } = must(server);
  let stopped: Promise<void> | undefined;
  const stopAndRelease = (): Promise<void> => {
    stopped ??= stop().then(() => folder.release());
    return stopped;
  };
  started.push(stopAndRelease);
  return { ...rest, stop: stopAndRelease };
}

async function ask(config: PoolConfig, sql: string): Promise<unknown[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

function killAll(cluster: string): void {
  for (const pid of processesOf(cluster)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself when it saw that its postmaster was gone.
    }
  }
}

test('the first start makes a server that no network and no other user can reach, and that keeps what it acknowledged', async () => {
  path = join(base, 'new');
  const { connection, home } = await start();
  const names = ['listen_addresses', 'password_encryption', 'data_checksums', 'fsync', 'synchronous_commit', 'full_page_writes', 'server_encoding'];
  const settings = await ask(connection, `select ${names.map((name) => `current_setting('${name}')`).join(', ')}`);
  expect(settings).toEqual(['', 'scram-sha-256', 'on', 'on', 'on', 'on', 'UTF8']);
  expect(await ask(connection, 'select rolsuper or rolbypassrls from pg_roles where rolname = current_user')).toEqual([false]);
  for (const folder of [home.cluster, home.sockets]) expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of ['postgres.password', 'database.password']) expect(statSync(join(path, name)).mode & 0o777).toBe(0o600);
  await expect(ask({ ...connection, password: 'guessed' }, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('a stopped server leaves no process and its data are there at the next start', async () => {
  const first = await start();
  await ask(first.connection, "create table kept as select '一次办' as word");
  await first.stop();
  expect(processesOf(first.home.cluster)).toEqual([]);
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await ask(second.connection, 'select word from kept')).toEqual(['一次办']);
});

test('a second process is refused while the first holds the folder', async () => {
  await start();
  expect((await startHolder(holder, [path])).said).toEqual({ refused: 'folder-in-use' });
});

test('a command finds the connection to the server that another process runs, and none when none runs', async () => {
  expect(runningEmbedded(join(base, 'nowhere'))).toBeNull();
  expect(runningEmbedded(path)).toBeNull();
  const other = await startHolder(holder, [path]);
  const connection = runningEmbedded(path);
  expect(connection).toEqual(other.said.connection);
  expect(await ask(connection ?? {}, 'select 1')).toEqual([1]);
  await other.kill('SIGTERM');
  expect(runningEmbedded(path)).toBeNull();
});

test('the server of a process that was killed is adopted by the next one, and stopped by it', async () => {
  const killed = await startHolder(holder, [path]);
  const connection = killed.said.connection as PoolConfig;
  await ask(connection, 'create table kept as select 7 as number');
  await killed.kill('SIGKILL');
  const pid = runningPostmaster(String(killed.said.cluster));
  expect(pid).not.toBeNull();
  const next = await start();
  expect(next.adopted).toBe(true);
  expect(runningPostmaster(next.home.cluster)).toBe(pid);
  expect(await ask(next.connection, 'select number from kept')).toEqual([7]);
  await next.stop();
  expect(processesOf(next.home.cluster)).toEqual([]);
});

test('a left-over server with other settings is not adopted but replaced', async () => {
  const killed = await startHolder(holder, [path]);
  await killed.kill('SIGKILL');
  const next = await start({ settings: { work_mem: '9MB' } });
  expect(next.adopted).toBe(false);
  expect(await ask(next.connection, 'show work_mem')).toEqual(['9MB']);
});

test('after a kill of every process, a lock file that names somebody else does not stop the next start', async () => {
  const killed = await startHolder(holder, [path]);
  const cluster = String(killed.said.cluster);
  await ask(killed.said.connection as PoolConfig, 'create table kept as select 7 as number');
  await killed.kill('SIGKILL');
  killAll(cluster);
  writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n`);
  const next = await start();
  expect(next.adopted).toBe(false);
  expect(await ask(next.connection, 'select number from kept')).toEqual([7]);
});

test('a server that is killed under us comes back by itself with everything it had acknowledged', async () => {
  const said: string[] = [];
  const { connection, home } = await start({ notice: ({ zh }) => said.push(zh) });
  await ask(connection, 'create table kept (number int)');
  for (let number = 1; number <= 3; number += 1) {
    await ask(connection, `insert into kept values (${number})`);
    killAll(home.cluster);
    const answer = (): Promise<unknown[]> => ask(connection, 'select count(*)::int from kept').catch(() => []);
    await expect.poll(answer, { timeout: 20_000 }).toEqual([number]);
  }
  expect(said).toHaveLength(3);
});

test('a folder whose path is too long for a socket gets its sockets elsewhere, closed to others', async () => {
  const long = join(base, '长'.repeat(40));
  mkdirSync(long);
  renameSync(path, join(long, 'data'));
  path = join(long, 'data');
  const { connection, home, stop } = await start();
  expect(Buffer.byteLength(join(home.sockets, '.s.PGSQL.5432'))).toBeLessThan(107);
  expect(statSync(home.sockets).mode & 0o777).toBe(0o700);
  expect(await ask(connection, 'select 1')).toEqual([1]);
  await stop();
  rmSync(home.sockets, { recursive: true });
});

test('a start that was killed while it made the cluster is made good by the next', async () => {
  path = join(base, 'new');
  must(claimDataFolder(path)).release();
  mkdirSync(join(path, 'postgres.unfinished', 'base'), { recursive: true });
  const { connection, home } = await start();
  expect(await ask(connection, 'select 1')).toEqual([1]);
  expect(readdirSync(home.folder)).not.toContain('postgres.unfinished');
});

test('a cluster of another version and one without its version are refused and left alone', async () => {
  path = join(base, 'new');
  const folder = must(claimDataFolder(path));
  mkdirSync(join(path, 'postgres'));
  expect(await startEmbedded({ folder })).toMatchObject({ ok: false, refusal: { kind: 'folder-is-foreign' } });
  writeFileSync(join(path, 'postgres', 'PG_VERSION'), '15\n');
  expect(await startEmbedded({ folder })).toMatchObject({ ok: false, refusal: { kind: 'folder-of-another-version', found: 'PostgreSQL 15' } });
  expect(readdirSync(join(path, 'postgres'))).toEqual(['PG_VERSION']);
  folder.release();
});

test('a server that cannot start says why in its own words', async () => {
  const { home, stop } = await start();
  await stop();
  writeFileSync(join(home.cluster, 'global', 'pg_control'), 'damaged');
  const folder = must(claimDataFolder(path));
  const answer = await startEmbedded({ folder });
  folder.release();
  expect(answer).toMatchObject({ ok: false, refusal: { kind: 'server-did-not-start', log: expect.stringContaining('pg_control') } });
});

test('a lost password is named, not worked around', async () => {
  const { stop } = await start();
  await stop();
  writeFileSync(join(path, 'postgres.password'), 'another\n');
  const folder = must(claimDataFolder(path));
  expect(await startEmbedded({ folder })).toMatchObject({ ok: false, refusal: { kind: 'password-lost' } });
  folder.release();
});

test('a lost password of the application is given to its role again', async () => {
  const { stop } = await start();
  await stop();
  writeFileSync(join(path, 'database.password'), 'another\n');
  const { connection } = await start();
  expect(connection.password).toBe('another');
  expect(await ask(connection, 'select 1')).toEqual([1]);
});

test.runIf(isRoot)('root starts it in a folder that only root may enter, in a user namespace or as another user, to and fro', async () => {
  const closed = statSync(base);
  expect(closed.mode & 0o777).toBe(0o700);
  const switched = await start({ mayUnshare: false });
  await ask(switched.connection, 'create table kept as select 7 as number');
  await switched.stop();
  expect(switched.runner.kind).toBe('switched');
  expect(switched.home.folder).not.toBe(path);
  expect(switched.describe().zh).toContain(switched.home.folder);
  try {
    const back = await start();
    expect(['mapped', 'switched']).toContain(back.runner.kind);
    expect(await ask(back.connection, 'select number from kept')).toEqual([7]);
    await back.stop();
    const again = await start({ mayUnshare: false });
    expect(await ask(again.connection, 'select number from kept')).toEqual([7]);
    await again.stop();
  } finally {
    rmSync(switched.home.folder, { recursive: true, force: true });
  }
});

test.runIf(isRoot)('data that began in a namespace move to a reachable folder when namespaces are forbidden later', async () => {
  const before = await start();
  await ask(before.connection, 'create table kept as select 7 as number');
  await before.stop();
  const after = await start({ mayUnshare: false });
  expect(await ask(after.connection, 'select number from kept')).toEqual([7]);
  await after.stop();
  if (before.runner.kind === 'mapped') expect(readdirSync(path)).not.toContain('postgres');
  rmSync(after.home.folder, { recursive: true, force: true });
});

test.runIf(isRoot)('a data folder of an ordinary user is served as that user, in its place', async () => {
  chmodSync(base, 0o755);
  path = join(base, 'of-nobody');
  mkdirSync(path, { mode: 0o700 });
  chownSync(path, 65_534, 65_534);
  const { runner, home, connection } = await start();
  expect(runner).toMatchObject({ kind: 'switched', user: { uid: 65_534 } });
  expect(home.folder).toBe(path);
  expect(await ask(connection, 'select 1')).toEqual([1]);
});
