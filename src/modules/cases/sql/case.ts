import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { rawOf, type Reader, type Tx } from '../../../kernel/db.ts';
import type { Deed } from '../../../kernel/deed.ts';
import type { Text } from '../../../kernel/text.ts';
import type { CaseId, CaseState } from '../contract.ts';
import type { SignedReceipt } from '../domain/receipt.ts';
import type { CaseRecord, Correction, SpecialProcedure, Supplied } from '../domain/case.ts';
import type { Seals } from './cells.ts';
import { correctionOf, procedureOf, recordOf, suppliedOf } from './rows.ts';
import { caseColumns, tables, type ByKind, type CaseRow, type CorrectionRow, type HistoryRow, type MaterialRow, type SpecialProcedureRow, type VisitRow } from './tables.ts';

/** The case for one deed, its row locked until the deed ends; null when there is none. */
export async function lockCase(cells: Seals, tx: Tx, id: CaseId): Promise<CaseRecord | null> {
  const row = await tables(tx).selectFrom('case_record').select(caseColumns).where('id', '=', id).forUpdate().executeTakeFirst();
  return row ? recordOf(cells, row) : null;
}

export async function findCase(cells: Seals, reader: Reader, id: CaseId): Promise<CaseRecord | null> {
  const row = await tables(reader).selectFrom('case_record').select(caseColumns).where('id', '=', id).executeTakeFirst();
  return row ? recordOf(cells, row) : null;
}

/** What hangs on a case. Read after the lock, in a statement of its own: a statement that waits for a lock sees the others as they were before. */
export interface Attached {
  readonly supplied: readonly Supplied[];
  readonly correction: Correction | null;
  readonly procedures: readonly SpecialProcedure[];
  readonly visits: number;
}

interface AttachedRow {
  readonly materials: readonly Selectable<MaterialRow>[];
  readonly correction: Selectable<CorrectionRow> | null;
  readonly procedures: readonly Selectable<SpecialProcedureRow>[];
  readonly visits: number;
}

export async function readAttached(cells: Seals, reader: Reader, id: CaseId): Promise<Attached> {
  const { rows } = await sql<AttachedRow>`select
    coalesce((select jsonb_agg(to_jsonb(m) order by m.supplied_at, m.id) from cases.material m where m.case_id = ${id}), '[]') as materials,
    (select to_jsonb(c) from cases.correction c where c.case_id = ${id}) as correction,
    coalesce((select jsonb_agg(to_jsonb(p) order by p.started_at, p.id) from cases.special_procedure p where p.case_id = ${id}), '[]') as procedures,
    (select count(*)::int from cases.visit v where v.case_id = ${id}) as visits`.execute(rawOf(reader));
  const row = rows[0];
  if (!row) throw new Error('a select without a table answers one row');
  return {
    supplied: row.materials.map((one) => suppliedOf(cells, { ...one, supplied_at: new Date(one.supplied_at) })),
    correction: row.correction === null ? null : correctionOf(withDates(row.correction)),
    procedures: row.procedures.map(procedureOf),
    visits: row.visits,
  };
}

/** Inside JSON an instant is text. */
function withDates(row: Selectable<CorrectionRow>): Selectable<CorrectionRow> {
  return { ...row, told_at: new Date(row.told_at), answered_at: row.answered_at === null ? null : new Date(row.answered_at) };
}

/** One line of the case's history, written with the change that it tells. */
export interface HistoryLine {
  readonly kind: string;
  readonly from: CaseState | null;
  readonly to: CaseState;
  readonly by: ByKind;
  readonly says: Text;
}

export interface Change {
  readonly to: CaseState;
  readonly set: Omit<Updateable<CaseRow>, 'version' | 'state'>;
  /** in the order in which they happened */
  readonly history: readonly HistoryLine[];
  readonly materials?: readonly Insertable<MaterialRow>[];
  readonly visit?: VisitRow | null;
  readonly receipt?: SignedReceipt;
}

