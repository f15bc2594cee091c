import type { PersonId, RealNameLevel, SessionId } from '../../../kernel/asker.ts';
import type { Id } from '../../../kernel/brand.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { birthDayOf, type CitizenNumber } from '../../../standards/citizen-number.ts';
import type { CodeRefusal } from '../domain/one-time-code.ts';
import { checkPassword, type PasswordRefusal } from '../domain/password.ts';
import type { BusyRefusal } from '../gate.ts';
import type { IdentityGround } from '../ground.ts';
import { tryKey } from '../guard.ts';
import { insertAccount } from '../sql/accounts.ts';
import { findPersonByNumber, getPerson, insertPerson, setLevel, setPhone } from '../sql/people.ts';
import { forgetTries, useCode } from '../sql/tries.ts';
import { type NameRefusal, type NumberRefusal, readName, readNumber } from './input.ts';
import { openSession } from './open-session.ts';
import { codeDigest } from './send-one-time-code.ts';

export interface RegisterInput {
  readonly number: string;
  readonly name: string;
  /** what the request for the code answered; it stands for the phone that the code went to */
  readonly request: Id<'OneTimeCode'>;
  readonly code: string;
  readonly password: string;
}

export type RegisterRefusal =
  | NumberRefusal
  | NameRefusal
  | PasswordRefusal
  | CodeRefusal
  | BusyRefusal
  | { kind: 'name-differs'; field: 'name' }
  | { kind: 'already-registered'; field: 'number' };

type Needs = Pick<IdentityGround, 'cells' | 'guard' | 'passwords' | 'handover' | 'confirmPerson' | 'place'>;

/** A citizen's account: number, name and a phone that answered. L2 where the register agrees, else L1 (108: real-name levels). */
export async function registerCitizen(needs: Needs, deed: Deed, input: RegisterInput): Promise<Outcome<{ session: SessionId }, RegisterRefusal>> {
  const read = readInput(input, deed);
  if (!read.ok) return read;
  const { number, name } = read.value;
  const code = await needs.guard.tryCode({ id: input.request, purpose: 'register', digest: codeDigest(needs, input.request, input.code), now: deed.now });
  if (!code.ok) return code;
  if (code.value.phone === null || !(await useCode(deed.tx, code.value.id, deed.now))) return refuse({ kind: 'code-wrong', field: 'code' });
  const phone = needs.cells.open('identity.one_time_code.phone', code.value.id, code.value.phone);
  const password = checkPassword(input.password, [phone, phone.slice(3)]);
  if (!password.ok) return password;
  const confirmed = await needs.confirmPerson(deed, number, name);
  if (confirmed === 'differs') return refuse({ kind: 'name-differs', field: 'name' });
  const person = await personFor(needs, deed, { number, name, phone, level: confirmed === 'agrees' ? 'L2' : 'L1' });
  if (!person.ok) return person;
  const hashed = await needs.guard.pass(() => needs.passwords.hash(password.value));
  if (!hashed.ok) return hashed;
  const account = deed.newId<'Account'>();
  const inserted = await insertAccount(deed.tx, { id: account, person: person.value, kind: 'citizen', password: hashed.value, now: deed.now });
  if (!inserted) return refuse({ kind: 'already-registered', field: 'number' });
  await forgetTries(deed.tx, tryKey('code', needs.cells.index('phone', phone)));
  const opened = await openSession(needs, deed, { account, kind: 'citizen', post: null });
  if (opened === null) throw new Error('a new account cannot be suspended');
  deed.audit({ object: { kind: 'account', id: account }, detail: { level: confirmed === 'agrees' ? 'L2' : 'L1' } });
  return done({ session: opened.session });
}

function readInput(input: RegisterInput, deed: Deed) {
  const number = readNumber(input.number, deed.today);
  if (!number.ok) return number;
  const name = readName(input.name);
  if (!name.ok) return name;
  const birth = birthDayOf(number.value).replaceAll('-', '');
  const password = checkPassword(input.password, [number.value, birth, name.value]);
  if (!password.ok) return password;
  return done({ number: number.value, name: name.value });
}

/**
 * Somebody met before (at a window, or as staff) is the same person. The level is what this registration proves, not
 * what the person's card once proved: who holds the card need not be who registers.
 */
async function personFor(
  needs: Pick<Needs, 'cells' | 'place'>,
  deed: Deed,
  of: { number: CitizenNumber; name: string; phone: string; level: RealNameLevel },
): Promise<Outcome<PersonId, { kind: 'name-differs'; field: 'name' }>> {
  const id = deed.newId<'Person'>();
  const { instance, office, region } = needs.place;
  const person = { id, instance, office, region, name: of.name, citizenNumber: of.number, phone: of.phone, realNameLevel: of.level, now: deed.now };
  if (await insertPerson(deed.tx, needs.cells, person)) return done(id);
  const known = await findPersonByNumber(deed.tx, needs.cells, of.number);
  if (known === null) throw new Error('a person that was in the way is gone');
  if ((await getPerson(deed.tx, needs.cells, known)).name !== of.name) return refuse({ kind: 'name-differs', field: 'name' });
  await setPhone(deed.tx, needs.cells, known, of.phone);
  await setLevel(deed.tx, known, of.level);
  return done(known);
}
