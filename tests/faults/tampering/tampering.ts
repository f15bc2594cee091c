import pg from 'pg';
import type { PublicKeyInfo } from '../../../src/kernel/keys/provider.ts';
import { sqlStateOf } from '../../../src/kernel/db.ts';
import { latestCheckpoint, type LogName, logNumbers, originOf, proofOfEvent } from '../../../src/kernel/tlog/store.ts';
import { verifyEntry } from '../../../src/kernel/tlog/verify.ts';
import { verifyLog } from '../../../src/kernel/tlog/verify-log.ts';
import { chanceOf } from '../chance.ts';
import { furnish } from '../house/furnish.ts';
import { logSources } from '../house/log-sources.ts';
import { openWholeHouse } from '../house/whole-house.ts';
import { Failures, type Findings } from '../report.ts';
import type { Trial } from '../run.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { anEdit, editMakers, type LoggedTable, type Place } from './edits.ts';

/** Every table behind a log, with the columns whose edit must show. */
const tables: readonly LoggedTable[] = [
  {
    log: 'audit',
    table: 'kernel.audit_event',
    columns: { at: 'instant', name: 'text', person: 'uuid', account: 'uuid', role: 'text', office: 'uuid', post: 'uuid', object_kind: 'text', object_id: 'text', case_id: 'text', item: 'text', request_id: 'text', address: 'text', body: 'json' },
  },
  { log: 'access', table: 'kernel.personal_read', columns: { at: 'instant', subject: 'uuid', person: 'uuid', role: 'text', office: 'uuid', fields: 'texts', purpose: 'text', case_id: 'text', request_id: 'text' } },
  { log: 'licence', table: 'licences.licence', columns: { signed_at: 'instant', identifier: 'text', record_digest: 'bytes', signature: 'bytes', key_id: 'text', algorithm: 'text' } },
];

/**
 * T14: edits by the owner of the database, with every trigger off, on the rows of a house that has been at work. Each is
 * made in a transaction, looked for by the full verification, and taken back.
 */
export async function tampering({ count, seed, say, newDatabase }: Trial): Promise<Findings> {
  const database = await newDatabase();
  const whole = await openWholeHouse(database.config);
  const failures = new Failures();
  const client = new pg.Client(database.config);
  await client.connect();
  try {
    await furnish(whole, seed);
    await untilLogged(client);
    const keys = await whole.house.keys.publicKeys('checkpoint');
    const remembered = await rememberedNotes(client);
    await judgeUntouched(client, keys, remembered, failures);
    const guarded = await countGuarded(client, failures);
    const chance = chanceOf(seed);
    const kinds: Record<string, number> = {};
    let [found, proofsRefused, proofsTried, refusedByConstraint] = [0, 0, 0, 0];
    for (let turn = 0; turn < count; ) {
      const table = chance.pick(tables);
      const place = await placeOf(client, table);
      // Each kind has had its turn before chance chooses among them.
      const edit = turn < editMakers.length ? (editMakers[turn] as (typeof editMakers)[number])(table, place, chance) : anEdit(table, place, chance);
      const seen = await afterEdit(client, table, edit.sql, async () => {
        const report = await verifyLog(table.log, { queries: client, instance: 'changsha', keys, events: logSources(client)[table.log], remembered: remembered[table.log] ?? [] });
        return { differences: report.differences.length, kinds: [...new Set(report.differences.map((one) => one.kind))], proof: edit.event === undefined ? null : await proofHolds(client, table.log, edit.event, keys) };
      });
      if (seen === null) {
        refusedByConstraint += 1;
        continue;
      }
      turn += 1;
      kinds[edit.name] = (kinds[edit.name] ?? 0) + 1;
      if (seen.differences > 0) found += 1;
      else failures.add('an edit was not found', { log: table.log, edit });
      if (seen.proof !== null) {
        proofsTried += 1;
        if (seen.proof) failures.add('an edited entry still proves itself', { log: table.log, edit, seen });
        else proofsRefused += 1;
      }
      if (turn % 500 === 0) say(`T14 ${turn} of ${count}`);
    }
    await judgeUntouched(client, keys, remembered, failures);
    return { figures: { edits: count, found, proofsTried, proofsRefused, refusedByConstraint, triggersThatRefused: guarded, kinds }, failures: failures.list };
  } finally {
    await client.end();
    await whole.close();
    await database.drop();
  }
}

