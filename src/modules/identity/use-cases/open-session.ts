import { randomBytes } from 'node:crypto';
import type { AccountId, PostId, SessionId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { type AccountKind, sessionsToEnd } from '../domain/session.ts';
import type { IdentityGround } from '../ground.ts';
import { lockAccount } from '../sql/accounts.ts';
import { endSessions, insertSession, openSessionsOf } from '../sql/sessions.ts';
import { tokenDigest } from './asker-of.ts';

export interface SessionToOpen {
  readonly account: AccountId;
  readonly kind: AccountKind;
  readonly post: PostId | null;
  /** the session that this one replaces: its age goes on, its token dies */
  readonly replaces?: { readonly id: SessionId; readonly startedAt: Date; readonly authenticatedAt: Date };
}

/**
 * A new token for an account; the caller has checked that it may have one. The account row is locked, so that sign-ins
 * at the same moment count each other.
 * @returns null when the account was suspended meanwhile
 */
export async function openSession(needs: Pick<IdentityGround, 'handover'>, deed: Deed, wanted: SessionToOpen): Promise<{ session: SessionId; token: string } | null> {
  const account = await lockAccount(deed.tx, wanted.account);
  if (account === null || account.state !== 'active') return null;
  if (wanted.replaces) await endSessions(deed.tx, [wanted.replaces.id], 'replaced', deed.now);
  const surplus = sessionsToEnd(wanted.kind, await openSessionsOf(deed.tx, wanted.account));
  await endSessions(deed.tx, surplus.map((session) => session.id), 'too-many', deed.now);
  const token = randomBytes(32).toString('base64url');
  const session = deed.newId<'Session'>();
  await insertSession(deed.tx, {
    id: session,
    digest: tokenDigest(token),
    account: wanted.account,
    post: wanted.post,
    authenticatedAt: wanted.replaces?.authenticatedAt ?? deed.now,
    startedAt: wanted.replaces?.startedAt ?? deed.now,
    seenAt: deed.now,
  });
  needs.handover.give(session, token);
  return { session, token };
}
