import type { SessionId } from '../../../kernel/asker.ts';
import type { Id } from '../../../kernel/brand.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import type { CodeRefusal } from '../domain/one-time-code.ts';
import type { BusyRefusal } from '../gate.ts';
import type { IdentityGround } from '../ground.ts';
import { type GuessRefusal, tryKey } from '../guard.ts';
import { type Account, findAccount, findAccountByNumber } from '../sql/accounts.ts';
import { getPerson } from '../sql/people.ts';
import { forgetTries, useCode } from '../sql/tries.ts';
import { type NumberRefusal, readNumber } from './input.ts';
import { openSession } from './open-session.ts';
import { codeDigest } from './send-one-time-code.ts';

export type SignInRefusal = NumberRefusal | GuessRefusal;
type Needs = Pick<IdentityGround, 'cells' | 'guard' | 'passwords' | 'handover'>;

/** Number and password. The same words and the same work whether the account exists, is suspended or the password is wrong. */
export async function signInCitizen(needs: Needs, deed: Deed, input: { number: string; password: string }): Promise<Outcome<{ session: SessionId }, SignInRefusal>> {
  const number = readNumber(input.number, deed.today);
  if (!number.ok) return number;
  const index = needs.cells.index('citizen-number', number.value);
  const found = await needs.guard.guess(tryKey('citizen', index), deed.now, async (): Promise<Account | null> => {
    const account = await findAccountByNumber(deed.tx, index, 'citizen');
    const right = await needs.passwords.matches(input.password, account?.password ?? null);
    return right && account?.state === 'active' ? account : null;
  });
  return found.ok ? enter(needs, deed, found.value, 'password') : found;
}

/** What the request for the code answered stands for the account; the six digits came to its phone. */
export async function signInByCode(
  needs: Needs,
  deed: Deed,
  input: { request: Id<'OneTimeCode'>; code: string },
): Promise<Outcome<{ session: SessionId }, CodeRefusal | BusyRefusal | { kind: 'sign-in-wrong' }>> {
  const digest = codeDigest(needs, input.request, input.code);
  const code = await needs.guard.tryCode({ id: input.request, purpose: 'sign-in', digest, now: deed.now });
  if (!code.ok) return code;
  const account = code.value.account === null ? null : await findAccount(deed.tx, code.value.account);
  if (account === null || !(await useCode(deed.tx, code.value.id, deed.now))) return refuse({ kind: 'code-wrong', field: 'code' });
  const { citizenNumber } = await getPerson(deed.tx, needs.cells, account.person);
  await forgetTries(deed.tx, tryKey('code', needs.cells.index('citizen-number', citizenNumber)));
  return enter(needs, deed, account, 'one-time-code');
}

async function enter(needs: Needs, deed: Deed, account: Account, by: string): Promise<Outcome<{ session: SessionId }, { kind: 'sign-in-wrong' }>> {
  const opened = await openSession(needs, deed, { account: account.id, kind: 'citizen', post: null });
  if (opened === null) return refuse({ kind: 'sign-in-wrong' });
  deed.audit({ object: { kind: 'account', id: account.id }, detail: { by } });
  return done({ session: opened.session });
}
