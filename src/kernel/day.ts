import type { Brand } from './brand.ts';

/** A legal day in the city's zone, written yyyy-mm-dd; never a JavaScript Date, so no time zone can move it. */
export type Day = Brand<string, 'Day'>;

const dayMilliseconds = 86_400_000;

/** The day that the text names, or null when there is no such day (2026-02-30, 1899-12-31, 2201-01-01). */
export function parseDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  if (year < 1900 || year > 2200) return null;
  return fromNumber(toNumber(text)) === text ? (text as Day) : null;
}

/** For days written in code and data that were checked before. @throws when the text is no day */
export function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(`not a day: ${text}`);
  return parsed;
}

function toNumber(text: string): number {
  return Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) / dayMilliseconds;
}

function fromNumber(days: number): string {
  return new Date(days * dayMilliseconds).toISOString().slice(0, 10);
}

export function addDays(from: Day, count: number): Day {
  return fromNumber(toNumber(from) + count) as Day;
}

/** Calendar days from one day to the other; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return toNumber(to) - toNumber(from);
}

export function yearOf(of: Day): number {
  return Number(of.slice(0, 4));
}

/** 1 is Monday … 7 is Sunday (ISO 8601). */
export function weekdayOf(of: Day): number {
  return ((((toNumber(of) + 3) % 7) + 7) % 7) + 1;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The legal day that an instant falls on in a zone (for example Asia/Shanghai). */
export function dayIn(zone: string, instant: Date): Day {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formatters.set(zone, formatter);
  }
  return formatter.format(instant) as Day;
}
