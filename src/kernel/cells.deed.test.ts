import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/support/database.ts';
import { openCells, rewrapDataKeys } from './cells.ts';
import { openKeyFolder } from './keys/file-provider.ts';
import type { KeyProvider } from './keys/provider.ts';
import { migrate } from './migrate.ts';
import { must } from './outcome.ts';

let database: TestDatabase;
let pool: pg.Pool;
let parent: string;
let keys: KeyProvider;
const column = 'identity.person.name';
const keysIn = (name: string) => must(openKeyFolder({ folder: join(parent, name), passphrase: null, mode: 'demo', suite: 'sm', now: () => new Date() }));

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'onevisit-cells-'));
  keys = keysIn('keys');
  database = await testDatabase({
    empty: true,
    migrate: async (config) => {
      const client = new pg.Client(config);
      await client.connect();
      await migrate(client, [{ room: 'kernel', folder: new URL('migrations/', import.meta.url) }]);
      await client.end();
    },
  });
  pool = new pg.Pool(database.config);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
  rmSync(parent, { recursive: true, force: true });
});

test('processes that start together on an empty database read each other', async () => {
  const [one, other] = await Promise.all([openCells({ queries: pool, keys }), openCells({ queries: pool, keys: keysIn('keys') })]);
  expect(other.open(column, 'row-1', one.seal(column, 'row-1', '张三'))).toBe('张三');
  expect(other.index('phone', '13800000000')).toEqual(one.index('phone', '13800000000'));
});

test('the database alone opens nothing: the data keys in it are wrapped', async () => {
  await openCells({ queries: pool, keys });
  const { rows } = await pool.query('select wrapped from kernel.data_key');
  expect(rows.length).toBeGreaterThan(0);
  for (const { wrapped } of rows) expect(wrapped).toMatch(/^w1\.kek-/);
});

test('a key folder of another installation stops the start instead of sealing under new keys', async () => {
  await openCells({ queries: pool, keys });
  await expect(openCells({ queries: pool, keys: keysIn('other') })).rejects.toThrow('is it the folder of another installation?');
});

test('data keys moved between rows of the table do not open', async () => {
  const cells = await openCells({ queries: pool, keys });
  await cells.rotate();
  const { rows } = await pool.query<{ kid: string; wrapped: string }>('select kid, wrapped from kernel.data_key order by kid limit 2');
  const [one, two] = rows;
  const swap = (a?: string, b?: string) =>
    pool.query('update kernel.data_key set wrapped = case kid when $1 then $4 else $3 end where kid in ($1, $2)', [one?.kid, two?.kid, a, b]);
  await swap(one?.wrapped, two?.wrapped);
  await expect(cells.refresh()).rejects.toThrow('does not open');
  await swap(two?.wrapped, one?.wrapped);
  await cells.refresh();
});

test('after a rotation new cells get the new key once every process had time to learn it, old ones stay readable', async () => {
  let instant = new Date();
  const cells = await openCells({ queries: pool, keys, now: () => instant });
  const before = cells.seal(column, 'row-1', '张三');
  await cells.rotate();
  expect(cells.seal(column, 'row-1', '李四').split('.')[2]).toBe(before.split('.')[2]);
  instant = new Date(instant.getTime() + 600_000);
  const after = cells.seal(column, 'row-1', '王五');
  expect(after.split('.')[2]).not.toBe(before.split('.')[2]);
  expect([cells.open(column, 'row-1', before), cells.open(column, 'row-1', after)]).toEqual(['张三', '王五']);
});

test('wrapped again by a new key-encryption key, the old one can be destroyed', async () => {
  const sealed = (await openCells({ queries: pool, keys })).seal(column, 'row-1', '张三');
  const { rows } = await pool.query<{ wrapped: string }>('select wrapped from kernel.data_key limit 1');
  await keys.rotate('kek');
  await rewrapDataKeys(pool, keys);
  await keys.destroy(rows[0]?.wrapped.split('.')[1] ?? '');
  expect((await openCells({ queries: pool, keys })).open(column, 'row-1', sealed)).toBe('张三');
});
