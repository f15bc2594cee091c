import type { Reader, Tx } from '../../../kernel/db.ts';
import type { LicenceId } from '../contract.ts';
import type { State } from '../domain/standing.ts';
import { licencesTables } from './tables.ts';

export interface StandingChange {
  readonly id: string;
  readonly licence: LicenceId;
  readonly from: State;
  readonly to: State;
  readonly at: Date;
  readonly person: string | null;
  readonly office: string | null;
  readonly reason: string;
  readonly salt: Buffer;
}

/** Moves the state and writes why, in one go. The row must be locked by the caller. */
export async function changeState(tx: Tx, change: StandingChange): Promise<void> {
  const moved = await licencesTables(tx)
    .updateTable('licence')
    .set((set) => ({ state: change.to, version: set('version', '+', 1) }))
    .where('id', '=', change.licence)
    .where('state', '=', change.from)
    .executeTakeFirst();
  if (moved.numUpdatedRows !== 1n) throw new Error(`licence ${change.licence} is no longer ${change.from}`);
  await licencesTables(tx)
    .insertInto('standing_change')
    .values({
      id: change.id,
      licence: change.licence,
      from_state: change.from,
      to_state: change.to,
      at: change.at,
      person: change.person,
      office: change.office,
      reason: change.reason,
      log_salt: change.salt,
    })
    .execute();
}

export async function changesOf(reader: Reader, licence: LicenceId): Promise<readonly { from: string; to: string; at: Date; reason: string }[]> {
  const rows = await licencesTables(reader).selectFrom('standing_change').select(['from_state', 'to_state', 'at', 'reason']).where('licence', '=', licence).orderBy('at').execute();
  return rows.map((row) => ({ from: row.from_state, to: row.to_state, at: row.at, reason: row.reason }));
}
