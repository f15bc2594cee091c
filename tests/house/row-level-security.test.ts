import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId, PersonId, SessionId, StaffAsker } from '../../src/kernel/asker.ts';
import { day } from '../../src/kernel/day.ts';
import { openDatabase } from '../../src/kernel/db.ts';
import { queriesOf } from '../../src/kernel/queries.ts';
import { boundsOf, boundsText, boundsValues, type RowBounds } from '../../src/kernel/row-security.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Planted, plantPerson } from './planted-rows.ts';

const today = day('2026-03-09');
let testing: TestDatabase;
let owner: pg.Client;
let mine: Planted;
let others: Planted;

beforeAll(async () => {
  testing = await testDatabase();
  owner = new pg.Client(testing.config as pg.ClientConfig);
  await owner.connect();
  mine = await plantPerson(owner);
  others = await plantPerson(owner);
});
afterAll(async () => {
  await owner?.end();
  await testing?.drop();
});

/** What a citizen reads of each table, told a second time and by other means than the policies; null: every row. */
const ownRows: Readonly<Record<string, readonly [key: string, own: string | null]>> = {
  'cases.case_record': ['id', 'applicant = $1'],
  'cases.correction': ['case_id', 'case_id = $3'],
  'cases.history': ['id', 'case_id = $3'],
  'cases.material': ['id', 'case_id = $3'],
  'cases.receipt': ['case_id', 'case_id = $3'],
  'cases.special_procedure': ['id', 'case_id = $3'],
  'cases.visit': ['case_id', 'case_id = $3'],
  'channels.notice': ['id', 'person = $1'],
  'identity.office': ['id', null],
  'identity.organisation': ['id', null],
  'identity.organisation_relation': ['id', 'person = $1'],
  'identity.person': ['id', 'id = $1'],
  'identity.session': ['id', 'account = $2'],
  'items.implementation': ['slug', null],
  'items.search_entry': ['slug', null],
  'items.version': ['id', null],
  'kernel.file': ['id', 'id = any ($4)'],
  'kernel.file_chunk': ['file', 'file = any ($4)'],
  'kernel.idempotency': ['key', 'actor = $2::text'],
  'kernel.personal_read': ['id', 'subject = $1'],
  'kernel.tlog_checkpoint': ['size', 'log_id = 1'],
  'kernel.tlog_leaf': ['event_id', 'log_id = 1'],
  'kernel.tlog_tile': ['n', 'log_id = 1'],
  'licences.copy': ['id', 'person = $1'],
  'licences.licence': ['id', 'id = any ($5)'],
  'licences.rendering': ['licence', 'licence = any ($5)'],
  'licences.reuse': ['id', 'licence = any ($5)'],
  'licences.standing_change': ['id', 'licence = any ($5)'],
  'registers.batch': ['id', null],
  'supervision.rating': ['id', 'person = $1'],
};
const publicReads = ['identity.office', 'items.implementation', 'items.search_entry', 'items.version', 'kernel.tlog_checkpoint', 'kernel.tlog_leaf', 'kernel.tlog_tile'];
/** Nothing in them is anybody's. */
const withoutPolicies = ['identity.office', 'items.implementation', 'items.search_entry', 'items.version', 'kernel.migration'];

function citizen({ person, account }: Planted): RowBounds {
  return { role: 'onevisit_citizen', person, account, today };
}
const stranger: RowBounds = { role: 'onevisit_public', person: '', account: '', today };
const nobody: RowBounds = { role: 'onevisit_citizen', person: '', account: '', today };

async function as(bounds: RowBounds, text: string, values: unknown[] = []): Promise<pg.QueryResult> {
  await owner.query('begin');
  try {
    await owner.query(boundsText, boundsValues(bounds));
    return await owner.query(text, values);
  } finally {
    await owner.query('rollback');
  }
}

async function tablesHere(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(`select schemaname || '.' || tablename as name from pg_tables
    where schemaname !~ '^pg_' and schemaname not in ('information_schema', 'public') order by 1`);
  return rows.map(({ name }) => name);
}

const denied = { code: '42501' };

