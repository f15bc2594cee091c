import type { Day } from '../../../kernel/day.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { parseCitizenNumber, type CitizenNumber, type CitizenNumberRefusal } from '../../../standards/citizen-number.ts';

export type NumberRefusal = { kind: 'citizen-number-wrong'; field: 'number'; why: CitizenNumberRefusal['kind'] };
export type PhoneRefusal = { kind: 'phone-wrong'; field: 'phone' };
export type NameRefusal = { kind: 'name-wrong'; field: 'name' };

export function readNumber(text: string, today: Day): Outcome<CitizenNumber, NumberRefusal> {
  const parsed = parseCitizenNumber(text, today);
  return parsed.ok ? parsed : refuse({ kind: 'citizen-number-wrong', field: 'number', why: parsed.refusal.kind });
}

/** A mobile number of mainland China, as people type it. */
export function readPhone(text: string): Outcome<string, PhoneRefusal> {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? done(digits) : refuse({ kind: 'phone-wrong', field: 'phone' });
}

/** A name as it stands on the card: letters of any script, blanks, the dot of names from the west, no digits. */
export function readName(text: string): Outcome<string, NameRefusal> {
  const name = text.normalize('NFC').trim().replace(/\s+/g, ' ').replace(/[•･‧・]/g, '·');
  return /^[\p{L}\p{M} ·.'-]{2,50}$/u.test(name) ? done(name) : refuse({ kind: 'name-wrong', field: 'name' });
}
