import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './imports.ts';
import type { TextFile } from './tracked.ts';

// The checks stand here once more, apart from src/standards: a fault there must not blind the guard.

export type NumberKind = 'citizenNumbers' | 'creditCodes';

export interface FoundNumber {
  readonly kind: NumberKind;
  readonly number: string;
}

/** Every number with a right check character that could be somebody's, however it is spaced or spelled. */
export function numbersIn(text: string): FoundNumber[] {
  const plain = text.normalize('NFKC');
  const citizens = [...plain.matchAll(/(?<!\d)(\d{6})[ -]?(\d{8})[ -]?(\d{3})[ -]?([\dXx])(?!\d)/g)].map((match) => match.slice(1).join('').toUpperCase());
  // Longer codes of offices, licence types and items begin with the credit code of their office.
  const codes = [...plain.matchAll(/(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{18,}/g)].map((match) => match[0].slice(0, 18));
  return [
    ...citizens.filter(couldBeCitizen).map((number): FoundNumber => ({ kind: 'citizenNumbers', number })),
    ...codes.filter(couldBeCreditCode).map((number): FoundNumber => ({ kind: 'creditCodes', number })),
  ];
}

const citizenWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function couldBeCitizen(number: string): boolean {
  if (!/^[1-8]\d{5}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])/.test(number)) return false;
  const sum = citizenWeights.reduce((total, weight, index) => total + weight * Number(number.charAt(index)), 0);
  return '10X98765432'.charAt(sum % 11) === number.charAt(17);
}

const codeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const codeWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

function couldBeCreditCode(code: string): boolean {
  if (!/^[1-9ANY][0-9A-HJ-NPQRTUWXY][1-9]\d{5}/.test(code)) return false;
  const sum = codeWeights.reduce((total, weight, index) => total + weight * codeAlphabet.indexOf(code.charAt(index)), 0);
  return codeAlphabet.charAt((31 - (sum % 31)) % 31) === code.charAt(17);
}

interface Reserved {
  readonly fixed: readonly string[];
  readonly patterns: readonly string[];
}

/** Published examples: numbers of standards and of public bodies, each with where it stands in print and where it may stand here. */
interface Published {
  readonly number: string;
  readonly source: string;
  readonly where: readonly string[];
}

export interface Allowed {
  readonly reserved: Readonly<Record<NumberKind, Reserved>>;
  readonly published: readonly Published[];
}

const publishedList = 'tests/house/published-numbers.json';

export function allowed(): Allowed {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
  return {
    reserved: read('cities/changsha/demo/reserved.json') as Allowed['reserved'],
    published: (read(publishedList) as { numbers: Published[] }).numbers,
  };
}

/** The numbers of a file that neither the demo range nor a published example covers. */
export function forbiddenIn({ path, text }: TextFile, { reserved, published }: Allowed): string[] {
  return numbersIn(text)
    .filter(({ kind, number }) => {
      const { fixed, patterns } = reserved[kind];
      if (fixed.includes(number) || patterns.some((pattern) => new RegExp(pattern).test(number))) return false;
      return !published.some((one) => one.number === number && (path === publishedList || one.where.includes('*') || one.where.includes(path)));
    })
    .map(({ number }) => `${path}: ${number}`);
}
