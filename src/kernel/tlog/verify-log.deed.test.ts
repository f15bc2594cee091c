import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { openKeyFolder } from '../keys/file-provider.ts';
import type { PublicKeyInfo } from '../keys/provider.ts';
import { migrate } from '../migrate.ts';
import { must } from '../outcome.ts';
import type { Queries } from '../queries.ts';
import { integrateBatch } from './integrate.ts';
import { startIntegrator } from './integrator.ts';
import { saltedLeaf } from './merkle.ts';
import { append } from './store.ts';
import type { LoggedEvent } from './verify.ts';
import type { EventSource } from './verify-events.ts';
import { type LogReport, verifyLog } from './verify-log.ts';

/** One small log, edited in every way by somebody who may do anything in the database but has no signing key. */
const leaves = 600;
let database: TestDatabase;
let client: pg.Client;
let parent: string;
let keys: readonly PublicKeyInfo[];
let remembered: string;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'onevisit-verify-'));
  const provider = must(openKeyFolder({ folder: join(parent, 'keys'), passphrase: null, mode: 'demo', suite: 'sm', now: () => new Date() }));
  keys = await provider.publicKeys('checkpoint');
  database = await testDatabase({ empty: true });
  client = new pg.Client(database.config);
  await client.connect();
  await migrate(client, [{ room: 'kernel', folder: new URL('../migrations/', import.meta.url) }]);
  await client.query('create table event (id uuid primary key, salt bytea, bytes bytea)');
  const pool = new pg.Pool(database.config);
  const integrator = startIntegrator({ pool, instance: 'changsha', keys: provider, now: () => new Date(), onFault: () => {}, intervalMilliseconds: 3_600_000 });
  for (let at = 0; at < leaves; at += 1) {
    const event = eventNumber(at);
    await client.query('insert into event values ($1, $2, $3)', [event.id, event.salt, event.bytes]);
    await append(client, 'audit', event.id, saltedLeaf(event.salt, event.bytes));
    if (at % 100 === 99) await integrator.round();
  }
  remembered = (await client.query<{ note: string }>('select note from kernel.tlog_checkpoint order by size desc limit 1')).rows[0]?.note ?? '';
  await integrator.stop();
  await pool.end();
  for (const table of ['leaf', 'tile', 'checkpoint', 'conflict', 'pending']) await client.query(`alter table kernel.tlog_${table} disable trigger user`);
}, 60_000);
afterAll(async () => {
  await client.end();
  await database.drop();
  rmSync(parent, { recursive: true, force: true });
});

test('a log that nobody touched shows no difference', async () => {
  expect(await verify()).toEqual({ log: 'audit', size: leaves, checkpoints: 6, events: leaves, differences: [], more: false });
});

test('an event lawfully erased is no difference: its leaf remains and the tree holds', async () => {
  const erased = eventNumber(77).id;
  const report = await after(`delete from event where id = '${erased}'`, () => verify({ erased: new Set([erased]) }));
  expect(report).toMatchObject({ events: leaves - 1, differences: [] });
});

