import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { furnish, type Furnished } from '../house/furnish.ts';
import { openWholeHouse, type WholeHouse } from '../house/whole-house.ts';
import { Failures } from '../report.ts';
import type { Acknowledged } from './journal.ts';
import { judge } from './judge.ts';

/** A judge who finds nothing must have been seen to find something: each loss is made by hand, judged, and undone. */
let database: TestDatabase;
let whole: WholeHouse;
let crew: Furnished;
let client: pg.Client;
let journal: readonly Acknowledged[];

beforeAll(async () => {
  database = await testDatabase();
  whole = await openWholeHouse(database.config);
  crew = await furnish(whole, 1);
  client = new pg.Client(database.config);
  await client.connect();
  const { rows } = await client.query<{ key: string; actor: string; route: string }>("select key, actor, route from kernel.idempotency where route <> 'licences.keep-copy'");
  journal = rows.map(({ key, actor, route }) => ({ name: route, account: actor, key, case: null, version: null, licence: null, answer: '', wasUnknown: false }));
}, 60_000);
afterAll(async () => {
  await client.end();
  await whole.close();
  await database.drop();
});

async function found(change: string | null, noted: readonly Acknowledged[] = journal): Promise<readonly string[]> {
  const failures = new Failures();
  if (change !== null) await client.query(change);
  await judge({ client, keys: whole.house.keys, instance: 'changsha', failures, round: 1 }, noted);
  return [...new Set(failures.list.map((one) => one.what))];
}

const noted = (more: Partial<Acknowledged>): Acknowledged => ({ ...(journal[0] as Acknowledged), ...more });
const granted = () => crew.cases.get(crew.neighbours[0])?.granted ?? '';

test('a house where nothing was lost is found whole', async () => {
  expect(await found(null)).toEqual([]);
});

test('what the journal has and the database has not is found', async () => {
  expect(await found(null, [...journal, noted({ key: randomUUID() })])).toEqual(['an acknowledged write is lost']);
  expect(await found(null, [noted({ account: randomUUID() })])).toEqual(['an acknowledged write is stored otherwise']);
  expect(await found(null, [noted({ case: randomUUID(), version: 1 })])).toContain('an acknowledged case is gone');
  expect(await found(null, [noted({ case: granted(), version: 900 })])).toContain('a case went back in time');
  expect(await found(null, [noted({ licence: randomUUID() })])).toEqual(['an acknowledged licence is lost']);
});

test('a second licence of a case, and one without its grant, are found', async () => {
  await client.query('alter table licences.licence disable trigger user; drop index licences.licence_once_a_case');
  const copy = (changes: string) => `insert into licences.licence select (jsonb_populate_record(l, '${changes}'::jsonb)).* from licences.licence l where l.case_id = '${granted()}' limit 1`;
  const second = randomUUID();
  expect(await found(copy(`{"id":"${second}","identifier":"another","number":"another","single_valid":false}`))).toEqual(expect.arrayContaining(['a case has two licences', 'a valid licence is not in the log', 'a log does not verify']));
  await client.query('delete from licences.licence where id = $1', [second]);
  expect(await found(`update cases.case_record set state = 'withdrawn', decided_at = null where id = '${granted()}'`)).toEqual(expect.arrayContaining(['a licence has no granted case', 'an organisation has no granted case']));
});

test('a message that was set aside is found', async () => {
  expect(await found("insert into kernel.outbox_parked (id, topic, payload, created_at, attempts, last_error) values (1, 'x', '{}', now(), 8, 'x')")).toContain('messages were set aside');
});
