import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { KeyProvider } from '../../../src/kernel/keys/provider.ts';
import { verifyLog } from '../../../src/kernel/tlog/verify-log.ts';
import { logSources } from '../house/log-sources.ts';
import type { Failures } from '../report.ts';
import type { Acknowledged } from './journal.ts';

export interface Verdict {
  /** acknowledged writes that were looked for */
  readonly looked: number;
  /** milliseconds until nothing was under way any more */
  readonly settledMilliseconds: number;
  readonly licences: number;
  readonly leaves: number;
}

export interface JudgeNeeds {
  readonly client: pg.Client;
  readonly keys: KeyProvider;
  readonly instance: string;
  readonly failures: Failures;
  /** where the reader of a failure finds what happened */
  readonly round: number;
}

const settleMilliseconds = 30_000;

/** Holds the journal against the database once the clients have stopped: what was acknowledged is there, once, and nothing is half. */
export async function judge(needs: JudgeNeeds, journal: readonly Acknowledged[]): Promise<Verdict> {
  const settled = await untilSettled(needs);
  await judgeKeys(needs, journal);
  await judgeCases(needs, journal);
  const licences = await judgeLicences(needs, journal);
  const leaves = await judgeLogs(needs);
  return { looked: journal.length, settledMilliseconds: settled, licences, leaves };
}

const underWay = {
  'licences that wait for their signature': "select count(*)::int as count from licences.licence where state = 'prepared'",
  'messages in the outbox': 'select count(*)::int as count from kernel.outbox',
  'leaves that wait for the log': 'select count(*)::int as count from kernel.tlog_pending',
} as const;

/** The reconciler, the relay and the integrator end by themselves what a kill cut off. */
async function untilSettled({ client, failures, round }: JudgeNeeds): Promise<number> {
  const begun = performance.now();
  for (const [what, query] of Object.entries(underWay)) {
    for (;;) {
      const { rows } = await client.query<{ count: number }>(query);
      if (rows[0]?.count === 0) break;
      if (performance.now() - begun > settleMilliseconds) {
        failures.add(`there are ${what} that nobody ends`, { round, count: rows[0]?.count });
        break;
      }
      await sleep(50);
    }
  }
  const { rows } = await client.query<{ topic: string; last_error: string }>('select topic, last_error from kernel.outbox_parked limit 3');
  if (rows.length > 0) failures.add('messages were set aside', { round, rows });
  return performance.now() - begun;
}

/** Every acknowledged request has its stored answer: key and effect were committed together. */
async function judgeKeys({ client, failures, round }: JudgeNeeds, journal: readonly Acknowledged[]): Promise<void> {
  const { rows } = await client.query<{ key: string; actor: string; route: string; answered: boolean }>(
    'select key, actor, route, answer is not null as answered from kernel.idempotency where key = any ($1)',
    [journal.map((entry) => entry.key)],
  );
  const found = new Map(rows.map((row) => [row.key, row]));
  for (const entry of journal) {
    const row = found.get(entry.key);
    if (!row) failures.add('an acknowledged write is lost', { round, entry });
    else if (!row.answered || row.actor !== entry.account || row.route !== entry.name) failures.add('an acknowledged write is stored otherwise', { round, entry, row });
  }
  const { rows: halves } = await client.query<{ count: number }>('select count(*)::int as count from kernel.idempotency where answer is null');
  if ((halves[0]?.count ?? 0) > 0) failures.add('a key is stored without its effect', { round, count: halves[0]?.count });
}

