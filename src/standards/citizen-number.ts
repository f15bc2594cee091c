import type { Brand } from '../kernel/brand.ts';
import type { Day } from '../kernel/day.ts';
import { done, refuse, type Outcome } from '../kernel/outcome.ts';
import { words, type Text } from '../kernel/text.ts';
import { isAreaOfAnyYear } from './regions.ts';
import { tidyCode } from './tidy.ts';

/** 公民身份号码, GB 11643—1999: area 6, birth date 8, serial 3 (odd: male, even: female), check 1. */
export type CitizenNumber = Brand<string, 'CitizenNumber'>;

export type CitizenNumberRefusal = {
  readonly kind:
    | 'citizen-number-length'
    | 'citizen-number-characters'
    | 'citizen-number-area'
    | 'citizen-number-birth-date'
    | 'citizen-number-birth-in-future'
    | 'citizen-number-check';
};

/** Reads a number as people type it (blanks, a small x, full-width digits). Refusals come in reading order, the check last. */
export function parseCitizenNumber(text: string, today: Day): Outcome<CitizenNumber, CitizenNumberRefusal> {
  const number = tidyCode(text);
  if (number.length !== 18) return refuse({ kind: 'citizen-number-length' });
  if (!/^\d{17}[\dX]$/.test(number)) return refuse({ kind: 'citizen-number-characters' });
  if (!isAreaOfNumbers(number.slice(0, 6))) return refuse({ kind: 'citizen-number-area' });
  const birth = dashed(number.slice(6, 14));
  if (!isBirthDate(birth)) return refuse({ kind: 'citizen-number-birth-date' });
  if (birth > today) return refuse({ kind: 'citizen-number-birth-in-future' });
  if (citizenNumberCheck(number.slice(0, 17)) !== number.slice(17)) return refuse({ kind: 'citizen-number-check' });
  return done(number as CitizenNumber);
}

export function birthDayOf(number: CitizenNumber): Day {
  return dashed(number.slice(6, 14)) as Day;
}

/** In the codes of GB/T 2261.1: 1 male, 2 female. */
export function sexOf(number: CitizenNumber): '1' | '2' {
  return Number(number.charAt(16)) % 2 === 1 ? '1' : '2';
}

/** The 6-digit code of the place of first registration; it may be of an earlier year and says nothing about residence. */
export function areaOf(number: CitizenNumber): string {
  return number.slice(0, 6);
}

/** The 18 characters of a number of 15 digits (before 1999): the century comes in, 18 for the serials 996–999 that were kept for it. */
export function upgradeCitizenNumber(text: string, today: Day): Outcome<CitizenNumber, CitizenNumberRefusal> {
  const old = tidyCode(text);
  if (old.length !== 15) return refuse({ kind: 'citizen-number-length' });
  if (!/^\d{15}$/.test(old)) return refuse({ kind: 'citizen-number-characters' });
  const century = Number(old.slice(12)) >= 996 ? '18' : '19';
  const payload = old.slice(0, 6) + century + old.slice(6);
  return parseCitizenNumber(payload + citizenNumberCheck(payload), today);
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** ISO 7064 MOD 11-2 over the first 17 digits (GB 11643 §4.2.4). */
export function citizenNumberCheck(payload: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(payload.charAt(index)), 0);
  return '10X98765432'.charAt(sum % 11);
}

/**
 * Codes that numbers begin with: any county or city of GB/T 2260 of any year, the collective "urban districts" 01 of a city (市辖区), and
 * 810000, 820000, 830000 of the residence permits for people of Hong Kong, Macao and Taiwan (国办发〔2018〕81号 Art. 11). No bare province.
 */
function isAreaOfNumbers(code: string): boolean {
  if (code === '810000' || code === '820000' || code === '830000') return true;
  if (code.endsWith('0000')) return false;
  return isAreaOfAnyYear(code) || (code.endsWith('01') && isAreaOfAnyYear(`${code.slice(0, 4)}00`));
}

/** From 1800 on: the standard's own second example is of 1880, and old registers hold such people. */
function isBirthDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return text >= '1800' && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function dashed(date: string): string {
  return `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
}

export const citizenNumberWords = {
  'citizen-number-length': words('公民身份号码应为18位', 'An ID number has 18 characters'),
  'citizen-number-characters': words('公民身份号码应为17位数字加1位数字或X', 'An ID number is 17 digits and then a digit or X'),
  'citizen-number-area': words('公民身份号码前6位不是行政区划代码', 'The first 6 digits are not a region code'),
  'citizen-number-birth-date': words('公民身份号码中的出生日期不存在', 'The birth date in the ID number does not exist'),
  'citizen-number-birth-in-future': words('公民身份号码中的出生日期晚于今天', 'The birth date in the ID number is in the future'),
  'citizen-number-check': words('公民身份号码校验位不符，请核对是否输错', 'The last character does not fit: please check for a typing mistake'),
} satisfies Record<CitizenNumberRefusal['kind'], Text>;
