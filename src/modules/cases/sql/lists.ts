import { sql, type ExpressionBuilder, type Selectable } from 'kysely';
import type { OfficeId, PersonId } from '../../../kernel/asker.ts';
import type { Day } from '../../../kernel/day.ts';
import type { Reader } from '../../../kernel/db.ts';
import type { Text } from '../../../kernel/text.ts';
import type { CaseGist, CaseId, CaseState } from '../contract.ts';
import type { Channel } from '../domain/case.ts';
import type { DueDays } from '../domain/limits.ts';
import { openName, type Seals } from './cells.ts';
import { tables, type CasesTables } from './tables.ts';

export interface ListedCase {
  readonly id: CaseId;
  readonly number: string | null;
  readonly itemSlug: string;
  readonly itemName: Text;
  readonly state: CaseState;
  readonly channel: Channel;
  readonly createdAt: Date;
  readonly submittedOn: Day | null;
  readonly acceptedOn: Day | null;
  readonly decidedOn: Day | null;
  readonly tellUntil: Day | null;
  readonly applicantName: string | null;
  readonly assignee: PersonId | null;
  readonly due: DueDays;
}

const columns = [
  'id', 'number', 'item_slug', 'item_name', 'state', 'channel', 'created_at', 'submitted_on', 'accepted_on', 'decided_on',
  'tell_until', 'applicant_name', 'assignee', 'legal_due_on', 'promised_due_on', 'warn_on', 'needs_calendar_of',
] as const;

/** A person's cases, newest first; ids are made in the order of time. */
export async function casesOf(cells: Seals, reader: Reader, applicant: PersonId, before: string | null, limit: number): Promise<readonly ListedCase[]> {
  let query = tables(reader).selectFrom('case_record').select(columns).where('applicant', '=', applicant).orderBy('id', 'desc').limit(limit);
  if (before !== null) query = query.where('id', '<', before);
  return (await query.execute()).map((row) => listed(cells, row));
}

export type LightFilter = 'green' | 'yellow' | 'red';

export interface WorkQuestion {
  readonly office: OfficeId;
  /** clerks see what their office receives and what it decides; approvers what it decides */
  readonly reach: 'acceptance' | 'decision';
  readonly state: CaseState;
  /** slugs of the post's items, or all */
  readonly items: readonly string[] | '*';
  readonly assignee: PersonId | null;
  readonly light: LightFilter | null;
  readonly today: Day;
  readonly after: { readonly due: string; readonly id: string } | null;
  readonly limit: number;
}

/** Work in the order in which it falls due; before acceptance that is the day by which the office must answer. */
export async function workOf(cells: Seals, reader: Reader, question: WorkQuestion): Promise<readonly ListedCase[]> {
  const dueOn = sql<string>`coalesce(promised_due_on, tell_until, '2200-12-31'::date)`;
  let query = tables(reader)
    .selectFrom('case_record')
    .select(columns)
    .where('state', '=', question.state)
    .where((row) => (question.reach === 'decision' ? row('office', '=', question.office) : row.or([row('acceptance_office', '=', question.office), row('office', '=', question.office)])))
    .orderBy(dueOn)
    .orderBy('id')
    .limit(question.limit);
  // An online draft is the applicant's own until it is sent.
  if (question.state === 'draft') query = query.where('channel', '=', 'window');
  if (question.items !== '*') query = query.where('item_slug', 'in', question.items.length > 0 ? [...question.items] : ['']);
  if (question.assignee !== null) query = query.where('assignee', '=', question.assignee);
  if (question.light !== null) query = query.where((row) => lit(row, question.light as LightFilter, question.today));
  const { after } = question;
  if (after !== null) query = query.where((row) => row.or([row(dueOn, '>', after.due), row.and([row(dueOn, '=', after.due), row('id', '>', after.id)])]));
  return (await query.execute()).map((row) => listed(cells, row));
}

