import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startHolder } from '../../../tests/support/child.ts';
import { must } from '../outcome.ts';
import { claimDataFolder } from './data-folder.ts';
import { runningEmbedded, startEmbedded } from './embedded.ts';
import { ask, eachInItsPlace, holder, start } from './embedded.fixture.ts';
import { processesOf } from './postmaster.ts';

const place = eachInItsPlace();

test('the first start makes a server that no network and no other user can reach, and that keeps what it acknowledged', async () => {
  place.path = join(place.base, 'new');
  const { connection, home } = await start(place.path);
  const names = ['listen_addresses', 'password_encryption', 'data_checksums', 'fsync', 'synchronous_commit', 'full_page_writes', 'server_encoding'];
  const settings = await ask(connection, `select ${names.map((name) => `current_setting('${name}')`).join(', ')}`);
  expect(settings).toEqual(['', 'scram-sha-256', 'on', 'on', 'on', 'on', 'UTF8']);
  expect(await ask(connection, 'select rolsuper or rolbypassrls from pg_roles where rolname = current_user')).toEqual([false]);
  for (const folder of [home.cluster, home.sockets]) expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of ['postgres.password', 'database.password']) expect(statSync(join(place.path, name)).mode & 0o777).toBe(0o600);
  await expect(ask({ ...connection, password: 'guessed' }, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('a stopped server leaves no process and its data are there at the next start', async () => {
  const first = await start(place.path);
  await ask(first.connection, "create table kept as select '一次办' as word");
  await first.stop();
  expect(processesOf(first.home.cluster)).toEqual([]);
  const second = await start(place.path);
  expect(second.adopted).toBe(false);
  expect(await ask(second.connection, 'select word from kept')).toEqual(['一次办']);
});

test('a second process is refused while the first holds the folder', async () => {
  await start(place.path);
  expect((await startHolder(holder, [place.path])).said).toEqual({ refused: 'folder-in-use' });
});

test('a command finds the connection to the server that another process runs, and none when none runs', async () => {
  expect(runningEmbedded(join(place.base, 'nowhere'))).toBeNull();
  expect(runningEmbedded(place.path)).toBeNull();
  const other = await startHolder(holder, [place.path]);
  const connection = runningEmbedded(place.path);
  expect(connection).toEqual(other.said.connection);
  expect(await ask(connection ?? {}, 'select 1')).toEqual([1]);
  await other.kill('SIGTERM');
  expect(runningEmbedded(place.path)).toBeNull();
});

test('a folder whose path is too long for a socket gets its sockets elsewhere, closed to others', async () => {
  const long = join(place.base, '长'.repeat(40));
  mkdirSync(long);
  renameSync(place.path, join(long, 'data'));
  place.path = join(long, 'data');
  const { connection, home, stop } = await start(place.path);
  expect(Buffer.byteLength(join(home.sockets, '.s.PGSQL.5432'))).toBeLessThan(107);
  expect(statSync(home.sockets).mode & 0o777).toBe(0o700);
  expect(await ask(connection, 'select 1')).toEqual([1]);
  await stop();
  rmSync(home.sockets, { recursive: true });
});

test('a cluster of another version and one without its version are refused and left alone', async () => {
  place.path = join(place.base, 'new');
  const folder = must(claimDataFolder(place.path));
  mkdirSync(join(place.path, 'postgres'));
  expect(await startEmbedded({ folder })).toMatchObject({ ok: false, refusal: { kind: 'folder-is-foreign' } });
  writeFileSync(join(place.path, 'postgres', 'PG_VERSION'), '15\n');
  expect(await startEmbedded({ folder })).toMatchObject({ ok: false, refusal: { kind: 'folder-of-another-version', found: 'PostgreSQL 15' } });
  expect(readdirSync(join(place.path, 'postgres'))).toEqual(['PG_VERSION']);
  folder.release();
});

test('a server that cannot start says why in its own words', async () => {
  const { home, stop } = await start(place.path);
  await stop();
  writeFileSync(join(home.cluster, 'global', 'pg_control'), 'damaged');
  const folder = must(claimDataFolder(place.path));
  const answer = await startEmbedded({ folder });
  folder.release();
  expect(answer).toMatchObject({ ok: false, refusal: { kind: 'server-did-not-start', log: expect.stringContaining('pg_control') } });
});

test('a lost password is named, not worked around', async () => {
  const { stop } = await start(place.path);
  await stop();
  writeFileSync(join(place.path, 'postgres.password'), 'another\n');
  const folder = must(claimDataFolder(place.path));
  expect(await startEmbedded({ folder })).toMatchObject({ ok: false, refusal: { kind: 'password-lost' } });
  folder.release();
});

test('a lost password of the application is given to its role again', async () => {
  const { stop } = await start(place.path);
  await stop();
  writeFileSync(join(place.path, 'database.password'), 'another\n');
  const { connection } = await start(place.path);
  expect(connection.password).toBe('another');
  expect(await ask(connection, 'select 1')).toEqual([1]);
});
