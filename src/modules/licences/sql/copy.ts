import type { Reader, Tx } from '../../../kernel/db.ts';
import { copyColumns, licencesTables, type LicencesTables } from './tables.ts';

export type CopyRow = LicencesTables['copy'];

export async function insertCopy(tx: Tx, row: CopyRow): Promise<void> {
  await licencesTables(tx).insertInto('copy').values(row).execute();
}

export async function findCopy(reader: Reader, id: string): Promise<CopyRow | null> {
  return (await licencesTables(reader).selectFrom('copy').select(copyColumns).where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function lockCopy(tx: Tx, id: string): Promise<CopyRow | null> {
  return (await licencesTables(tx).selectFrom('copy').select(copyColumns).where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

export async function copiesOf(reader: Reader, person: string): Promise<readonly CopyRow[]> {
  return licencesTables(reader).selectFrom('copy').select(copyColumns).where('person', '=', person).orderBy('id', 'desc').limit(200).execute();
}

export async function countCopies(reader: Reader, person: string): Promise<number> {
  const row = await licencesTables(reader)
    .selectFrom('copy')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('person', '=', person)
    .executeTakeFirst();
  return row?.count ?? 0;
}

export async function markChecked(tx: Tx, id: string, check: { at: Date; by: string; office: string; window: string; licence: string }): Promise<void> {
  await licencesTables(tx)
    .updateTable('copy')
    .set({ checked_at: check.at, checked_by: check.by, checked_office: check.office, checked_window: check.window, licence: check.licence })
    .where('id', '=', id)
    .execute();
}
