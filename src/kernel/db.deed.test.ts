import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { type Database, openDatabase, rawOf, type Reader, sendAlong, type Tx } from './db.ts';

let testing: TestDatabase;
let database: Database;

beforeAll(async () => {
  testing = await testDatabase();
  database = openDatabase({ ...testing.config, max: 2 });
  await write(`create table kernel.word (word text constraint word_key primary key)`);
});
beforeEach(() => write('truncate kernel.word'));
afterAll(async () => {
  await database.close();
  await testing.drop();
});

const write = (text: string) => database.transact(async (tx) => void (await sql.raw(text).execute(rawOf(tx))));
const insert = (tx: Tx, word: string) => sql`insert into kernel.word values (${word})`.execute(rawOf(tx));
const insertAlong = (tx: Tx, word: string) => sendAlong(tx, sql`insert into kernel.word values (${word})`.compile(rawOf(tx)));
const one = async (reader: Reader) => (await sql<{ n: number }>`select 1 as n`.execute(rawOf(reader))).rows[0]?.n;

async function words(): Promise<string[]> {
  const { rows } = await database.read((reader) => sql<{ word: string }>`select word from kernel.word order by word`.execute(rawOf(reader)));
  return rows.map((row) => row.word);
}

test('a deed that throws leaves nothing, whatever it wrote', async () => {
  const failing = database.transact(async (tx) => {
    await insert(tx, 'a');
    await insertAlong(tx, 'b');
    throw new Error('planted');
  });
  await expect(failing).rejects.toThrow('planted');
  expect(await words()).toEqual([]);
});

test('a statement that nobody waits for is committed with the rest', async () => {
  await database.transact(async (tx) => {
    await insert(tx, 'a');
    await insertAlong(tx, 'b');
  });
  expect(await words()).toEqual(['a', 'b']);
});

test('a statement that nobody waits for undoes the deed when it fails, and says why', async () => {
  const hook = vi.fn();
  const failing = database.transact(async (tx) => {
    await insert(tx, 'a');
    await insertAlong(tx, 'a');
    hook();
  });
  await expect(failing).rejects.toMatchObject({ code: '23505', constraint: 'word_key' });
  expect(hook).toHaveBeenCalledOnce();
  expect(await words()).toEqual([]);
});

test('what fails behind it does not hide the true reason', async () => {
  const failing = database.transact(async (tx) => {
    await insert(tx, 'a');
    await insertAlong(tx, 'a');
    await insert(tx, 'b');
  });
  await expect(failing).rejects.toMatchObject({ code: '23505', constraint: 'word_key' });
  expect(await words()).toEqual([]);
});

test('a deed that goes on after a failed statement is not taken for committed', async () => {
  const swallowing = database.transact(async (tx) => {
    await insert(tx, 'a');
    await insert(tx, 'a').catch(() => {});
  });
  await expect(swallowing).rejects.toThrow('rolled back');
  expect(await words()).toEqual([]);
});

test('of statements asked for at once the first failure undoes all, and who is still at work is refused', async () => {
  const late = vi.fn();
  const failing = database.transact((tx) =>
    Promise.all([
      insert(tx, 'a').then(() => insert(tx, 'a')),
      insert(tx, 'b')
        .then(() => insert(tx, 'c'))
        .then(() => insert(tx, 'd'))
        .then(() => insert(tx, 'e'))
        .catch(late),
    ]),
  );
  await expect(failing).rejects.toMatchObject({ code: '23505' });
  await vi.waitFor(() => expect(late).toHaveBeenCalledOnce());
  expect(await words()).toEqual([]);
});

test('a deed without statements is no transaction at all, and the connection serves the next one', async () => {
  for (let turn = 0; turn < 5; turn += 1) await database.transact(async () => {});
  expect(await database.transact(one)).toBe(1);
  expect(await database.read(one)).toBe(1);
});

test('a reader or a transaction that is over has no power left', async () => {
  let kept: Tx | undefined;
  await database.transact(async (tx) => {
    kept = tx;
  });
  expect(() => rawOf(kept as Tx)).toThrow('over');
  let stale: Promise<unknown> | undefined;
  const { promise, resolve } = Promise.withResolvers<void>();
  await database.transact(async (tx) => {
    const tables = rawOf(tx);
    stale = promise.then(() => sql`insert into kernel.word values ('stale')`.execute(tables));
    await insert(tx, 'a');
  });
  resolve();
  await expect(stale).rejects.toThrow('over');
  expect(await words()).toEqual(['a']);
});

test('begin travels with the first statement and the last one with commit', async () => {
  const journeys: string[][] = [];
  const client = await database.pool.connect();
  const watched = spyOn(client, journeys);
  client.release();
  await database.transact(async (tx) => {
    await insert(tx, 'a');
    await insertAlong(tx, 'b');
  });
  watched.mockRestore();
  expect(journeys).toEqual([
    ['begin', 'insert into kernel.word values ($1)'],
    ['insert into kernel.word values ($1)', 'commit'],
  ]);
});

/** Statements by the turn of the event loop in which they were handed to the connection. */
function spyOn(client: pg.PoolClient, journeys: string[][]) {
  let open: string[] | null = null;
  const original = client.query.bind(client) as (asked: unknown) => Promise<pg.QueryResult>;
  return vi.spyOn(client, 'query').mockImplementation(((asked: string | { text: string }) => {
    if (open === null) {
      open = [];
      journeys.push(open);
      setImmediate(() => {
        open = null;
      });
    }
    open.push(typeof asked === 'string' ? asked : asked.text);
    return original(asked);
  }) as never);
}

test('a connection that breaks in a deed fails it and is not used again', async () => {
  const failing = database.transact(async (tx) => {
    await insert(tx, 'a');
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(rawOf(tx));
    await database.read((reader) => sql`select pg_terminate_backend(${rows[0]?.pid ?? 0})`.execute(rawOf(reader)));
    await insert(tx, 'b');
  });
  await expect(failing).rejects.toThrow();
  for (let turn = 0; turn < 4; turn += 1) expect(await database.transact(one)).toBe(1);
  expect(await words()).toEqual([]);
});

test('a deed that met another one is tried again', async () => {
  let tries = 0;
  await database.transact(async (tx) => {
    tries += 1;
    await insert(tx, `try ${tries}`);
    if (tries < 3) throw Object.assign(new Error('planted'), { code: '40001' });
  });
  expect([tries, await words()]).toEqual([3, ['try 3']]);
});
