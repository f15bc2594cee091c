import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';

/** Length is what counts: no composition rules, no forced change (OWASP ASVS 5.0, 6.2). 15 and more is what we advise. */
export const passwordLength = { least: 8, advised: 15, most: 128 } as const;

export type PasswordRefusal =
  | { kind: 'password-too-short'; field: 'password' }
  | { kind: 'password-too-long'; field: 'password' }
  | { kind: 'password-common'; field: 'password' }
  | { kind: 'password-tells-the-person'; field: 'password' };

/**
 * @param personal what an attacker tries first: number, phone and name of the person
 */
export function checkPassword(password: string, personal: readonly string[]): Outcome<string, PasswordRefusal> {
  const normal = password.normalize('NFC');
  const length = Array.from(normal).length;
  if (length < passwordLength.least) return refuse({ kind: 'password-too-short', field: 'password' });
  if (length > passwordLength.most) return refuse({ kind: 'password-too-long', field: 'password' });
  if (isCommon(normal)) return refuse({ kind: 'password-common', field: 'password' });
  if (tellsThePerson(normal, personal)) return refuse({ kind: 'password-tells-the-person', field: 'password' });
  return done(normal);
}

/** Small on purpose: what a stranger tries within the few tries that are allowed, in the forms people type it. */
const common = [
  'password', 'passw0rd', 'iloveyou', 'woaini', 'woaini1314', '5201314', '1314520', 'qwerty', 'qwertyuiop', 'asdfgh', 'asdfghjkl',
  'zxcvbn', 'zxcvbnm', '1q2w3e4r', '1qaz2wsx', 'qazwsx', 'abc', 'abcd', 'admin', 'administrator', 'root', 'welcome', 'letmein',
  'changsha', 'hunan', 'beijing', 'china', 'zhongguo', 'onevisit', 'yicibanchu', 'zhengwu', 'dragon', 'monkey', 'sunshine', 'football',
];

function isCommon(password: string): boolean {
  const small = password.toLowerCase();
  const core = small.replace(/[^\p{L}]+$/u, '').replace(/^[^\p{L}]+/u, '');
  return common.includes(small) || common.includes(core) || /^(.{1,3})\1+$/u.test(small) || isRun(small);
}

/** 12345678, 87654321, abcdefgh: each character one step from the one before, round the ten digits too. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  const rounded = new Set([...steps].map((step) => (step === 9 ? -1 : step === -9 ? 1 : step)));
  return rounded.size === 1 && [-1, 0, 1].includes([...rounded][0] ?? 0);
}

/** The number, its birth date, the phone or the name: as the password or most of it. */
function tellsThePerson(password: string, personal: readonly string[]): boolean {
  const small = password.toLowerCase();
  return personal
    .map((value) => value.toLowerCase())
    .filter((value) => value.length >= 2)
    .some((value) => (small.includes(value) ? small.length - value.length < 6 : value.includes(small)));
}
