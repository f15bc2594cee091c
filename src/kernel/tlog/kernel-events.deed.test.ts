import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import type { Asker } from '../asker.ts';
import { newId } from '../clock.ts';
import { type Database, openDatabase } from '../db.ts';
import { writeRemains } from '../finish.ts';
import { openKeyFolder } from '../keys/file-provider.ts';
import type { KeyProvider } from '../keys/provider.ts';
import { migrate } from '../migrate.ts';
import { must } from '../outcome.ts';
import { startIntegrator } from './integrator.ts';
import { accessEvents, auditEvents } from './kernel-events.ts';
import { verifyLog } from './verify-log.ts';

let prepared: TestDatabase;
let database: Database;
let client: pg.Client;
let parent: string;
let keys: KeyProvider;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'onevisit-events-'));
  keys = must(openKeyFolder({ folder: join(parent, 'keys'), passphrase: null, mode: 'demo', suite: 'intl', now: () => new Date() }));
  prepared = await testDatabase({ empty: true });
  client = new pg.Client(prepared.config);
  await client.connect();
  await migrate(client, [{ room: 'kernel', folder: new URL('../migrations/', import.meta.url) }]);
  database = openDatabase(prepared.config);
  const asker = { role: 'public' } as Asker;
  for (const result of ['done', 'refused', 'denied'] as const) {
    await database.transact((tx) =>
      writeRemains(tx, {
        now: new Date('2026-11-02T01:02:03.450Z'),
        asker,
        requestId: 'r-1',
        address: '127.0.0.1',
        audit: { name: 'cases.accept', result, fact: { object: { kind: 'case', id: 'c-1' }, case: 'c-1', item: 'i-1', fields: ['name', '姓名'], detail: { count: 3, share: 0.25, late: false, note: null, 说明: '一次办' } } },
        reads: [{ subject: newId<'Person'>(), fields: ['phone', 'name'], purpose: 'case:review', case: 'c-1' }],
        messages: [],
        idempotency: null,
      }),
    );
  }
  const integrator = startIntegrator({ pool: database.pool, instance: 'changsha', keys, now: () => new Date(), onFault: () => {}, intervalMilliseconds: 3_600_000 });
  await integrator.round();
  await integrator.stop();
  await client.query('alter table kernel.audit_event disable trigger user; alter table kernel.personal_read disable trigger user');
});
afterAll(async () => {
  await client.end();
  await database.close();
  await prepared.drop();
  rmSync(parent, { recursive: true, force: true });
});

const books = { audit: { table: 'kernel.audit_event', events: auditEvents }, access: { table: 'kernel.personal_read', events: accessEvents } } as const;

/** What the verifier finds after an edit, which is then undone. */
async function differencesAfter(log: keyof typeof books, sql: string): Promise<readonly string[]> {
  await client.query('begin');
  try {
    await client.query(sql);
    const report = await verifyLog(log, { queries: client, instance: 'changsha', keys: await keys.publicKeys('checkpoint'), events: books[log].events(client) });
    return report.differences.map((one) => one.kind);
  } finally {
    await client.query('rollback');
  }
}

test.each(['audit', 'access'] as const)('the book behind the log %s gives every leaf again', async (log) => {
  const report = await verifyLog(log, { queries: client, instance: 'changsha', keys: await keys.publicKeys('checkpoint'), events: books[log].events(client) });
  expect(report).toMatchObject({ size: 3, events: 3, differences: [] });
});

test.each([
  ['audit', 'text', ['name', 'role', 'object_kind', 'object_id', 'case_id', 'item', 'request_id', 'address']],
  ['audit', 'uuid', ['person', 'account', 'office', 'post']],
  ['access', 'text', ['role', 'purpose', 'case_id', 'request_id']],
  ['access', 'uuid', ['subject', 'person', 'office']],
] as const)('in %s a changed %s column is found', async (log, type, columns) => {
  const value = type === 'text' ? "'other'" : 'gen_random_uuid()';
  for (const column of columns) expect([column, await differencesAfter(log, `update ${books[log].table} set ${column} = ${value}`)]).toEqual([column, ['leaf-edited', 'leaf-edited', 'leaf-edited']]);
});

test.each([
  ['audit', "update kernel.audit_event set result = 'done' where result = 'denied'", ['leaf-edited']],
  ['audit', "update kernel.audit_event set at = at + interval '1 microsecond' where result = 'denied'", ['leaf-edited']],
  ['audit', "update kernel.audit_event set body = jsonb_set(body, '{detail,count}', '4') where result = 'denied'", ['leaf-edited']],
  ['audit', "update kernel.audit_event set body = body #- '{detail,note}' where result = 'denied'", ['leaf-edited']],
  ['audit', "update kernel.audit_event set body = jsonb_set(body, '{fields}', '[\"姓名\", \"name\"]') where result = 'denied'", ['leaf-edited']],
  ['audit', "delete from kernel.audit_event where result = 'denied'", ['event-missing']],
  ['access', "update kernel.personal_read set fields = array['name']", ['leaf-edited', 'leaf-edited', 'leaf-edited']],
  ['access', "update kernel.personal_read set at = at - interval '1 day'", ['leaf-edited', 'leaf-edited', 'leaf-edited']],
] as const)('in %s: %s', async (log, sql, kinds) => {
  expect(await differencesAfter(log, sql)).toEqual(kinds);
});