describe('whatever is not opened is closed', () => {
  test.each([
    ['a citizen', () => citizen(mine), Object.keys(ownRows)],
    ['the public', () => stranger, publicReads],
  ])('%s reads the listed tables and is denied every other', async (_who, bounds, open) => {
    const tables = await tablesHere();
    expect(tables.length).toBeGreaterThan(45);
    expect(open.filter((table) => !tables.includes(table))).toEqual([]);
    for (const table of tables.filter((one) => !open.includes(one))) await expect(as(bounds(), `select 1 from ${table}`), table).rejects.toMatchObject(denied);
    for (const table of open) await expect(as(bounds(), `select 1 from ${table}`), table).resolves.toBeDefined();
  });

  test('the public writes nothing anywhere', async () => {
    const { rows } = await owner.query(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and case when c.relkind = 'S' then has_sequence_privilege('onevisit_public', c.oid, 'usage, update')
            else has_any_column_privilege('onevisit_public', c.oid, 'insert, update') or has_table_privilege('onevisit_public', c.oid, 'delete, truncate') end`);
    expect(rows).toEqual([]);
  });

  test('every table with something of somebody’s has row level security', async () => {
    const { rows } = await owner.query<{ name: string }>(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relrowsecurity and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public') order by 1`);
    expect(rows.map(({ name }) => name)).toEqual(withoutPolicies);
  });

  test('every policy belongs to one role, so that no condition of another stands in its plan', async () => {
    const { rows } = await owner.query<{ roles: string }>('select distinct array_to_string(roles, \',\') as roles from pg_policies order by 1');
    expect(rows.map(({ roles }) => roles)).toEqual(['onevisit_citizen', 'onevisit_public']);
  });

  test('four functions pass by the policies, each by a whole key, and nobody else may call them', async () => {
    const { rows } = await owner.query<{ name: string; public: boolean; citizen: boolean }>(`select p.oid::regprocedure::text as name, has_function_privilege('onevisit_public', p.oid, 'execute') as public,
        has_function_privilege('onevisit_citizen', p.oid, 'execute') as citizen from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1`);
    expect(rows).toEqual([
      { name: 'identity.person_by_number_index(bytea)', public: false, citizen: true },
      { name: 'licences.licence_by_identifier(text)', public: true, citizen: true },
      { name: 'registers.entity_by_code(text)', public: false, citizen: true },
      { name: 'registers.person_by_number(text)', public: false, citizen: true },
    ]);
  });
});

describe('a citizen sees exactly the own rows', () => {
  const personal = Object.entries(ownRows).flatMap(([table, [key, own]]) => (own === null ? [] : [{ table, key, own }]));

  test.each(personal)('$table', async ({ table, key, own }) => {
    const every = await owner.query(`select 1 from ${table}`);
    for (const one of [mine, others]) {
      // $1 … $5 stand in each condition, used or not, so that one list of values fits all.
      const told = `select ${key}::text as key from ${table} where ${own} and ($1::uuid, $2::uuid, $3::uuid, $4::uuid[], $5::uuid[]) is not null order by 1`;
      const expected = await owner.query(told, [one.person, one.account, one.case, one.files, one.licences]);
      const seen = await as(citizen(one), `select ${key}::text as key from ${table} order by 1`);
      expect(expected.rows.length).toBeGreaterThan(0);
      expect(every.rowCount).toBeGreaterThan(expected.rows.length);
      expect(seen.rows).toEqual(expected.rows);
    }
  });

  test.each(personal.filter(({ own }) => own !== 'log_id = 1'))('without a person $table is empty', async ({ table }) => {
    expect((await as(nobody, `select 1 from ${table}`)).rowCount).toBe(0);
  });

  test('licences of an organisation are seen on the days of the relation only', async () => {
    const organisations = 'select id::text from licences.licence where holder_organisation is not null';
    expect((await as(citizen(mine), organisations)).rowCount).toBe(1);
    expect((await as({ ...citizen(mine), today: day('2026-12-31') }, organisations)).rowCount).toBe(1);
    expect((await as({ ...citizen(mine), today: day('2025-12-31') }, organisations)).rowCount).toBe(0);
    expect((await as({ ...citizen(mine), today: day('2027-01-01') }, organisations)).rowCount).toBe(0);
  });

  test('the public finds a licence by its whole identifier and none in the table; one that is not signed is not found', async () => {
    const find = 'select id::text from licences.licence_by_identifier($1)';
    expect((await as(stranger, find, [mine.identifier])).rows).toHaveLength(1);
    expect((await as(stranger, find, [mine.identifier.slice(0, -1)])).rows).toEqual([]);
    expect((await as(stranger, find, [`${mine.identifier}-prepared`])).rows).toEqual([]);
    await expect(as(stranger, 'select id from licences.licence')).rejects.toMatchObject(denied);
  });

  test('columns that no citizen’s request needs are closed too', async () => {
    await expect(as(citizen(mine), 'select digest from identity.session')).rejects.toMatchObject(denied);
    await expect(as(citizen(mine), 'select address from identity.organisation')).rejects.toMatchObject(denied);
    await expect(as(citizen(mine), "update channels.notice set body = '{}'")).rejects.toMatchObject(denied);
  });
});

