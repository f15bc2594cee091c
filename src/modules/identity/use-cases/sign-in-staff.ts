import type { SessionId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { isInTerm } from '../domain/post.ts';
import { acceptTotp, fromBase32 } from '../domain/totp.ts';
import type { IdentityGround } from '../ground.ts';
import { type GuessRefusal, tryKey } from '../guard.ts';
import { type Account, findAccountByNumber, takeTotpStep } from '../sql/accounts.ts';
import { postsOf, type StoredPost } from '../sql/posts.ts';
import { type NumberRefusal, readNumber } from './input.ts';
import { openSession } from './open-session.ts';

export type StaffSignInRefusal = NumberRefusal | GuessRefusal | { kind: 'post-missing' };
type Needs = Pick<IdentityGround, 'cells' | 'guard' | 'passwords' | 'handover' | 'authenticatorNow'>;

export interface StaffSignIn {
  readonly number: string;
  readonly password: string;
  /** six digits of the authenticator app */
  readonly totp: string;
}

/** Both factors are looked at together: the answer does not tell which of them was wrong. */
export async function signInStaff(needs: Needs, deed: Deed, input: StaffSignIn): Promise<Outcome<{ session: SessionId; posts: number }, StaffSignInRefusal>> {
  const number = readNumber(input.number, deed.today);
  if (!number.ok) return number;
  const index = needs.cells.index('citizen-number', number.value);
  const found = await needs.guard.guess(tryKey('staff', index), deed.now, async () => {
    const account = await findAccountByNumber(deed.tx, index, 'staff');
    return proveBothFactors(needs, deed, account, input);
  });
  if (!found.ok) return found;
  const account = found.value;
  const posts = (await postsOf(deed.tx, account.person)).filter((post) => isInTerm(post, deed.today));
  const post = firstOf(posts);
  if (post === null) return refuse({ kind: 'post-missing' });
  const opened = await openSession(needs, deed, { account: account.id, kind: 'staff', post: post.id });
  if (opened === null) return refuse({ kind: 'sign-in-wrong' });
  deed.audit({ object: { kind: 'account', id: account.id }, detail: { post: post.id } });
  return done({ session: opened.session, posts: posts.length });
}

/** The account, if password and code are both right and the code was not used before; else null. */
export async function proveBothFactors(
  needs: Pick<Needs, 'cells' | 'passwords' | 'authenticatorNow'>,
  deed: Deed,
  account: Account | null,
  input: { readonly password: string; readonly totp: string },
): Promise<Account | null> {
  const right = await needs.passwords.matches(input.password, account?.password ?? null);
  if (account === null || account.state !== 'active' || account.totpSecret === null || !right) return null;
  const secret = fromBase32(needs.cells.open('identity.account.totp_secret', account.id, account.totpSecret));
  const step = acceptTotp(secret, input.totp.normalize('NFKC').replace(/\s/g, ''), needs.authenticatorNow(), account.totpLastStep);
  if (step === null || !(await takeTotpStep(deed.tx, account.id, step))) return null;
  return account;
}

/** Own posts before deputies' posts; another one can be chosen after signing in. */
function firstOf(posts: readonly StoredPost[]): StoredPost | null {
  return posts.find((post) => post.deputyOf === null) ?? posts[0] ?? null;
}