describe('every edit by hand is found', () => {
  const place = fc.nat({ max: leaves - 1 });
  const byte = fc.nat({ max: 31 });
  const bit = fc.nat({ max: 7 });
  const flip = (column: string, at: number, which: number) => `set_byte(${column}, ${at}, get_byte(${column}, ${at}) # ${1 << which})`;

  test.each<[string, fc.Arbitrary<string>]>([
    ['a leaf changed', fc.tuple(place, byte, bit).map(([idx, at, which]) => `update kernel.tlog_leaf set leaf = ${flip('leaf', at, which)} where idx = ${idx}`)],
    ['a leaf deleted', place.map((idx) => `delete from kernel.tlog_leaf where idx = ${idx}`)],
    ['a leaf deleted and the gap closed', fc.nat({ max: leaves - 2 }).map((idx) => `delete from kernel.tlog_leaf where idx = ${idx}; ${shiftDown(idx)}`)],
    ['a leaf added at the end', place.map((idx) => `insert into kernel.tlog_leaf select 2, ${leaves}, leaf, gen_random_uuid() from kernel.tlog_leaf where idx = ${idx}`)],
    ['two leaves swapped', twoPlaces().map(([one, other]) => swap('leaf', one, other))],
    ['the events of two leaves swapped', twoPlaces().map(([one, other]) => swap('event_id', one, other))],
    ['an event changed', fc.tuple(place, bit).map(([at, which]) => `update event set bytes = ${flip('bytes', 0, which)} where id = '${eventNumber(at).id}'`)],
    ['a salt changed', fc.tuple(place, byte, bit).map(([at, salt, which]) => `update event set salt = ${flip('salt', salt, which)} where id = '${eventNumber(at).id}'`)],
    ['a salt cut so that the event takes its end', place.map((at) => `update event set bytes = substring(salt from 32) || bytes, salt = substring(salt from 1 for 31) where id = '${eventNumber(at).id}'`)],
    ['an event deleted', place.map((at) => `delete from event where id = '${eventNumber(at).id}'`)],
    ['an event added behind the back of the log', place.map((at) => `insert into event select gen_random_uuid(), salt, bytes from event where id = '${eventNumber(at).id}'`)],
    ['an event and its leaf changed together', fc.tuple(place, bit).map(([at, which]) => `${`update event set bytes = ${flip('bytes', 0, which)} where id = '${eventNumber(at).id}'`}; update kernel.tlog_leaf l set leaf = sha256('\\x00'::bytea || e.salt || e.bytes) from event e where e.id = l.event_id and l.idx = ${at}`)],
    ['a tile changed', fc.tuple(fc.constantFrom([0, 0, 255], [0, 1, 255], [0, 2, 87], [1, 0, 1]), fc.nat(), byte, bit).map(([[level, n, last], hash, at, which]) => `update kernel.tlog_tile set hashes = ${flip('hashes', (hash % ((last ?? 0) + 1)) * 32 + at, which)} where level = ${level} and n = ${n}`)],
    ['a tile deleted', fc.constantFrom('0 and n = 0', '0 and n = 2', '1').map((where) => `delete from kernel.tlog_tile where level = ${where}`)],
    ['a tile cut', fc.integer({ min: 1, max: 87 }).map((width) => `update kernel.tlog_tile set hashes = substring(hashes from 1 for ${width * 32}) where level = 0 and n = 2`)],
    ['a tile made longer', byte.map((at) => `update kernel.tlog_tile set hashes = hashes || set_byte(sha256(''), ${at}, 0) where level = 0 and n = 2`)],
    ['a tile added', fc.constantFrom('0, 3', '1, 1', '2, 0', '9, 0').map((where) => `insert into kernel.tlog_tile select 2, ${where}, sha256('')`)],
    ['a root changed', fc.tuple(checkpoint(), byte, bit).map(([size, at, which]) => `update kernel.tlog_checkpoint set root = ${flip('root', at, which)} where size = ${size}`)],
    ['the time of a checkpoint changed', checkpoint().map((size) => `update kernel.tlog_checkpoint set at = at - interval '1 millisecond' where size = ${size}`)],
    ['the note of a checkpoint changed', fc.tuple(checkpoint(), fc.nat({ max: 260 })).map(([size, at]) => `update kernel.tlog_checkpoint set note = overlay(note placing case substring(note from ${at + 1} for 1) when 'A' then 'B' else 'A' end from ${at + 1} for 1) where size = ${size}`)],
    ['a line taken from a note', checkpoint().map((size) => `update kernel.tlog_checkpoint set note = regexp_replace(note, '— [^\\n]+\\n$', '') where size = ${size}`)],
    ['the note of another checkpoint', fc.tuple(checkpoint(), checkpoint()).filter(([one, other]) => one !== other).map(([one, other]) => `update kernel.tlog_checkpoint set note = (select note from kernel.tlog_checkpoint where size = ${other}) where size = ${one}`)],
    ['a checkpoint deleted', checkpoint().map((size) => `delete from kernel.tlog_checkpoint where size = ${size}`)],
    ['a checkpoint deleted and the chain closed', fc.constantFrom(100, 200, 300, 400, 500).map((size) => `delete from kernel.tlog_checkpoint where size = ${size}; update kernel.tlog_checkpoint set prev_size = ${size - 100} where prev_size = ${size}`)],
    ['a checkpoint added between', fc.tuple(fc.constantFrom(100, 200, 300, 400, 500), fc.integer({ min: 1, max: 99 })).map(([size, more]) => `update kernel.tlog_checkpoint set prev_size = ${size + more} where prev_size = ${size}; insert into kernel.tlog_checkpoint select 2, ${size + more}, ${size}, root, note, at from kernel.tlog_checkpoint where size = ${size}`)],
    ['the tail cut off cleanly', fc.constantFrom(100, 200, 300, 400, 500).map(cutTail)],
  ])('%s', async (_name, edits) => {
    await fc.assert(
      fc.asyncProperty(edits, async (sql) => {
        const report = await after(sql, () => verify());
        expect(report.differences).not.toEqual([]);
      }),
      { numRuns: 6 },
    );
  }, 60_000);
});

