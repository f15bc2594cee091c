import { must } from '../../../kernel/outcome.ts';
import { composeCreditCode, type CreditCode } from '../../../standards/credit-code.ts';
import { organisationCodeCheck } from '../../../standards/organisation-code.ts';

// The 31 characters of GB 32100 section 4.2.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const digits = 5;
/** No organisation code of the real register begins with MX; the demo data of the city uses MX0, what is registered here MXN. */
const rangePrefix = 'MXN';
export const rangeSize = alphabet.length ** digits;

/**
 * The credit code of the n-th organisation registered here: registering organ, kind and area (8 characters, for example 92430102),
 * then an organisation code (GB 11714) of the demo range, then the check (GB 32100).
 * @throws when the range is used up or the prefix is none: both are faults of the installation
 */
export function creditCodeOf(prefix: string, number: number): CreditCode {
  if (!Number.isInteger(number) || number < 1 || number >= rangeSize) throw new Error(`the demo range of credit codes ends before ${number}`);
  let body = '';
  for (let rest = number, place = 0; place < digits; place += 1, rest = Math.floor(rest / alphabet.length)) {
    body = alphabet.charAt(rest % alphabet.length) + body;
  }
  const eight = rangePrefix + body;
  return must(composeCreditCode(prefix + eight + organisationCodeCheck(eight)));
}
