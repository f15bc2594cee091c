import type { AccountId, SignedIn } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { lockAccount, suspendAccount } from '../sql/accounts.ts';
import { endInvitations } from '../sql/invitations.ts';
import { endSessionsOf } from '../sql/sessions.ts';

export type SuspendRefusal = { kind: 'suspend-oneself' } | { kind: 'already-suspended' };

/** Somebody leaves: sessions and open invitations end in this transaction, so the next request finds nobody. */
export async function suspend(
  deed: Deed,
  account: AccountId,
  reason: string,
): Promise<Outcome<{ account: AccountId; endedSessions: number }, SuspendRefusal>> {
  const { asker } = deed;
  if (asker.role !== 'public' && (asker as SignedIn).account === account) return refuse({ kind: 'suspend-oneself' });
  const found = await lockAccount(deed.tx, account);
  if (found === null || found.state === 'suspended') return refuse({ kind: 'already-suspended' });
  await suspendAccount(deed.tx, account, asker.role === 'public' ? null : asker.account, deed.now);
  await endInvitations(deed.tx, account, deed.now);
  const endedSessions = await endSessionsOf(deed.tx, account, 'suspended', deed.now);
  deed.audit({ object: { kind: 'account', id: account }, detail: { reason, endedSessions } });
  return done({ account, endedSessions });
}
