import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { migrate } from './migrate.ts';

let testing: TestDatabase;
let folder: string;

beforeAll(async () => {
  testing = await testDatabase({ empty: true });
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
});
afterAll(async () => {
  await testing.drop();
  await rm(folder, { recursive: true });
});

async function run(): Promise<number> {
  const client = new pg.Client(testing.config as pg.ClientConfig);
  await client.connect();
  try {
    return await migrate(client, [{ room: 'shop', folder: pathToFileURL(`${folder}/`) }]);
  } finally {
    await client.end();
  }
}

test('four programs that start at once apply each file once', async () => {
  await writeFile(join(folder, '0001-shop.sql'), 'create table shop.counter (id integer primary key);');
  const counts = await Promise.all([run(), run(), run(), run()]);
  expect(counts.toSorted()).toEqual([0, 0, 0, 1]);
});

test('a file that fails leaves nothing behind', async () => {
  await writeFile(join(folder, '0002-half.sql'), 'create table shop.half (id integer); select 1 / 0;');
  await expect(run()).rejects.toThrow(/0002-half.sql failed/);
  await writeFile(join(folder, '0002-half.sql'), 'create table shop.half (id integer);');
  expect(await run()).toBe(1);
});

test('an applied file that was edited stops the start', async () => {
  await writeFile(join(folder, '0001-shop.sql'), 'create table shop.counter (id bigint primary key);');
  await expect(run()).rejects.toThrow(/was edited since/);
});

test('an applied file that has vanished stops the start', async () => {
  await rm(join(folder, '0001-shop.sql'));
  await expect(run()).rejects.toThrow(/its file is gone/);
});
