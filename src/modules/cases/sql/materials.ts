import type { Reader, Tx } from '../../../kernel/db.ts';
import type { CaseId } from '../contract.ts';
import type { Supplied } from '../domain/case.ts';
import type { Seals } from './cells.ts';
import { suppliedOf } from './rows.ts';
import { materialColumns, tables } from './tables.ts';

export async function findMaterial(cells: Seals, reader: Reader, caseId: CaseId, row: string): Promise<Supplied | null> {
  const found = await tables(reader).selectFrom('material').select(materialColumns).where('case_id', '=', caseId).where('id', '=', row).executeTakeFirst();
  return found ? suppliedOf(cells, found) : null;
}

export async function filesOf(reader: Reader, caseId: CaseId, material: string): Promise<number> {
  const rows = await tables(reader).selectFrom('material').select('id').where('case_id', '=', caseId).where('material', '=', material).where('how', '=', 'upload').execute();
  return rows.length;
}

export async function removeMaterial(tx: Tx, row: string): Promise<void> {
  await tables(tx).deleteFrom('material').where('id', '=', row).execute();
}

export async function removeFromGovernment(tx: Tx, caseId: CaseId): Promise<void> {
  await tables(tx).deleteFrom('material').where('case_id', '=', caseId).where('how', '<>', 'upload').execute();
}
