import type { SessionId, StaffAsker } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import type { IdentityGround } from '../ground.ts';
import { type GuessRefusal, tryKey } from '../guard.ts';
import { findAccount } from '../sql/accounts.ts';
import { openSessionsOf } from '../sql/sessions.ts';
import { openSession } from './open-session.ts';
import { proveBothFactors } from './sign-in-staff.ts';

type Needs = Pick<IdentityGround, 'cells' | 'guard' | 'passwords' | 'handover' | 'authenticatorNow'>;

/** Fresh proof before issuing by hand, revoking, exporting or using keys: both factors, a new token, the age of the session goes on. */
export async function proveAgain(needs: Needs, deed: Deed<StaffAsker>, input: { password: string; totp: string }): Promise<Outcome<{ session: SessionId }, GuessRefusal>> {
  const { asker } = deed;
  const found = await needs.guard.guess(tryKey('proof', asker.account), deed.now, async () =>
    proveBothFactors(needs, deed, await findAccount(deed.tx, asker.account), input),
  );
  if (!found.ok) return found;
  const current = (await openSessionsOf(deed.tx, asker.account)).find((session) => session.id === asker.session);
  const opened = current
    ? await openSession(needs, deed, { account: asker.account, kind: 'staff', post: asker.post, replaces: { ...current, authenticatedAt: deed.now } })
    : null;
  if (opened === null) return refuse({ kind: 'sign-in-wrong' });
  deed.audit({ object: { kind: 'account', id: asker.account } });
  return done({ session: opened.session });
}
