import { randomBytes } from 'node:crypto';
import type { AccountId, PersonId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import type { CitizenNumber } from '../../../standards/citizen-number.ts';
import { invitationHours } from '../domain/one-time-code.ts';
import { base32 } from '../domain/totp.ts';
import type { IdentityGround } from '../ground.ts';
import { findAccountOf, insertAccount } from '../sql/accounts.ts';
import { insertInvitation } from '../sql/invitations.ts';
import { findPersonByNumber, getPerson, insertPerson, setPhone } from '../sql/people.ts';
import { tokenDigest } from './asker-of.ts';
import { type NameRefusal, type NumberRefusal, type PhoneRefusal, readName, readNumber, readPhone } from './input.ts';
import { sendOneTimeCode } from './send-one-time-code.ts';

export interface InviteInput {
  readonly number: string;
  readonly name: string;
  readonly phone: string;
}

export type InviteRefusal = NumberRefusal | NameRefusal | PhoneRefusal | { kind: 'name-differs'; field: 'name' } | { kind: 'invite-oneself' };

export interface Invited {
  readonly person: PersonId;
  readonly account: AccountId;
  /** stands in the link, once; only its digest is kept */
  readonly token: string;
  /** went to the phone; told to nobody but the console of the first start */
  readonly digits: string;
  readonly expiresAt: Date;
}

type Needs = Pick<IdentityGround, 'cells' | 'place' | 'sendCode'>;
const totpSecretBytes = 20;

/**
 * Invites somebody as staff, newly or again after a loss of password or second factor. The link is handed over by the
 * administrator, its code goes to the person's phone: the administrator cannot accept it, and never knows the password.
 */
export async function inviteStaff(needs: Needs, deed: Deed, input: InviteInput): Promise<Outcome<Invited, InviteRefusal>> {
  const number = readNumber(input.number, deed.today);
  if (!number.ok) return number;
  const name = readName(input.name);
  if (!name.ok) return name;
  const phone = readPhone(input.phone);
  if (!phone.ok) return phone;
  const person = await personFor(needs, deed, { number: number.value, name: name.value, phone: phone.value });
  if (!person.ok) return person;
  const account = await accountFor(deed, person.value);
  const { id: code, digits } = await sendOneTimeCode(needs, deed, { purpose: 'invitation', account, phone: phone.value });
  const token = randomBytes(32).toString('base64url');
  const invitation = deed.newId<'Invitation'>();
  const expiresAt = new Date(deed.now.getTime() + invitationHours * 3_600_000);
  await insertInvitation(deed.tx, {
    id: invitation,
    account,
    digest: tokenDigest(token),
    code,
    totp_secret: needs.cells.seal('identity.invitation.totp_secret', invitation, base32(randomBytes(totpSecretBytes))),
    created_by: deed.asker.role === 'public' ? null : deed.asker.account,
    created_at: deed.now,
    expires_at: expiresAt,
  });
  deed.audit({ object: { kind: 'account', id: account }, detail: { invitation } });
  return done({ person: person.value, account, token, digits, expiresAt });
}

async function personFor(needs: Needs, deed: Deed, of: { number: CitizenNumber; name: string; phone: string }): Promise<Outcome<PersonId, InviteRefusal>> {
  const known = await findPersonByNumber(deed.tx, needs.cells, of.number);
  if (known !== null) {
    if (deed.asker.role !== 'public' && deed.asker.person === known) return refuse({ kind: 'invite-oneself' });
    const person = await getPerson(deed.tx, needs.cells, known);
    deed.readsPersonal({ subject: known, fields: ['name'], purpose: 'staff:invite' });
    if (person.name !== of.name) return refuse({ kind: 'name-differs', field: 'name' });
    if (person.phone === null) await setPhone(deed.tx, needs.cells, known, of.phone);
    return done(known);
  }
  const id = deed.newId<'Person'>();
  const { instance, office, region } = needs.place;
  const person = { id, instance, office, region, name: of.name, citizenNumber: of.number, phone: of.phone, realNameLevel: 'L1' as const, now: deed.now };
  if (await insertPerson(deed.tx, needs.cells, person)) return done(id);
  // Somebody entered the same number between question and insertion: look again, as if it had been there.
  return personFor(needs, deed, of);
}

async function accountFor(deed: Deed, person: PersonId): Promise<AccountId> {
  const id = deed.newId<'Account'>();
  if (await insertAccount(deed.tx, { id, person, kind: 'staff', password: null, now: deed.now })) return id;
  const known = await findAccountOf(deed.tx, person, 'staff');
  if (known === null) throw new Error('an account that was in the way is gone');
  return known.id;
}
