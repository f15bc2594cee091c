import { parseDay, type Day } from '../kernel/day.ts';
import { done, refuse, type Outcome, type Refusal } from '../kernel/outcome.ts';
import { sayPlain, words, type Text } from '../kernel/text.ts';
import { addWorkingDays, calendarWords, type Calendar, type CalendarRefusal } from './calendar.ts';
import { explainDue } from './calendar-explanation.ts';
import { caseNumberWords, parseCaseNumber } from './case-number.ts';
import { citizenNumberWords, parseCitizenNumber } from './citizen-number.ts';
import { creditCodeWords, parseCreditCode } from './credit-code.ts';
import { licenceIdentifierWords, parseLicenceIdentifier } from './licence-identifier.ts';

/** What the pure verbs of the command line print as JSON; both languages side by side. */
export interface BothLanguages {
  readonly zh: string;
  readonly en: string;
}

export interface DueAnswer {
  readonly due: Day;
  readonly explanation: BothLanguages;
}

export type DueRefusal = CalendarRefusal | { readonly kind: 'day-malformed' };

/** `calendar due --from 2018-09-28 --days 3`: both arguments as they were typed. */
export function calendarDue(asked: { from: string; days: string | number; calendar: Calendar }): Outcome<DueAnswer, DueRefusal> {
  const from = parseDay(asked.from);
  if (from === null) return refuse({ kind: 'day-malformed' });
  const days = typeof asked.days === 'number' ? asked.days : /^\d{1,5}$/.test(asked.days) ? Number(asked.days) : Number.NaN;
  const count = addWorkingDays(asked.calendar, from, days);
  if (!count.ok) return count;
  return done({ due: count.value.due, explanation: inBoth(explainDue(count.value)) });
}

/** The words of a refusal of `calendar due`. */
export function dueRefusalInWords(refusal: DueRefusal): BothLanguages {
  switch (refusal.kind) {
    case 'calendar-unpublished':
      return inBoth(calendarWords[refusal.kind](refusal));
    case 'limit-days-malformed':
      return inBoth(calendarWords[refusal.kind]());
    case 'day-malformed':
      return inBoth(words('日期的写法应如2018-09-28', 'A day is written like 2018-09-28'));
  }
}

export const checkKinds = ['id', 'uscc', 'licence-id', 'case-number'] as const;
export type CheckKind = (typeof checkKinds)[number];

export type CheckAnswer = { readonly valid: true } | { readonly valid: false; readonly reason: string; readonly words: BothLanguages };

/** `check id|uscc|licence-id|case-number VALUE`: the reason is the refusal's name. */
export function check(kind: CheckKind, value: string, today: Day): CheckAnswer {
  const { parse, words: ofRefusal } = checks[kind];
  const outcome = parse(value, today);
  if (outcome.ok) return { valid: true };
  const text = (ofRefusal as Record<string, Text>)[outcome.refusal.kind];
  if (!text) throw new Error(`no words for ${outcome.refusal.kind}`);
  return { valid: false, reason: outcome.refusal.kind, words: inBoth(text) };
}

const checks = {
  id: { parse: parseCitizenNumber, words: citizenNumberWords },
  uscc: { parse: parseCreditCode, words: creditCodeWords },
  'licence-id': { parse: parseLicenceIdentifier, words: licenceIdentifierWords },
  'case-number': { parse: parseCaseNumber, words: caseNumberWords },
} satisfies Record<CheckKind, { parse: (value: string, today: Day) => Outcome<string, Refusal>; words: Record<string, Text> }>;

function inBoth(text: Text): BothLanguages {
  return { zh: text.zh, en: sayPlain(text, 'en') };
}
