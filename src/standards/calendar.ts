import { addDays, daysBetween, parseDay, weekdayOf, yearOf, type Day } from '../kernel/day.ts';
import { done, refuse, type Outcome } from '../kernel/outcome.ts';
import { words, type Text } from '../kernel/text.ts';

/** The official calendar of working days: a Monday-to-Friday week and the days that the State Council's notices change in it. */
export interface Calendar {
  readonly changed: ReadonlyMap<Day, ChangedDay>;
  /** Years whose own notice is in the data. */
  readonly published: ReadonlySet<number>;
  /** What to do with other years: refuse (the law is not known yet), or take ordinary weeks and say so. */
  readonly beyond: 'refuse' | 'ordinary-weeks';
}

export interface ChangedDay {
  /** off: a holiday; work: a make-up working day on a weekend. */
  readonly as: 'off' | 'work';
  readonly name: string;
}

export type CalendarRefusal = { readonly kind: 'calendar-unpublished'; readonly year: number } | { readonly kind: 'limit-days-malformed' };

/** Days off in a row, with the holiday's name; null for an ordinary weekend. */
export interface DaysOff {
  readonly first: Day;
  readonly last: Day;
  readonly holiday: string | null;
}

export interface Count {
  readonly from: Day;
  readonly days: number;
  readonly unit: 'working' | 'calendar';
  readonly due: Day;
  /** Days that were passed over, in order. */
  readonly skipped: readonly DaysOff[];
  /** Weekend days that counted because a notice made them working days. */
  readonly madeUp: readonly { readonly day: Day; readonly holiday: string }[];
  /** The first year that was counted in ordinary weeks; only with a calendar that allows it. */
  readonly assumedYear: number | null;
  /** The year whose notice is not out and may still move the last days of December that were counted. */
  readonly mayMoveWith: number | null;
}

/**
 * The day on which a limit of working days ends. The day of receipt does not count (民法典 Art. 201) and days off do not count (行政许可法 Art. 82).
 * A limit of 0 days ends on the day itself, or on the next working day where that is a day off.
 */
export function addWorkingDays(calendar: Calendar, from: Day, days: number): Outcome<Count, CalendarRefusal> {
  if (!isLimit(days)) return refuse({ kind: 'limit-days-malformed' });
  const notes = newNotes();
  // With no day to count, the day itself is the first that may end the limit; else it is the day after.
  let at = days === 0 ? from : addDays(from, 1);
  let left = Math.max(days, 1);
  while (notes.refusedYear === null) {
    if (!isOff(calendar, at, notes)) left -= 1;
    if (left === 0) break;
    at = addDays(at, 1);
  }
  return countFrom(calendar, { from, days, unit: 'working', due: at }, notes);
}

/** The same for natural days: the last day moves to the next working day where it is a day off (民法典 Art. 203). */
export function addCalendarDays(calendar: Calendar, from: Day, days: number): Outcome<Count, CalendarRefusal> {
  if (!isLimit(days)) return refuse({ kind: 'limit-days-malformed' });
  const notes = newNotes();
  let at = addDays(from, days);
  while (isOff(calendar, at, notes) && notes.refusedYear === null) at = addDays(at, 1);
  return countFrom(calendar, { from, days, unit: 'calendar', due: at }, notes);
}

/** The end of a limit in hours: natural hours, as the law has no working hours. */
export function addHours(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * 3_600_000);
}

export function isWorkingDay(calendar: Calendar, of: Day): Outcome<boolean, CalendarRefusal> {
  const notes = newNotes();
  const off = isOff(calendar, of, notes);
  return notes.refusedYear === null ? done(!off) : refuse({ kind: 'calendar-unpublished', year: notes.refusedYear });
}

/** The first working day after a day. */
export function nextWorkingDay(calendar: Calendar, after: Day): Outcome<Day, CalendarRefusal> {
  const count = addWorkingDays(calendar, after, 1);
  return count.ok ? done(count.value.due) : count;
}

/** Working days after the first day up to and with the second: what a limit has used. Negative when the second is earlier. */
export function workingDaysBetween(calendar: Calendar, from: Day, to: Day): Outcome<number, CalendarRefusal> {
  if (to < from) {
    const back = workingDaysBetween(calendar, to, from);
    return back.ok ? done(0 - back.value) : back;
  }
  const notes = newNotes();
  let working = 0;
  for (let step = 1, span = daysBetween(from, to); step <= span && notes.refusedYear === null; step += 1) {
    if (!isOff(calendar, addDays(from, step), notes)) working += 1;
  }
  return notes.refusedYear === null ? done(working) : refuse({ kind: 'calendar-unpublished', year: notes.refusedYear });
}

