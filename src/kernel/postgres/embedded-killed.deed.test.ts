import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import { expect, test } from 'vitest';
import { startHolder } from '../../../tests/support/child.ts';
import { must } from '../outcome.ts';
import { claimDataFolder } from './data-folder.ts';
import { ask, eachInItsPlace, holder, killAll, start } from './embedded.fixture.ts';
import { processesOf, runningPostmaster } from './postmaster.ts';

const place = eachInItsPlace();

test('the server of a process that was killed is adopted by the next one, and stopped by it', async () => {
  const killed = await startHolder(holder, [place.path]);
  const connection = killed.said.connection as PoolConfig;
  await ask(connection, 'create table kept as select 7 as number');
  await killed.kill('SIGKILL');
  const pid = runningPostmaster(String(killed.said.cluster));
  expect(pid).not.toBeNull();
  const next = await start(place.path);
  expect(next.adopted).toBe(true);
  expect(runningPostmaster(next.home.cluster)).toBe(pid);
  expect(await ask(next.connection, 'select number from kept')).toEqual([7]);
  await next.stop();
  expect(processesOf(next.home.cluster)).toEqual([]);
});

test('a left-over server with other settings is not adopted but replaced', async () => {
  const killed = await startHolder(holder, [place.path]);
  await killed.kill('SIGKILL');
  const next = await start(place.path, { settings: { work_mem: '9MB' } });
  expect(next.adopted).toBe(false);
  expect(await ask(next.connection, 'show work_mem')).toEqual(['9MB']);
});

test('after a kill of every process, a lock file that names somebody else does not stop the next start', async () => {
  const killed = await startHolder(holder, [place.path]);
  const cluster = String(killed.said.cluster);
  await ask(killed.said.connection as PoolConfig, 'create table kept as select 7 as number');
  await killed.kill('SIGKILL');
  killAll(cluster);
  writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n`);
  const next = await start(place.path);
  expect(next.adopted).toBe(false);
  expect(await ask(next.connection, 'select number from kept')).toEqual([7]);
});

test('a server that is killed under us comes back by itself with everything it had acknowledged', async () => {
  const said: string[] = [];
  const { connection, home } = await start(place.path, { notice: ({ zh }) => said.push(zh) });
  await ask(connection, 'create table kept (number int)');
  for (let number = 1; number <= 3; number += 1) {
    await ask(connection, `insert into kept values (${number})`);
    killAll(home.cluster);
    const answer = (): Promise<unknown[]> => ask(connection, 'select count(*)::int from kept').catch(() => []);
    await expect.poll(answer, { timeout: 20_000 }).toEqual([number]);
  }
  expect(said).toHaveLength(3);
});

test('a start that was killed while it made the cluster is made good by the next', async () => {
  place.path = join(place.base, 'new');
  must(claimDataFolder(place.path)).release();
  mkdirSync(join(place.path, 'postgres.unfinished', 'base'), { recursive: true });
  const { connection, home } = await start(place.path);
  expect(await ask(connection, 'select 1')).toEqual([1]);
  expect(readdirSync(home.folder)).not.toContain('postgres.unfinished');
});
