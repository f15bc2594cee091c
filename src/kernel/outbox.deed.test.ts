import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { standingClock } from './clock.ts';
import { type Database, openDatabase, rawOf } from './db.ts';
import { type Ground, performAs } from './http/perform.ts';
import { openLog } from './log.ts';
import { startRelay } from './outbox.ts';
import { done, refuse } from './outcome.ts';

let testing: TestDatabase;
let database: Database;
let ground: Ground;
const silent = openLog('silent');

beforeAll(async () => {
  testing = await testDatabase();
  database = openDatabase(testing.config);
  ground = { database, clock: standingClock('Asia/Shanghai', new Date('2026-03-09T01:00:00Z')), seal: (_a, text) => text, open: (_a, text) => text };
  await database.transact((tx) => sql`create table kernel.heard (word text)`.execute(rawOf(tx)));
});
beforeEach(() => database.transact((tx) => sql`truncate kernel.heard, kernel.outbox, kernel.outbox_parked`.execute(rawOf(tx))));
afterAll(async () => {
  await database.close();
  await testing.drop();
});

const emit = (word: string, refused = false) =>
  performAs(database, ground.clock, 'test', { role: 'public' }, async (deed) => {
    deed.emit('said', { word });
    return refused ? refuse({ kind: 'refused' }) : done(undefined);
  });

async function heard(): Promise<string[]> {
  const rows = await database.read((reader) => sql<{ word: string }>`select word from kernel.heard order by word`.execute(rawOf(reader)));
  return rows.rows.map((row) => row.word);
}

async function count(table: 'outbox' | 'outbox_parked'): Promise<number> {
  const rows = await database.read((reader) => sql<{ n: number }>`select count(*) as n from ${sql.table(`kernel.${table}`)}`.execute(rawOf(reader)));
  return Number(rows.rows[0]?.n);
}

const listen = { said: [async (deed: { tx: import('./db.ts').Tx }, payload: Readonly<Record<string, unknown>>) => void (await sql`insert into kernel.heard values (${payload.word})`.execute(rawOf(deed.tx)))] };

test('a message is heard once, after its deed', async () => {
  await emit('hello');
  expect(await heard()).toEqual([]);
  const relay = startRelay(ground, silent, listen);
  await relay.drain();
  await relay.drain();
  await relay.stop();
  expect([await heard(), await count('outbox')]).toEqual([['hello'], 0]);
});

test('a refused deed sends nothing', async () => {
  await emit('never', true);
  expect(await count('outbox')).toBe(0);
});

test('two relays at work hear each message once', async () => {
  for (let n = 0; n < 40; n += 1) await emit(String(n).padStart(2, '0'));
  const relays = [startRelay(ground, silent, listen), startRelay(ground, silent, listen)];
  await Promise.all(relays.map((relay) => relay.drain()));
  for (const relay of relays) await relay.stop();
  expect(await heard()).toEqual(Array.from({ length: 40 }, (_, n) => String(n).padStart(2, '0')));
});

test('a handler that fails changes nothing, waits longer each time, and its message is set aside in the end', async () => {
  await emit('poison');
  await emit('good');
  const failing = {
    said: [
      ...listen.said,
      async (_deed: unknown, payload: Readonly<Record<string, unknown>>) => {
        if (payload.word === 'poison') throw new Error('planted');
      },
    ],
  };
  const relay = startRelay(ground, silent, failing);
  for (let round = 0; round < 8; round += 1) {
    await relay.drain();
    await database.transact((tx) => sql`update kernel.outbox set next_at = clock_timestamp()`.execute(rawOf(tx)));
  }
  await relay.stop();
  expect(await heard()).toEqual(['good']);
  expect([await count('outbox'), await count('outbox_parked')]).toEqual([0, 1]);
});
