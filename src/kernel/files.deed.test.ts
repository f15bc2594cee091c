import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { type Database, openDatabase, rawOf } from './db.ts';
import { type FileId, openFiles } from './files.ts';

let testing: TestDatabase;
let database: Database;
// The seal is tested on its own; here it only must bind to its row.
const files = openFiles({
  seal: (_column, row, text) => `${row}:${text}`,
  open: (_column, row, sealed) => {
    if (!sealed.startsWith(`${row}:`)) throw new Error('sealed for another row');
    return sealed.slice(row.length + 1);
  },
});
const now = new Date('2026-03-09T01:00:00Z');

beforeAll(async () => {
  testing = await testDatabase();
  database = openDatabase(testing.config);
});
afterAll(async () => {
  await database.close();
  await testing.drop();
});

const put = (bytes: Buffer) => database.transact((tx) => files.put(tx, { id: randomUUID() as FileId, name: '平面图.pdf', mediaType: 'application/pdf', bytes, now }));

test.each([0, 1, 65_535, 65_536, 65_537, 300_000])('a file of %i bytes comes back as it was', async (size) => {
  const bytes = randomBytes(size);
  const id = await put(bytes);
  const found = await database.read((reader) => files.get(reader, id));
  expect(found).toMatchObject({ name: '平面图.pdf', mediaType: 'application/pdf', size });
  expect(found?.bytes.equals(bytes)).toBe(true);
});

test('the content does not stand in the database as it is', async () => {
  const id = await put(Buffer.from('430102198001010011'.repeat(100)));
  const rows = await database.read((reader) => sql<{ content: Buffer }>`select content from kernel.file_chunk where file = ${id}`.execute(rawOf(reader)));
  expect(rows.rows.some((row) => row.content.includes('430102198001010011'))).toBe(false);
});

test('pieces that were swapped are noticed', async () => {
  const id = await put(randomBytes(140_000));
  await database.transact(async (tx) => {
    await sql`update kernel.file_chunk set number = number + 10 where file = ${id}`.execute(rawOf(tx));
    await sql`update kernel.file_chunk set number = case number when 10 then 1 when 11 then 0 else 2 end where file = ${id}`.execute(rawOf(tx));
  });
  await expect(database.read((reader) => files.get(reader, id))).rejects.toThrow();
});

test('an erased file is gone', async () => {
  const id = await put(Buffer.from('x'));
  await database.transact((tx) => files.erase(tx, id, now));
  expect(await database.read((reader) => files.get(reader, id))).toBeNull();
});
