import type { AccountId } from '../../../kernel/asker.ts';
import type { Id } from '../../../kernel/brand.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { identityOf, type InvitationTable } from './tables.ts';

export type NewInvitation = Omit<InvitationTable, 'used_at'>;

export interface Invitation {
  readonly id: Id<'Invitation'>;
  readonly account: AccountId;
  readonly code: Id<'OneTimeCode'>;
  /** sealed */
  readonly totpSecret: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

/** A new invitation is the only one that opens: earlier links of the account end with it. */
export async function insertInvitation(tx: Tx, invitation: NewInvitation): Promise<void> {
  await endInvitations(tx, invitation.account, invitation.created_at);
  await identityOf(tx).insertInto('invitation').values({ ...invitation, used_at: null }).execute();
}

export async function endInvitations(tx: Tx, account: AccountId, now: Date): Promise<void> {
  await identityOf(tx).updateTable('invitation').set({ used_at: now }).where('account', '=', account).where('used_at', 'is', null).execute();
}

function invitations(reader: Reader) {
  return identityOf(reader)
    .selectFrom('invitation')
    .select(['id', 'account', 'code', 'totp_secret as totpSecret', 'expires_at as expiresAt', 'used_at as usedAt']);
}

export async function findInvitation(reader: Reader, digest: Buffer): Promise<Invitation | null> {
  return (await invitations(reader).where('digest', '=', digest).executeTakeFirst()) ?? null;
}

export async function lockInvitation(tx: Tx, digest: Buffer): Promise<Invitation | null> {
  return (await invitations(tx).where('digest', '=', digest).forUpdate().executeTakeFirst()) ?? null;
}
