import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../tests/support/database.ts';
import { type EmptyTables, makeEmptyTables, nextTransaction, readLeftRows } from './limit.ts';

let testing: TestDatabase;
let pool: pg.Pool;
let empty: EmptyTables;

beforeAll(async () => {
  testing = await testDatabase();
  pool = new pg.Pool({ ...testing.config, max: 2 });
  await inOneTransaction(["insert into kernel.setting values ('before', '1')"]);
  empty = await makeEmptyTables(pool, testing.config);
});
afterAll(async () => {
  await empty.close();
  await pool.end();
  await testing.drop();
});

async function inOneTransaction(statements: readonly string[]): Promise<void> {
  const client = await pool.connect();
  await client.query('begin');
  for (const statement of statements) await client.query(statement);
  await client.query('commit');
  client.release();
}

const request = (key: string) => `insert into kernel.idempotency (actor, key, route, request_digest) values ('a', '${key}', 'r', '\\x00ff')`;

async function rowsOf(table: string): Promise<unknown[]> {
  const { rows } = await pool.query(`select to_jsonb(t) as row from ${table} t order by 1`);
  return rows.map(({ row }) => row as unknown);
}

test('rows go back into the transactions that wrote them, and those written behind the requests are spread', async () => {
  const since = await nextTransaction(pool);
  await inOneTransaction([request('one'), "insert into kernel.setting values ('x', '{\"a\": [1, \"字\"]}')", "insert into kernel.setting values ('y', '2')"]);
  await inOneTransaction(["insert into kernel.outbox (topic, payload) values ('behind', '{}'), ('behind', '{}')"]);
  await inOneTransaction([request('two'), "update kernel.setting set value = '3' where name = 'y'"]);
  const left = await readLeftRows(pool, since);
  const shape = left.transactions.map((parts) => Object.fromEntries(parts.map(({ table, rows }) => [table.name, rows.length])));
  // The row that was changed last belongs to who changed it; what stood before is nobody's.
  expect(shape).toEqual([
    { idempotency: 1, setting: 1, outbox: 1 },
    { idempotency: 1, setting: 1, outbox: 1 },
  ]);
  expect(left.rows).toBe(6);
});

test('what is written again is the same, in tables that have the indexes and were empty before', async () => {
  const since = await nextTransaction(pool);
  await inOneTransaction([request('three'), "insert into kernel.setting values ('z', 'null')"]);
  const left = await readLeftRows(pool, since);
  for (let turn = 0; turn < 2; turn += 1) {
    expect(await empty.write(left)).toBeGreaterThan(0);
    expect(await rowsOf('bench_kernel.setting')).toEqual([{ name: 'z', value: null }]);
    expect(await rowsOf('bench_kernel.idempotency')).toEqual((await rowsOf('kernel.idempotency')).filter((row) => (row as { key: string }).key === 'three'));
  }
  const indexes = async (schema: string) =>
    (await pool.query("select count(*)::int as count from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r'", [schema])).rows[0].count;
  expect(await indexes('bench_kernel')).toBe(await indexes('kernel'));
  expect(await indexes('bench_cases')).toBe(await indexes('cases'));
});

test('without a single request there is no limit to measure', async () => {
  await expect(readLeftRows(pool, await nextTransaction(pool))).rejects.toThrow('no mutating request');
});
