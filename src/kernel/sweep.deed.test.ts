import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { type Database, openDatabase, rawOf } from './db.ts';
import { sweepAnswers } from './sweep.ts';

let testing: TestDatabase;
let database: Database;

beforeAll(async () => {
  testing = await testDatabase();
  database = openDatabase(testing.config);
  await database.transact((tx) =>
    sql`insert into kernel.idempotency (actor, key, route, request_digest, created_at)
      select 'a', n::text, 'r', ''::bytea, clock_timestamp() - make_interval(days => n) from generate_series(0, 20) as n`.execute(rawOf(tx)),
  );
});
afterAll(async () => {
  await database.close();
  await testing.drop();
});

test('answers of the last seven days stay, older ones go, whatever the size of a slice', async () => {
  expect(await sweepAnswers(database, 3)).toBe(14);
  expect(await sweepAnswers(database, 3)).toBe(0);
  const left = await database.read((reader) => sql<{ key: string }>`select key from kernel.idempotency order by key::int`.execute(rawOf(reader)));
  expect(left.rows.map((row) => row.key)).toEqual(['0', '1', '2', '3', '4', '5', '6']);
});
