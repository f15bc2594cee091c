import type { Brand } from '../kernel/brand.ts';
import { done, refuse, type Outcome } from '../kernel/outcome.ts';
import { words, type Text } from '../kernel/text.ts';
import { tidyCode } from './tidy.ts';

/** 组织机构代码, GB 11714—1997: 8 characters and a check, written here without the hyphen before the check. */
export type OrganisationCode = Brand<string, 'OrganisationCode'>;
export type OrganisationCodeRefusal = { readonly kind: 'organisation-code-form' | 'organisation-code-check' };

/** Reads 9 characters, with or without the hyphen of the printed form (D2143569-X). */
export function parseOrganisationCode(text: string): Outcome<OrganisationCode, OrganisationCodeRefusal> {
  const code = tidyCode(text).replace(/^(.{8})-/, '$1');
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) return refuse({ kind: 'organisation-code-form' });
  if (organisationCodeCheck(code.slice(0, 8)) !== code.slice(8)) return refuse({ kind: 'organisation-code-check' });
  return done(code as OrganisationCode);
}

/** As the standard prints it: D2143569-X. */
export function printOrganisationCode(code: OrganisationCode): string {
  return `${code.slice(0, 8)}-${code.slice(8)}`;
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const weights = [3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11714 §3.3. Letters count 10 to 35 modulo 11, so two letters 11 places apart (1 and C, A and L) cannot be told from each other. */
export function organisationCodeCheck(payload: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(payload.charAt(index)), 0);
  const check = 11 - (sum % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
}

export const organisationCodeWords = {
  'organisation-code-form': words('组织机构代码应为8位数字或大写字母加1位校验码', 'An organisation code is 8 digits or capitals and a check character'),
  'organisation-code-check': words('组织机构代码校验码不符', 'The check character of the organisation code does not fit'),
} satisfies Record<OrganisationCodeRefusal['kind'], Text>;