/** A case is at least as new as its newest acknowledged answer, and everything done to it stands in its history and in the audit book. */
async function judgeCases({ client, failures, round }: JudgeNeeds, journal: readonly Acknowledged[]): Promise<void> {
  const newest = new Map<string, number>();
  const deeds = new Map<string, number>();
  for (const { case: id, version, name } of journal) {
    if (id === null) continue;
    if (version !== null) newest.set(id, Math.max(version, newest.get(id) ?? 0));
    deeds.set(`${name} ${id}`, (deeds.get(`${name} ${id}`) ?? 0) + 1);
  }
  const { rows } = await client.query<{ id: string; version: number }>('select id, version from cases.case_record where id = any ($1::uuid[])', [[...newest.keys()]]);
  const stored = new Map(rows.map((row) => [row.id, row.version]));
  for (const [id, version] of newest) {
    const found = stored.get(id);
    if (found === undefined) failures.add('an acknowledged case is gone', { round, case: id });
    else if (found < version) failures.add('a case went back in time', { round, case: id, acknowledged: version, found });
  }
  const audited = await client.query<{ deed: string; count: number }>(
    "select name || ' ' || case_id as deed, count(*)::int as count from kernel.audit_event where result = 'done' and case_id = any ($1) group by 1",
    [[...newest.keys()]],
  );
  const counts = new Map(audited.rows.map((row) => [row.deed, row.count]));
  for (const [deed, count] of deeds) {
    const found = counts.get(deed) ?? 0;
    if (found < count) failures.add('an acknowledged deed is not in the audit book', { round, deed, count, found });
    if (found > count) failures.add('a deed was done more often than it was acknowledged', { round, deed, count, found });
  }
}

/** One licence for each granted case, none for any other, each number once, each signed and in the log. */
async function judgeLicences({ client, failures, round }: JudgeNeeds, journal: readonly Acknowledged[]): Promise<number> {
  const questions: Record<string, string> = {
    'a case has two licences': "select case_id as at from licences.licence where state <> 'void' and case_id is not null group by case_id having count(*) > 1",
    'a number was given twice': "select type || ' ' || number as at from licences.licence where state <> 'void' group by type, number, licence_version having count(*) > 1",
    'an identifier was given twice': 'select identifier as at from licences.licence group by identifier having count(*) > 1',
    'a granted case has no licence': "select c.id::text as at from cases.case_record c where c.state = 'granted' and not exists (select from licences.licence l where l.case_id = c.id::text and l.state = 'valid')",
    'a licence has no granted case': "select l.id::text as at from licences.licence l where l.case_id is not null and l.state <> 'void' and not exists (select from cases.case_record c where c.id::text = l.case_id and c.state = 'granted')",
    'a valid licence is not in the log': "select l.id::text as at from licences.licence l where l.state = 'valid' and not exists (select from kernel.tlog_leaf t where t.log_id = 1 and t.event_id = l.id)",
    'a logged licence is not there': 'select t.event_id::text as at from kernel.tlog_leaf t where t.log_id = 1 and not exists (select from licences.licence l where l.id = t.event_id) and not exists (select from licences.standing_change s where s.id = t.event_id)',
    'an organisation has no granted case': "select o.id::text as at from identity.organisation o where o.created_at > (select min(created_at) from cases.case_record) and not exists (select from cases.case_record c where c.organisation = o.id and c.state = 'granted')",
  };
  for (const [what, question] of Object.entries(questions)) {
    const { rows } = await client.query<{ at: string }>(question);
    if (rows.length > 0) failures.add(what, { round, count: rows.length, at: rows.slice(0, 3).map((row) => row.at) });
  }
  const wanted = journal.flatMap((entry) => (entry.licence === null ? [] : [entry.licence]));
  const { rows } = await client.query<{ id: string }>("select id from licences.licence where id = any ($1::uuid[]) and state = 'valid'", [wanted]);
  const valid = new Set(rows.map((row) => row.id));
  for (const licence of wanted) if (!valid.has(licence)) failures.add('an acknowledged licence is lost', { round, licence });
  return valid.size;
}

async function judgeLogs({ client, keys, instance, failures, round }: JudgeNeeds): Promise<number> {
  let leaves = 0;
  await client.query('begin isolation level repeatable read read only');
  try {
    for (const [log, events] of Object.entries(logSources(client))) {
      const report = await verifyLog(log as 'audit', { queries: client, instance, keys: await keys.publicKeys('checkpoint'), events });
      leaves += report.size;
      if (report.differences.length > 0) failures.add('a log does not verify', { round, log, differences: report.differences.slice(0, 3) });
    }
  } finally {
    await client.query('rollback');
  }
  return leaves;
}
