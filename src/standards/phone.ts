import type { Brand } from '../kernel/brand.ts';
import { done, refuse, type Outcome } from '../kernel/outcome.ts';
import { words, type Text } from '../kernel/text.ts';
import { tidyCode } from './tidy.ts';

/** A mainland mobile number in 11 digits. */
export type MobileNumber = Brand<string, 'MobileNumber'>;
/** A line with its area code, 0731-88665000; also a service number of a city, 0731-12345. */
export type FixedNumber = Brand<string, 'FixedNumber'>;
export type PhoneRefusal = { readonly kind: 'mobile-number-form' | 'fixed-number-form' | 'fixed-number-area-code' };

/** Takes +86, 0086, blanks and hyphens as people write them. */
export function parseMobileNumber(text: string): Outcome<MobileNumber, PhoneRefusal> {
  const number = tidyCode(text).replaceAll('-', '').replace(/^(\+|00)86/, '');
  return /^1[3-9]\d{9}$/.test(number) ? done(number as MobileNumber) : refuse({ kind: 'mobile-number-form' });
}

/** A consult or complaint line stands with its area code (audit rule AR-10). */
export function parseFixedNumber(text: string): Outcome<FixedNumber, PhoneRefusal> {
  const match = /^(?:\((0\d{2,3})\)|(0\d{2,3})-)(\d{7,8}|1\d{4})$/.exec(tidyCode(text));
  if (match) return done(`${match[1] ?? match[2]}-${match[3]}` as FixedNumber);
  return refuse({ kind: /^(\d{7,8}|1\d{4})$/.test(tidyCode(text)) ? 'fixed-number-area-code' : 'fixed-number-form' });
}

export const phoneWords = {
  'mobile-number-form': words('手机号码应为11位数字，以13至19开头', 'A mobile number has 11 digits and begins with 13 to 19'),
  'fixed-number-form': words('电话号码的写法应如0731-88665000', 'A phone number is written like 0731-88665000'),
  'fixed-number-area-code': words('电话号码前应加区号，如0731-', 'The phone number lacks its area code, for example 0731-'),
} satisfies Record<PhoneRefusal['kind'], Text>;