describe('a citizen writes own rows only', () => {
  test.each([
    ['a case', `update cases.case_record set version = version + 1 where applicant <> $1`],
    ['a document', `delete from cases.material where case_id <> $2`],
    ['a notice', `update channels.notice set read_at = created_at where person <> $1`],
    ['a session', `update identity.session set ended_at = started_at, ended_because = 'signed-out' where account <> $3`],
    ['a file', `update kernel.file set wrapped_key = '' where id <> all ($4)`],
    ['a piece of a file', `delete from kernel.file_chunk where file <> all ($4)`],
    ['a stored answer', `update kernel.idempotency set answer = null where actor <> $3::text`],
    ['what is missing', `update cases.correction set answered_on = told_on where case_id <> $2`],
  ])('%s of another is not there to be changed', async (_what, statement) => {
    const all = `${statement} and ($1::uuid, $2::uuid, $3::uuid, $4::uuid[]) is not null`;
    const values = [mine.person, mine.case, mine.account, mine.files];
    expect((await as(citizen(mine), all, values)).rowCount).toBe(0);
    await owner.query('begin');
    expect((await owner.query(all, values)).rowCount).toBeGreaterThan(0);
    await owner.query('rollback');
  });

  test.each([
    ['a document on a case of another', () => `insert into cases.material (id, case_id, material, how, file, supplied_at) values ('${randomUUID()}', '${others.case}', 'plan', 'upload', '${mine.files[0]}', now())`],
    ['a line of history in the name of staff', () => `insert into cases.history (id, case_id, at, "on", kind, by_kind, by_person, to_state, says) values ('${randomUUID()}', '${mine.case}', now(), '2026-03-09', 'granted', 'staff', '${mine.person}', 'granted', '{}')`],
    ['an event in the name of another', () => `insert into kernel.audit_event (id, at, name, result, person, role, request_id, body, salt) values ('${randomUUID()}', now(), 'cases.begin', 'done', '${others.person}', 'citizen', 'r', '{}', '')`],
    ['an event in the role of staff', () => `insert into kernel.audit_event (id, at, name, result, person, role, request_id, body, salt) values ('${randomUUID()}', now(), 'cases.begin', 'done', '${mine.person}', 'approver', 'r', '{}', '')`],
    ['a leaf of the log of licences', () => `insert into kernel.tlog_pending (log_id, leaf, event_id) values (1, sha256('x'), '${randomUUID()}')`],
    ['a notice to another', () => `insert into channels.notice (id, instance, person, kind, title, body, path, created_at) values ('${randomUUID()}', 'test', '${others.person}', 'x', '{}', '{}', '/', now())`],
    ['a use of a licence of another', () => `insert into licences.reuse (id, licence, case_id, material, purpose, ground, person, asker_person, verified_at, path) values ('${randomUUID()}', '${others.licences[0]}', '${mine.case}', 'x', 'x', 'session', '${mine.person}', '${mine.person}', now(), '')`],
    ['a rating for another', () => `insert into supervision.rating (id, instance, case_id, item, office, region, person, satisfaction, rated_at) values ('${randomUUID()}', 'test', '${randomUUID()}', 'x', '${others.office}', 'x', '${others.person}', 1, now())`],
  ])('%s is refused by the row', async (_what, statement) => {
    await expect(as(citizen(mine), statement())).rejects.toMatchObject({ ...denied, message: expect.stringContaining('row-level security') });
  });

  test.each(['update licences.licence set state = state', 'delete from kernel.audit_event', 'update kernel.personal_read set role = role', 'insert into registers.batch default values', 'delete from cases.case_record'])('%s is no right of a citizen', async (statement) => {
    await expect(as(citizen(mine), statement)).rejects.toMatchObject(denied);
  });
});

describe('the bounds are those of the request and end with it', () => {
  test('citizens and the public are bounded, staff work as the owner', () => {
    const ids = { person: mine.person as PersonId, account: mine.account as AccountId, session: randomUUID() as SessionId };
    expect(boundsOf({ role: 'public' }, today)).toEqual(stranger);
    expect(boundsOf({ role: 'citizen', realNameLevel: 'L2', ...ids }, today)).toEqual(citizen(mine));
    for (const role of ['clerk', 'approver', 'auditor', 'admin'] as const) expect(boundsOf({ role, ...ids } as unknown as StaffAsker, today)).toBeNull();
  });

  test('on a pooled connection nothing of one request is left for the next, whether it committed or failed', async () => {
    const database = openDatabase({ ...testing.config, max: 1 });
    const who = "select current_user::text as role, current_setting('onevisit.person', true) as person, (select count(*) from cases.case_record where $1) as cases";
    const ask = (bounds: RowBounds | null, fails = false) =>
      database.transact(async (tx) => {
        const { rows } = await queriesOf(tx).query<{ role: string; person: string; cases: number }>(who, [true]);
        if (fails) throw new Error('planted');
        return rows[0];
      }, bounds);
    const [asOwner, asMine, asOther] = [await ask(null), await ask(citizen(mine)), await ask(citizen(others))];
    expect([asMine, asOther]).toEqual([
      { role: 'onevisit_citizen', person: mine.person, cases: 1 },
      { role: 'onevisit_citizen', person: others.person, cases: 1 },
    ]);
    await expect(ask(citizen(mine), true)).rejects.toThrow('planted');
    for (const again of [await ask(null), await database.read(async (reader) => (await queriesOf(reader).query(who, [true])).rows[0])]) {
      expect(again).toEqual({ role: asOwner?.role, person: '', cases: 2 });
    }
    expect(asOwner?.role).not.toMatch(/^onevisit_(public|citizen)$/);
    await database.close();
  });

  test('when the bounds cannot be set, no statement runs without them', async () => {
    const database = openDatabase({ ...testing.config, max: 1 });
    const impossible = { ...stranger, role: 'onevisit_nobody' } as unknown as RowBounds;
    await expect(database.transact((tx) => queriesOf(tx).query('select id from cases.case_record'), impossible)).rejects.toMatchObject({ code: '25P02' });
    await database.close();
  });
});