/** The first year that a count from one day to a later one needs and that is not published; null when all are. */
export function unpublishedYearBetween(calendar: Calendar, from: Day, to: Day): number | null {
  for (let year = yearOf(addDays(from, 1)); year <= yearOf(to) && from < to; year += 1) if (!calendar.published.has(year)) return year;
  return null;
}

/** The calendar for a date that has to be shown now although its year is not published: what it gives is provisional and says so. */
export function withOrdinaryWeeks(calendar: Calendar): Calendar {
  return { ...calendar, beyond: 'ordinary-weeks' };
}

/**
 * Reads `date,day,name` lines (reference/calendars/holidays.csv). A year is published when its own 1 October is listed: a notice may also hold
 * the last days of the December before. @throws when a line is not of that form, or a day stands twice: the file is ours
 */
export function parseCalendar(csv: string): Calendar {
  const [head, ...lines] = csv.trim().split(/\r?\n/);
  if (head !== 'date,day,name') throw new Error(`not a calendar: ${head ?? ''}`);
  const changed = new Map<Day, ChangedDay>();
  for (const line of lines) {
    const match = /^([^,]+),(off|work),([^,]+)$/.exec(line);
    const of = match && parseDay(match[1] ?? '');
    if (!of || changed.has(of)) throw new Error(`not a line of the calendar: ${line}`);
    changed.set(of, { as: match[2] === 'off' ? 'off' : 'work', name: match[3] ?? '' });
  }
  const years = [...changed.keys()].map(yearOf);
  const published = years.filter((year) => changed.get(`${year}-10-01` as Day)?.as === 'off');
  return { changed, published: new Set(published), beyond: 'refuse' };
}

interface Notes {
  skipped: { first: Day; last: Day; holiday: string | null }[];
  madeUp: { day: Day; holiday: string }[];
  assumedYear: number | null;
  mayMoveWith: number | null;
  refusedYear: number | null;
}

function newNotes(): Notes {
  return { skipped: [], madeUp: [], assumedYear: null, mayMoveWith: null, refusedYear: null };
}

/** Whether a day is off, with a note of what was seen on the way. */
function isOff(calendar: Calendar, of: Day, notes: Notes): boolean {
  const year = yearOf(of);
  if (!calendar.published.has(year)) {
    if (calendar.beyond === 'refuse') notes.refusedYear ??= year;
    notes.assumedYear ??= year;
  } else if (of.slice(5) >= firstDayOfNextNotice && !calendar.published.has(year + 1)) notes.mayMoveWith = year + 1;
  const changed = calendar.changed.get(of);
  const weekend = weekdayOf(of) > 5;
  if (changed?.as === 'work') {
    if (weekend) notes.madeUp.push({ day: of, holiday: changed.name });
    return false;
  }
  if (!changed && !weekend) return false;
  const holiday = changed?.name ?? null;
  const last = notes.skipped.at(-1);
  if (last && last.holiday === holiday && addDays(last.last, 1) === of) last.last = of;
  else notes.skipped.push({ first: of, last: of, holiday });
  return true;
}

/** No notice from 2007 to 2026 changed a day of the year before that lies earlier than 29 December. */
const firstDayOfNextNotice = '12-29';

function countFrom(calendar: Calendar, counted: Pick<Count, 'from' | 'days' | 'unit' | 'due'>, notes: Notes): Outcome<Count, CalendarRefusal> {
  if (notes.refusedYear !== null) return refuse({ kind: 'calendar-unpublished', year: notes.refusedYear });
  const assumedYear = calendar.beyond === 'ordinary-weeks' ? notes.assumedYear : null;
  return done({ ...counted, skipped: notes.skipped, madeUp: notes.madeUp, assumedYear, mayMoveWith: notes.mayMoveWith });
}

function isLimit(days: number): boolean {
  return Number.isInteger(days) && days >= 0 && days <= 10_000;
}

export const calendarWords = {
  'calendar-unpublished': ({ year }) =>
    words(
      `${year}年的节假日安排不在官方日历数据中（尚未公布或早于2007年），无法计算日期`,
      `The official calendar has no data for ${year} (not published yet, or before 2007), so the date cannot be counted`,
    ),
  'limit-days-malformed': () => words('天数应为0至10000的整数', 'The number of days is a whole number from 0 to 10000'),
} satisfies { [K in CalendarRefusal['kind']]: (refusal: Extract<CalendarRefusal, { kind: K }>) => Text };