/**
 * Writes a change of a locked case in one statement: the row with its next version, the line of history, and the
 * materials, the visit and the receipt that came with it.
 * @returns the version that the case has now
 */
export async function writeChange(deed: Deed, id: CaseId, version: number, change: Change): Promise<number> {
  const next = version + 1;
  const update = tables(deed.tx)
    .updateTable('case_record')
    .set({ ...change.set, state: change.to, version: next })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id');
  let statement = tables(deed.tx).with('changed', () => update);
  const lines = historyRows(deed, id, change.history);
  const materials = change.materials ?? [];
  const { visit, receipt } = change;
  if (lines.length > 0) statement = statement.with('told', (inner) => inner.insertInto('history').values(lines)) as never;
  if (materials.length > 0) statement = statement.with('brought', (inner) => inner.insertInto('material').values([...materials])) as never;
  if (visit) statement = statement.with('visited', (inner) => inner.insertInto('visit').values(visit).onConflict((conflict) => conflict.constraint('visit_key').doNothing())) as never;
  if (receipt) {
    const row = { case_id: id, issued_at: deed.now, payload: receipt.payload, key_id: receipt.keyId, algorithm: receipt.algorithm, signature: receipt.signature };
    statement = statement.with('proved', (inner) => inner.insertInto('receipt').values(row)) as never;
  }
  const changed = await statement.selectFrom('changed').select('id').executeTakeFirst();
  if (!changed) throw new Error(`case ${id} changed although its row was locked`);
  return next;
}

/** A new case with its first line of history. */
export async function insertCase(deed: Deed, row: Insertable<CaseRow>, line: HistoryLine): Promise<void> {
  await tables(deed.tx)
    .with('made', (inner) => inner.insertInto('case_record').values(row).returning('id'))
    .with('told', (inner) => inner.insertInto('history').values(historyRows(deed, row.id as CaseId, [line])))
    .selectFrom('made')
    .select('id')
    .execute();
}

function historyRows(deed: Deed, id: CaseId, lines: readonly HistoryLine[]): Insertable<HistoryRow>[] {
  const who = deed.asker.role === 'public' ? null : deed.asker;
  return lines.map((line, index) => ({
    id: deed.newId<'History'>(),
    case_id: id,
    // Lines of one deed keep their order: the instant of the database is one for all of them.
    at: new Date(deed.now.getTime() + index),
    on: deed.today,
    kind: line.kind,
    by_kind: line.by,
    by_person: line.by === 'applicant' || line.by === 'staff' ? (who?.person ?? null) : null,
    office: who !== null && who.role !== 'citizen' ? who.office : null,
    from_state: line.from,
    to_state: line.to,
    says: JSON.stringify(line.says),
  }));
}

export async function nextSerial(tx: Tx): Promise<number> {
  const { rows } = await sql<{ serial: number }>`select nextval('cases.serial')::int as serial`.execute(rawOf(tx));
  const row = rows[0];
  if (!row) throw new Error('the sequence gave no number');
  return row.serial;
}

export async function insertCorrection(tx: Tx, row: Insertable<CorrectionRow>): Promise<void> {
  await tables(tx).insertInto('correction').values(row).execute();
}

export async function answerCorrection(deed: Deed, id: CaseId): Promise<void> {
  await tables(deed.tx).updateTable('correction').set({ answered_at: deed.now, answered_on: deed.today }).where('case_id', '=', id).execute();
}

export async function insertProcedure(tx: Tx, row: Insertable<SpecialProcedureRow>): Promise<void> {
  await tables(tx).insertInto('special_procedure').values(row).execute();
}

export async function endProcedure(deed: Deed, procedureRow: string, ended: { passed: boolean; result: string }): Promise<void> {
  await tables(deed.tx)
    .updateTable('special_procedure')
    .set({ ended_at: deed.now, ended_on: deed.today, passed: ended.passed, result: ended.result })
    .where('id', '=', procedureRow)
    .execute();
}
