import type { SessionId, SignedIn } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { endSessions, openSessionsOf } from '../sql/sessions.ts';

export async function signOut(deed: Deed<SignedIn>): Promise<Outcome<{ ended: true }, never>> {
  await endSessions(deed.tx, [deed.asker.session], 'signed-out', deed.now);
  deed.audit({ object: { kind: 'session', id: deed.asker.session } });
  return done({ ended: true });
}

/** One of the person's own sessions, from another device. */
export async function endOwnSession(deed: Deed<SignedIn>, session: SessionId): Promise<Outcome<{ ended: true }, { kind: 'session-unknown' }>> {
  const own = (await openSessionsOf(deed.tx, deed.asker.account)).some((open) => open.id === session);
  if (!own) return refuse({ kind: 'session-unknown' });
  await endSessions(deed.tx, [session], 'ended-elsewhere', deed.now);
  deed.audit({ object: { kind: 'session', id: session } });
  return done({ ended: true });
}
