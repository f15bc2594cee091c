import type { Brand } from '../kernel/brand.ts';
import { done, refuse, type Outcome } from '../kernel/outcome.ts';
import { words, type Text } from '../kernel/text.ts';
import { parseOrganisationCode, type OrganisationCode } from './organisation-code.ts';
import { tidyCode } from './tidy.ts';

/** 统一社会信用代码, GB 32100—2015: registering organ 1, kind 1, its area 6, organisation code 9 (GB 11714), check 1. */
export type CreditCode = Brand<string, 'CreditCode'>;

export type CreditCodeRefusal = {
  readonly kind:
    | 'credit-code-length'
    | 'credit-code-characters'
    | 'credit-code-registering-organ'
    | 'credit-code-organisation-code'
    | 'credit-code-check';
};

export function parseCreditCode(text: string): Outcome<CreditCode, CreditCodeRefusal> {
  const code = tidyCode(text);
  if (code.length !== 18) return refuse({ kind: 'credit-code-length' });
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return refuse({ kind: 'credit-code-characters' });
  if (!isRegisteringOrganAndKind(code.slice(0, 2))) return refuse({ kind: 'credit-code-registering-organ' });
  if (!parseOrganisationCode(code.slice(8, 17)).ok) return refuse({ kind: 'credit-code-organisation-code' });
  if (creditCodeCheck(code.slice(0, 17)) !== code.slice(17)) return refuse({ kind: 'credit-code-check' });
  return done(code as CreditCode);
}

/** The whole code from its first 17 characters: registering organ and kind, area, organisation code. */
export function composeCreditCode(seventeen: string): Outcome<CreditCode, CreditCodeRefusal> {
  const payload = tidyCode(seventeen);
  if (payload.length !== 17) return refuse({ kind: 'credit-code-length' });
  if (!/^[0-9A-HJ-NPQRTUWXY]{17}$/.test(payload)) return refuse({ kind: 'credit-code-characters' });
  return parseCreditCode(payload + creditCodeCheck(payload));
}

export function organisationCodeOf(code: CreditCode): OrganisationCode {
  return code.slice(8, 17) as string as OrganisationCode;
}

/** The area of the registering organ, 6 digits. */
export function registeringAreaOf(code: CreditCode): string {
  return code.slice(2, 8);
}

/** Whether 9x of the market-supervision register: 91 enterprise, 92 individual household (个体工商户), 93 farmers' cooperative. */
export function kindOf(code: CreditCode): 'enterprise' | 'household' | 'cooperative' | 'other' {
  if (code.startsWith('91')) return 'enterprise';
  if (code.startsWith('92')) return 'household';
  return code.startsWith('93') ? 'cooperative' : 'other';
}

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** GB 32100 §4.2: weights are the powers of 3 modulo 31. */
export function creditCodeCheck(payload: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(payload.charAt(index)), 0);
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/**
 * Registering organs of GB 32100 table 2 and of its later notices: 1 机构编制 2 外交 3 司法 4 文化 5 民政 6 旅游 7 宗教 8 工会 9 工商 A 军委 N 农业 Y 其他.
 * The kinds within 1, 5 and 9 are closed lists of the standard; the others grew by notices that were not all read, so any kind is taken there.
 */
function isRegisteringOrganAndKind(pair: string): boolean {
  return /^(1[1239]|5[1239]|9[1239]|[234678AN][0-9A-HJ-NPQRTUWXY]|Y1)$/.test(pair);
}

export const creditCodeWords = {
  'credit-code-length': words('统一社会信用代码应为18位', 'A credit code has 18 characters'),
  'credit-code-characters': words(
    '统一社会信用代码只含数字和大写字母（不含I、O、S、V、Z），第3至8位为数字',
    'A credit code has digits and capitals other than I, O, S, V, Z; characters 3 to 8 are digits',
  ),
  'credit-code-registering-organ': words('统一社会信用代码前2位不是登记管理部门和机构类别代码', 'The first 2 characters name no registering organ and kind'),
  'credit-code-organisation-code': words('统一社会信用代码第9至17位（组织机构代码）校验不符', 'Characters 9 to 17, the organisation code, do not fit their check'),
  'credit-code-check': words('统一社会信用代码校验位不符，请核对是否输错', 'The last character does not fit: please check for a typing mistake'),
} satisfies Record<CreditCodeRefusal['kind'], Text>;