function lit(row: ExpressionBuilder<CasesTables, 'case_record'>, light: LightFilter, today: Day) {
  switch (light) {
    case 'red':
      return row('promised_due_on', '<', today);
    case 'yellow':
      return row.and([row('promised_due_on', '>=', today), row('warn_on', '<=', today)]);
    case 'green':
      return row('warn_on', '>', today);
  }
}

type ListedRow = Pick<Selectable<CasesTables['case_record']>, (typeof columns)[number]>;

function listed(cells: Seals, row: ListedRow): ListedCase {
  return {
    id: row.id as CaseId,
    number: row.number,
    itemSlug: row.item_slug,
    itemName: row.item_name,
    state: row.state,
    channel: row.channel,
    createdAt: row.created_at,
    submittedOn: row.submitted_on as Day | null,
    acceptedOn: row.accepted_on as Day | null,
    decidedOn: row.decided_on as Day | null,
    tellUntil: row.tell_until as Day | null,
    applicantName: openName(cells, row.id, row.applicant_name),
    assignee: row.assignee as PersonId | null,
    due: { legal_due_on: row.legal_due_on as Day | null, promised_due_on: row.promised_due_on as Day | null, warn_on: row.warn_on as Day | null, needs_calendar_of: row.needs_calendar_of },
  };
}

export async function findGist(reader: Reader, id: CaseId): Promise<CaseGist | null> {
  const row = await tables(reader)
    .selectFrom('case_record')
    .select(['id', 'number', 'item_slug', 'item_name', 'office', 'region', 'applicant', 'state', 'decided_on'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id as CaseId,
    number: row.number,
    item: row.item_slug,
    itemName: row.item_name,
    office: row.office as OfficeId,
    region: row.region,
    applicant: row.applicant as PersonId | null,
    state: row.state,
    decidedOn: row.decided_on as Day | null,
  };
}

export interface ToldLine {
  readonly at: Date;
  readonly on: Day;
  readonly kind: string;
  readonly by: string;
  readonly person: PersonId | null;
  readonly from: CaseState | null;
  readonly to: CaseState;
  readonly says: Text;
}

export async function historyOf(reader: Reader, id: CaseId): Promise<readonly ToldLine[]> {
  const rows = await tables(reader)
    .selectFrom('history')
    .select(['at', 'on', 'kind', 'by_kind', 'by_person', 'from_state', 'to_state', 'says'])
    .where('case_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ at: row.at, on: row.on as Day, kind: row.kind, by: row.by_kind, person: row.by_person as PersonId | null, from: row.from_state, to: row.to_state, says: row.says }));
}

/** Cases whose time to be told has run out, and cases that wait for a calendar: for the jobs. */
export async function untoldCases(reader: Reader, today: Day, limit: number): Promise<readonly CaseId[]> {
  const rows = await tables(reader).selectFrom('case_record').select('id').where('state', '=', 'submitted').where('tell_until', '<', today).orderBy('tell_until').limit(limit).execute();
  return rows.map((row) => row.id as CaseId);
}

export async function provisionalCases(reader: Reader, years: readonly number[], after: string | null, limit: number): Promise<readonly CaseId[]> {
  if (years.length === 0) return [];
  let query = tables(reader).selectFrom('case_record').select('id').where('needs_calendar_of', 'in', [...years]).orderBy('id').limit(limit);
  if (after !== null) query = query.where('id', '>', after);
  return (await query.execute()).map((row) => row.id as CaseId);
}

/** Online drafts of one item that the person may go on with. */
export async function draftsOf(reader: Reader, applicant: PersonId, item: string): Promise<readonly { readonly id: CaseId; readonly createdAt: Date }[]> {
  const rows = await tables(reader)
    .selectFrom('case_record')
    .select(['id', 'created_at'])
    .where('applicant', '=', applicant)
    .where('item_slug', '=', item)
    .where('state', '=', 'draft')
    .where('channel', '=', 'online')
    .orderBy('id', 'desc')
    .limit(10)
    .execute();
  return rows.map((row) => ({ id: row.id as CaseId, createdAt: row.created_at }));
}
