import { sql } from 'kysely';
import type { Id } from '../../../kernel/brand.ts';
import type { Tx } from '../../../kernel/db.ts';
import type { StoredCode } from '../domain/one-time-code.ts';
import type { Tries } from '../domain/tries.ts';
import { identityOf, type OneTimeCodeTable } from './tables.ts';

/** Locks the row of the key, so that guesses side by side are counted one after the other. */
export async function lockTries(tx: Tx, key: Buffer, now: Date): Promise<Tries | null> {
  await identityOf(tx)
    .insertInto('failed_try')
    .values({ key, failed: 0, last_at: now, locked_until: null })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const row = await identityOf(tx).selectFrom('failed_try').select(['failed', 'last_at', 'locked_until']).where('key', '=', key).forUpdate().executeTakeFirstOrThrow();
  return row.failed === 0 ? null : { failed: row.failed, lastAt: row.last_at, lockedUntil: row.locked_until };
}

export async function storeTries(tx: Tx, key: Buffer, tries: Tries): Promise<void> {
  await identityOf(tx)
    .updateTable('failed_try')
    .set({ failed: tries.failed, last_at: tries.lastAt, locked_until: tries.lockedUntil })
    .where('key', '=', key)
    .execute();
}

export async function forgetTries(tx: Tx, key: Buffer): Promise<void> {
  await identityOf(tx).deleteFrom('failed_try').where('key', '=', key).execute();
}

/** Rows that say nothing any more: the lock is over and a day has passed. */
export async function sweepTries(tx: Tx, before: Date): Promise<number> {
  const swept = await identityOf(tx)
    .deleteFrom('failed_try')
    .where('last_at', '<', before)
    .where((where) => where.or([where('locked_until', 'is', null), where('locked_until', '<', before)]))
    .executeTakeFirst();
  return Number(swept.numDeletedRows);
}

export type NewCode = Pick<OneTimeCodeTable, 'id' | 'purpose' | 'account' | 'phone' | 'digest' | 'created_at' | 'expires_at'>;

export async function insertCode(tx: Tx, code: NewCode): Promise<void> {
  await identityOf(tx).insertInto('one_time_code').values({ ...code, used_at: null }).execute();
}

export type CodeRow = StoredCode & Pick<OneTimeCodeTable, 'id' | 'account' | 'phone' | 'digest'>;

/** Counts one more try and tells the code as it stands then; null when there is none. */
export async function spendCodeTry(tx: Tx, id: Id<'OneTimeCode'>): Promise<CodeRow | null> {
  const row = await identityOf(tx)
    .updateTable('one_time_code')
    .set({ tries: sql<number>`tries + 1` })
    .where('id', '=', id)
    .returning(['id', 'purpose', 'tries', 'expires_at as expiresAt', 'used_at as usedAt', 'account', 'phone', 'digest'])
    .executeTakeFirst();
  return row ?? null;
}

/** false when somebody else has used it between the try and now. */
export async function useCode(tx: Tx, id: Id<'OneTimeCode'>, now: Date): Promise<boolean> {
  const result = await identityOf(tx)
    .updateTable('one_time_code')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Codes go a day after they ended; those of invitations go with their invitation. */
export async function sweepCodes(tx: Tx, before: Date): Promise<number> {
  const swept = await identityOf(tx)
    .deleteFrom('one_time_code')
    .where('expires_at', '<', before)
    .where('purpose', '<>', 'invitation')
    .executeTakeFirst();
  return Number(swept.numDeletedRows);
}
