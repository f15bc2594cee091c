import type { NumberPattern } from './licence-type.ts';

/** The year of a number's series: patterns without a year count on for ever. */
export function seriesYear(pattern: NumberPattern, year: number): number | null {
  if ('from' in pattern) return null;
  return pattern.year ? year : 0;
}

/** The human number on the face. @throws when the series is full: the pattern has to be widened by whoever defined it */
export function composeNumber(pattern: Exclude<NumberPattern, { from: string }>, year: number, serial: number): string {
  const digits = String(serial).padStart(pattern.serialDigits, '0');
  if (digits.length > pattern.serialDigits) throw new Error(`number series ${pattern.prefix} is full`);
  return `${pattern.prefix}${pattern.year ? year : ''}${digits}`;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The serial of an identifier: the day of issue and 12 characters of chance, so that nobody walks through licences by counting.
 * I, L, O and U do not occur: they are read as digits or as each other.
 * @param id a UUIDv7; its last 62 bits are chance
 */
export function composeSerial(day: string, id: string): string {
  let chance = BigInt(`0x${id.replaceAll('-', '').slice(16)}`) & ((1n << 60n) - 1n);
  let text = '';
  for (let position = 0; position < 12; position += 1) {
    text = alphabet.charAt(Number(chance & 31n)) + text;
    chance >>= 5n;
  }
  return day.replaceAll('-', '') + text;
}
