import type { Id } from '../../../kernel/brand.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { codeLimits } from '../domain/one-time-code.ts';
import { spendTry } from '../domain/tries.ts';
import type { IdentityGround } from '../ground.ts';
import { tryKey } from '../guard.ts';
import { findAccountByNumber } from '../sql/accounts.ts';
import { getPerson } from '../sql/people.ts';
import { lockTries, storeTries } from '../sql/tries.ts';
import { type NumberRefusal, type PhoneRefusal, readNumber, readPhone } from './input.ts';
import { sendOneTimeCode } from './send-one-time-code.ts';

export type RequestCodeInput =
  | { readonly purpose: 'register'; readonly phone: string }
  | { readonly purpose: 'sign-in' | 'recover'; readonly number: string };

export type RequestCodeRefusal = NumberRefusal | PhoneRefusal | { kind: 'too-many-tries'; seconds: number };

export interface RequestedCode {
  /** stands for the phone or account the code went to; who has no code can do nothing with it */
  readonly request: Id<'OneTimeCode'>;
  readonly minutes: number;
}

/** Whether anybody has this number is not told: the answer is the same, only the phone rings or does not. */
export async function requestCode(
  needs: Pick<IdentityGround, 'cells' | 'sendCode'>,
  deed: Deed,
  input: RequestCodeInput,
): Promise<Outcome<RequestedCode, RequestCodeRefusal>> {
  const target = input.purpose === 'register' ? phoneTarget(needs, input.phone) : await accountTarget(needs, deed, input.number);
  if (!target.ok) return target;
  const { index, account, phone } = target.value;
  const key = tryKey('code', index);
  const spent = spendTry(await lockTries(deed.tx, key, deed.now), deed.now);
  if (!('tries' in spent)) return refuse({ kind: 'too-many-tries', seconds: spent.waitSeconds });
  await storeTries(deed.tx, key, spent.tries);
  const { id } = await sendOneTimeCode(needs, deed, { purpose: input.purpose, account, phone });
  deed.audit({ object: { kind: 'one-time-code', id }, detail: { purpose: input.purpose } });
  return done({ request: id, minutes: codeLimits.minutes });
}

function phoneTarget(needs: Pick<IdentityGround, 'cells'>, text: string) {
  const phone = readPhone(text);
  return phone.ok ? done({ index: needs.cells.index('phone', phone.value), account: null, phone: phone.value }) : phone;
}

async function accountTarget(needs: Pick<IdentityGround, 'cells'>, deed: Deed, text: string) {
  const number = readNumber(text, deed.today);
  if (!number.ok) return number;
  const index = needs.cells.index('citizen-number', number.value);
  const account = await findAccountByNumber(deed.tx, index, 'citizen');
  const usable = account !== null && account.state === 'active' ? account : null;
  const phone = usable === null ? null : (await getPerson(deed.tx, needs.cells, usable.person)).phone;
  return done({ index, account: usable?.id ?? null, phone });
}
