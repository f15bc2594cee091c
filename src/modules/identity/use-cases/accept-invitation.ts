import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { sayPlain } from '../../../kernel/text.ts';
import { maskCitizenNumber } from '../../../standards/mask.ts';
import type { CodeRefusal } from '../domain/one-time-code.ts';
import { checkPassword, type PasswordRefusal } from '../domain/password.ts';
import { acceptTotp, fromBase32, otpauthAddress } from '../domain/totp.ts';
import type { BusyRefusal } from '../gate.ts';
import type { IdentityGround } from '../ground.ts';
import { tryKey } from '../guard.ts';
import { findAccount, setFactors } from '../sql/accounts.ts';
import { endInvitations, findInvitation, type Invitation, lockInvitation } from '../sql/invitations.ts';
import { getPerson } from '../sql/people.ts';
import { endSessionsOf } from '../sql/sessions.ts';
import { forgetTries, useCode } from '../sql/tries.ts';
import { tokenDigest } from './asker-of.ts';
import { personalOf } from './recover.ts';
import { codeDigest } from './send-one-time-code.ts';

export type InvitationRefusal = { kind: 'invitation-over' };
export type AcceptRefusal = InvitationRefusal | PasswordRefusal | CodeRefusal | BusyRefusal | { kind: 'totp-wrong'; field: 'totp' };

export interface InvitationView {
  readonly name: string;
  /** base32, for typing where no camera is */
  readonly secret: string;
  /** what the QR code holds */
  readonly address: string;
  readonly expiresAt: string;
}

/** What the page of the invitation shows: the second factor to enrol. Looking does not spend the link, accepting does. */
export async function showInvitation(needs: Pick<IdentityGround, 'cells' | 'place'>, deed: Deed, token: string): Promise<Outcome<InvitationView, InvitationRefusal>> {
  const invitation = await findInvitation(deed.tx, tokenDigest(token));
  if (invitation === null || !isOpen(invitation, deed.now)) return refuse({ kind: 'invitation-over' });
  const account = await findAccount(deed.tx, invitation.account);
  if (account === null) throw new Error('an invitation without an account');
  const person = await getPerson(deed.tx, needs.cells, account.person);
  const secret = needs.cells.open('identity.invitation.totp_secret', invitation.id, invitation.totpSecret);
  const issuer = `${sayPlain(needs.place.name, deed.locale)} OneVisit`;
  return done({
    name: person.name,
    secret,
    address: otpauthAddress(issuer, maskCitizenNumber(person.citizenNumber), fromBase32(secret)),
    expiresAt: invitation.expiresAt.toISOString(),
  });
}

export interface AcceptInput {
  readonly code: string;
  readonly password: string;
  readonly totp: string;
}

/** Sets password and second factor, once. Both must be shown to work before the account opens; older sessions end. */
export async function acceptInvitation(
  needs: Pick<IdentityGround, 'cells' | 'guard' | 'passwords' | 'authenticatorNow'>,
  deed: Deed,
  token: string,
  input: AcceptInput,
): Promise<Outcome<{ accepted: true }, AcceptRefusal>> {
  const invitation = await lockInvitation(deed.tx, tokenDigest(token));
  if (invitation === null || !isOpen(invitation, deed.now)) return refuse({ kind: 'invitation-over' });
  const account = await findAccount(deed.tx, invitation.account);
  if (account === null) throw new Error('an invitation without an account');
  const person = await getPerson(deed.tx, needs.cells, account.person);
  const strong = checkPassword(input.password, personalOf(person));
  if (!strong.ok) return strong;
  const code = await needs.guard.tryCode({ id: invitation.code, purpose: 'invitation', digest: codeDigest(needs, invitation.code, input.code), now: deed.now });
  if (!code.ok) return code;
  const secret = needs.cells.open('identity.invitation.totp_secret', invitation.id, invitation.totpSecret);
  const step = acceptTotp(fromBase32(secret), input.totp.normalize('NFKC').replace(/\s/g, ''), needs.authenticatorNow(), 0);
  if (step === null) return refuse({ kind: 'totp-wrong', field: 'totp' });
  const hashed = await needs.guard.pass(() => needs.passwords.hash(strong.value));
  if (!hashed.ok) return hashed;
  await useCode(deed.tx, invitation.code, deed.now);
  await endInvitations(deed.tx, account.id, deed.now);
  await endSessionsOf(deed.tx, account.id, 'recovered', deed.now);
  await setFactors(deed.tx, account.id, {
    password: hashed.value,
    totpSecret: needs.cells.seal('identity.account.totp_secret', account.id, secret),
    totpLastStep: step,
  });
  await forgetTries(deed.tx, tryKey('staff', needs.cells.index('citizen-number', person.citizenNumber)));
  deed.audit({ object: { kind: 'account', id: account.id } });
  return done({ accepted: true });
}

function isOpen(invitation: Invitation, now: Date): boolean {
  return invitation.usedAt === null && now < invitation.expiresAt;
}
