import type { SessionId } from '../../../kernel/asker.ts';
import type { Id } from '../../../kernel/brand.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { birthDayOf } from '../../../standards/citizen-number.ts';
import type { Person } from '../contract.ts';
import type { CodeRefusal } from '../domain/one-time-code.ts';
import { checkPassword, type PasswordRefusal } from '../domain/password.ts';
import type { BusyRefusal } from '../gate.ts';
import type { IdentityGround } from '../ground.ts';
import { tryKey } from '../guard.ts';
import { findAccount, setPassword } from '../sql/accounts.ts';
import { getPerson } from '../sql/people.ts';
import { endSessionsOf } from '../sql/sessions.ts';
import { forgetTries, useCode } from '../sql/tries.ts';
import { openSession } from './open-session.ts';
import { codeDigest } from './send-one-time-code.ts';

export type RecoverRefusal = PasswordRefusal | CodeRefusal | BusyRefusal;
type Needs = Pick<IdentityGround, 'cells' | 'guard' | 'passwords' | 'handover'>;

/**
 * A new password for a citizen who named the number and has its phone; whoever was signed in is out. Staff need a new
 * invitation.
 */
export async function recover(
  needs: Needs,
  deed: Deed,
  input: { request: Id<'OneTimeCode'>; code: string; password: string },
): Promise<Outcome<{ session: SessionId }, RecoverRefusal>> {
  const strong = checkPassword(input.password, []);
  if (!strong.ok) return strong;
  const digest = codeDigest(needs, input.request, input.code);
  const code = await needs.guard.tryCode({ id: input.request, purpose: 'recover', digest, now: deed.now });
  if (!code.ok) return code;
  const wrong = refuse({ kind: 'code-wrong', field: 'code' });
  const account = code.value.account === null ? null : await findAccount(deed.tx, code.value.account);
  if (account === null || !(await useCode(deed.tx, code.value.id, deed.now))) return wrong;
  const person = await getPerson(deed.tx, needs.cells, account.person);
  const own = checkPassword(strong.value, personalOf(person));
  if (!own.ok) return own;
  const hashed = await needs.guard.pass(() => needs.passwords.hash(own.value));
  if (!hashed.ok) return hashed;
  await setPassword(deed.tx, account.id, hashed.value);
  await endSessionsOf(deed.tx, account.id, 'recovered', deed.now);
  const index = needs.cells.index('citizen-number', person.citizenNumber);
  await forgetTries(deed.tx, tryKey('citizen', index));
  await forgetTries(deed.tx, tryKey('code', index));
  const opened = await openSession(needs, deed, { account: account.id, kind: 'citizen', post: null });
  if (opened === null) return wrong;
  deed.audit({ object: { kind: 'account', id: account.id } });
  return done({ session: opened.session });
}

/** What an attacker tries first. */
export function personalOf(person: Person): readonly string[] {
  const birth = birthDayOf(person.citizenNumber).replaceAll('-', '');
  return [person.citizenNumber, birth, person.name, ...(person.phone === null ? [] : [person.phone])];
}
