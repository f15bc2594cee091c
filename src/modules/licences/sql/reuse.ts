import type { Reader, Tx } from '../../../kernel/db.ts';
import type { LicenceId } from '../contract.ts';
import { licencesTables, type LicencesTables } from './tables.ts';

export async function insertReuse(tx: Tx, row: LicencesTables['reuse']): Promise<void> {
  await licencesTables(tx).insertInto('reuse').values(row).execute();
}

export interface ReuseLine {
  readonly id: string;
  readonly case: string;
  readonly material: string;
  readonly purpose: string;
  readonly ground: 'card' | 'session';
  readonly at: Date;
  readonly office: string | null;
}

/** Where a licence was used, newest first. */
export async function reusesOf(reader: Reader, licence: LicenceId, limit: number): Promise<readonly ReuseLine[]> {
  const rows = await licencesTables(reader)
    .selectFrom('reuse')
    .select(['id', 'case_id', 'material', 'purpose', 'ground', 'verified_at', 'asker_office'])
    .where('licence', '=', licence)
    .orderBy('verified_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, case: row.case_id, material: row.material, purpose: row.purpose, ground: row.ground, at: row.verified_at, office: row.asker_office }));
}