async function untilLogged(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ count: number }>('select count(*)::int as count from kernel.tlog_pending');
    if (rows[0]?.count === 0) return;
    await sleep(50);
  }
}

/** What a witness, or the file beside the database, holds. */
async function rememberedNotes(client: pg.Client): Promise<Partial<Record<LogName, readonly string[]>>> {
  const notes: Partial<Record<LogName, readonly string[]>> = {};
  for (const { log } of tables) {
    const newest = await latestCheckpoint(client, log);
    notes[log] = newest ? [newest.note] : [];
  }
  return notes;
}

/** A verifier that cries at every log would find every edit. */
async function judgeUntouched(client: pg.Client, keys: readonly PublicKeyInfo[], remembered: Partial<Record<LogName, readonly string[]>>, failures: Failures): Promise<void> {
  for (const { log } of tables) {
    const report = await verifyLog(log, { queries: client, instance: 'changsha', keys, events: logSources(client)[log], remembered: remembered[log] ?? [] });
    if (report.differences.length > 0 || report.size === 0) failures.add('an untouched log does not verify', { log, size: report.size, differences: report.differences.slice(0, 3) });
  }
}

/** With the triggers on, the owner is refused already. */
async function countGuarded(client: pg.Client, failures: Failures): Promise<number> {
  const edits = ['update kernel.audit_event set name = name', 'delete from kernel.audit_event', 'update kernel.personal_read set role = role', 'delete from kernel.tlog_leaf', 'update kernel.tlog_checkpoint set at = at', "update licences.licence set number = number || 'x'", 'delete from licences.licence', 'truncate kernel.tlog_leaf'];
  let refused = 0;
  for (const sql of edits) {
    await client.query('begin');
    const passed = await client.query(sql).then(
      () => true,
      () => false,
    );
    await client.query('rollback');
    if (passed) failures.add('an append-only table took an edit', sql);
    else refused += 1;
  }
  return refused;
}

async function placeOf(client: pg.Client, { log, table }: LoggedTable): Promise<Place> {
  const logNumber = logNumbers[log];
  const events = await client.query<{ id: string }>(`select t.id from ${table} t join kernel.tlog_leaf l on l.log_id = $1 and l.event_id = t.id order by l.idx`, [logNumber]);
  const size = await client.query<{ size: number }>('select count(*)::int as size from kernel.tlog_leaf where log_id = $1', [logNumber]);
  const checkpoints = await client.query<{ size: string }>('select size from kernel.tlog_checkpoint where log_id = $1 order by size', [logNumber]);
  return { logNumber, size: size.rows[0]?.size ?? 0, events: events.rows.map((row) => row.id), checkpoints: checkpoints.rows.map((row) => Number(row.size)) };
}

const guardedTables = ['kernel.tlog_leaf', 'kernel.tlog_tile', 'kernel.tlog_checkpoint', 'kernel.tlog_pending'];

/** @returns null when a constraint of the table refused the edit itself: that one was not even made */
async function afterEdit<T>(client: pg.Client, { table }: LoggedTable, sql: string, look: () => Promise<T>): Promise<T | null> {
  await client.query('begin');
  try {
    for (const guarded of [table, ...guardedTables]) await client.query(`alter table ${guarded} disable trigger user`);
    try {
      await client.query(sql);
    } catch (error) {
      if (sqlStateOf(error)?.startsWith('23')) return null;
      throw error;
    }
    return await look();
  } finally {
    await client.query('rollback');
  }
}

/** Whether the holder of this one entry could still prove it, with what the database now says. */
async function proofHolds(client: pg.Client, log: 'licence' | 'audit' | 'access', event: string, keys: readonly PublicKeyInfo[]): Promise<boolean> {
  const found = (await logSources(client)[log].find([event])).get(event);
  if (!found || found === 'erased') return false;
  try {
    const proof = await proofOfEvent(client, log, event, found.salt);
    return proof !== null && verifyEntry(found.bytes, proof, { origin: originOf('changsha', log), keys }).ok;
  } catch {
    return false;
  }
}