describe('what a verifier must be given', () => {
  test('without a remembered checkpoint a tail cut off cleanly cannot be seen, with one it is', async () => {
    const blind = await after(`${cutTail(500)}`, () => verify({ held: [] }));
    expect(blind.differences).toEqual([]);
    const seeing = await after(`${cutTail(500)}`, () => verify());
    expect(seeing.differences).toMatchObject([{ kind: 'tail-missing', at: '600' }]);
  });

  test('without the events a changed event cannot be seen', async () => {
    const sql = `update event set bytes = sha256('x') where id = '${eventNumber(5).id}'`;
    expect((await after(sql, () => verifyLog('audit', { queries: client, instance: 'changsha', keys, remembered: [remembered] }))).differences).toEqual([]);
    expect((await after(sql, () => verify())).differences).toMatchObject([{ kind: 'leaf-edited', at: eventNumber(5).id }]);
  });

  test('a log rewritten whole is found by whoever holds one checkpoint, and by the keys', async () => {
    const other = must(openKeyFolder({ folder: join(parent, 'forger'), passphrase: null, mode: 'demo', suite: 'sm', now: () => new Date() }));
    const forged = await after('delete from kernel.tlog_leaf; delete from kernel.tlog_tile; delete from kernel.tlog_checkpoint', async () => {
      for (let at = 0; at < 3; at += 1) await append(client, 'audit', eventNumber(at).id, saltedLeaf(eventNumber(at).salt, eventNumber(at).bytes));
      await integrateBatch(client, 'audit', { instance: 'changsha', keys: other, now: () => new Date() }, null);
      return verify();
    });
    expect(new Set(forged.differences.map((one) => one.kind))).toEqual(new Set(['checkpoint-edited', 'tail-missing', 'event-unlogged']));
  });
});

function verify({ erased = new Set<string>(), held = [remembered] }: { erased?: ReadonlySet<string>; held?: readonly string[] } = {}): Promise<LogReport> {
  return verifyLog('audit', { queries: client, instance: 'changsha', keys, events: eventsIn(client, erased), remembered: held });
}

/** What the work finds after the edit; the edit is then undone. */
async function after<T>(sql: string, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    await client.query(sql);
    return await work();
  } finally {
    await client.query('rollback');
  }
}

function eventsIn(queries: Queries, erased: ReadonlySet<string>): EventSource {
  return {
    find: async (ids) => {
      const { rows } = await queries.query<LoggedEvent & { id: string }>('select id, salt, bytes from event where id = any ($1::uuid[])', [ids]);
      return new Map<string, LoggedEvent | 'erased'>([...ids.filter((id) => erased.has(id)).map((id) => [id, 'erased'] as const), ...rows.map((row) => [row.id, row] as const)]);
    },
    page: async (last, limit) => {
      const { rows } = await queries.query<{ id: string }>('select id from event where $1::uuid is null or id > $1 order by id limit $2', [last, limit]);
      return rows.map((row) => row.id);
    },
  };
}

function eventNumber(at: number): LoggedEvent & { readonly id: string } {
  const digest = createHash('sha256').update(`event ${at}`).digest();
  const hex = digest.toString('hex');
  return { id: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`, salt: digest, bytes: Buffer.from(`{"number":${at}}`) };
}

function checkpoint(): fc.Arbitrary<number> {
  return fc.constantFrom(100, 200, 300, 400, 500, 600);
}

function twoPlaces(): fc.Arbitrary<[number, number]> {
  return fc.tuple(fc.nat({ max: leaves - 1 }), fc.nat({ max: leaves - 1 })).filter(([one, other]) => one !== other);
}

function shiftDown(from: number): string {
  return `update kernel.tlog_leaf set idx = idx + 1000000 where idx > ${from}; update kernel.tlog_leaf set idx = idx - 1000001 where idx > 1000000`;
}

function swap(column: string, one: number, other: number): string {
  return `create temp table kept on commit drop as select idx, leaf, event_id from kernel.tlog_leaf where idx in (${one}, ${other});
    update kernel.tlog_leaf set event_id = gen_random_uuid() where '${column}' = 'event_id' and idx in (${one}, ${other});
    update kernel.tlog_leaf set ${column} = (select ${column} from kept where idx = ${other}) where idx = ${one};
    update kernel.tlog_leaf set ${column} = (select ${column} from kept where idx = ${one}) where idx = ${other}`;
}

/** Leaves, tiles, checkpoints and events as they were at that size. */
function cutTail(size: number): string {
  return `delete from event where id in (select event_id from kernel.tlog_leaf where idx >= ${size});
    delete from kernel.tlog_leaf where idx >= ${size};
    delete from kernel.tlog_checkpoint where size > ${size};
    delete from kernel.tlog_tile where level = 0 and n * 256 >= ${size} or level = 1 and ${size} < 256;
    update kernel.tlog_tile set hashes = substring(hashes from 1 for (${size} - n::int * 256) * 32) where level = 0 and (n + 1) * 256 > ${size};
    update kernel.tlog_tile set hashes = substring(hashes from 1 for ${size} / 256 * 32) where level = 1`;
}
