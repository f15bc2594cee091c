import { daysBetween, type Day } from '../kernel/day.ts';
import { done, must, refuse, type Outcome } from '../kernel/outcome.ts';
import { words, type Text } from '../kernel/text.ts';
import { explainDue } from './calendar-explanation.ts';
import { addCalendarDays, addWorkingDays, unpublishedYearBetween, withOrdinaryWeeks, workingDaysBetween, type Calendar, type Count } from './calendar.ts';
import type { ClockEvent } from './clock-events.ts';
import { explainClockEvent } from './clock-explanation.ts';

/** A limit that the law or the item's promise sets (行政许可法 Art. 42, 82). */
export interface ClockLimit {
  readonly days: number;
  readonly unit: 'working' | 'calendar';
  /** What the law allows as the one extension: 10 for the limit of 20 days, 15 for the joint one of 45 (Art. 42). Not given: any. */
  readonly extensionDaysAtMost?: number;
}

export interface ClockReading {
  readonly state: 'running' | 'stopped' | 'ended';
  /** Null while the clock is stopped: the day depends on when it starts again. */
  readonly due: Day | null;
  /** The limit with its extension. */
  readonly limitDays: number;
  readonly usedDays: number;
  readonly remainingDays: number;
  readonly overdue: boolean;
  /** Set when a year is needed whose calendar is not published; the dates hold until it is. */
  readonly provisional: { readonly year: number } | null;
  /** One sentence for each date that the case shows, the due day last. */
  readonly explanations: readonly { readonly on: Day; readonly event: ClockEvent['kind'] | 'due'; readonly text: Text }[];
}

export type ClockRefusal = {
  readonly kind:
    | 'clock-not-accepted'
    | 'clock-accepted-twice'
    | 'clock-already-stopped'
    | 'clock-not-stopped'
    | 'clock-already-ended'
    | 'clock-out-of-order'
    | 'clock-event-after-today'
    | 'clock-extended-twice'
    | 'clock-extension-days'
    | 'clock-limit-passed'
    | 'limit-days-malformed';
};

/**
 * Reads the clock at the end of a day. The day of acceptance does not count, the day of a stop does if it is a working day, the day of a new
 * start does not: so stretches add up without a gap, and a stop and a start on one day change nothing.
 */
export function readClock(calendar: Calendar, limit: ClockLimit, events: readonly ClockEvent[], today: Day): Outcome<ClockReading, ClockRefusal> {
  if (!Number.isInteger(limit.days) || limit.days < 0 || limit.days > 10_000) return refuse({ kind: 'limit-days-malformed' });
  const [first, ...later] = events;
  if (first?.kind !== 'accepted') return refuse({ kind: 'clock-not-accepted' });
  if (first.on > today) return refuse({ kind: 'clock-event-after-today' });
  const rule: Rule = { calendar: withOrdinaryWeeks(calendar), limit };
  let face: Face = { state: 'running', since: first.on, limitDays: limit.days, usedDays: 0, missed: null, final: null, extended: false, assumed: null };
  const explanations: ClockReading['explanations'][number][] = [{ on: first.on, event: 'accepted', text: explainClockEvent(first, limit.unit, 0, limit.days) }];
  let last = first.on;
  for (const event of later) {
    if (event.on < last) return refuse({ kind: 'clock-out-of-order' });
    if (event.on > today) return refuse({ kind: 'clock-event-after-today' });
    const next = after(rule, face, event);
    if (!next.ok) return next;
    face = next.value;
    last = event.on;
    explanations.push({ on: event.on, event: event.kind, text: explainClockEvent(event, limit.unit, face.usedDays, remainingOf(face)) });
  }
  return done(readingOf(rule, face, explanations, today));
}

interface Rule {
  readonly calendar: Calendar;
  readonly limit: ClockLimit;
}

/** What the events so far have made of the clock. */
interface Face {
  readonly state: ClockReading['state'];
  /** Running: the day it was set going, which does not count itself. */
  readonly since: Day;
  readonly limitDays: number;
  /** In the stretches that are closed. */
  readonly usedDays: number;
  /** The end of the limit, once it passed while the clock ran: no later stop brings it back. */
  readonly missed: Count | null;
  /** The end of the limit as it stood when the case ended. */
  readonly final: Count | null;
  readonly extended: boolean;
  readonly assumed: number | null;
}

function after(rule: Rule, face: Face, event: ClockEvent): Outcome<Face, ClockRefusal> {
  if (face.state === 'ended') return refuse({ kind: 'clock-already-ended' });
  switch (event.kind) {
    case 'accepted':
      return refuse({ kind: 'clock-accepted-twice' });
    case 'suspended':
      return face.state === 'stopped' ? refuse({ kind: 'clock-already-stopped' }) : done({ ...closed(rule, face, event.on), state: 'stopped' });
    case 'resumed':
      return face.state === 'running' ? refuse({ kind: 'clock-not-stopped' }) : done({ ...face, state: 'running', since: event.on });
    case 'extended':
      return extended(rule, face, event);
    case 'ended':
      return done(face.state === 'running' ? { ...closed(rule, face, event.on), state: 'ended', final: dueOf(rule, face) } : { ...face, state: 'ended' });
  }
}

/** 行政许可法 Art. 42: once, with the approval of the head, and before the limit is over. */
function extended(rule: Rule, face: Face, event: Extract<ClockEvent, { kind: 'extended' }>): Outcome<Face, ClockRefusal> {
  if (face.extended) return refuse({ kind: 'clock-extended-twice' });
  if (!Number.isInteger(event.days) || event.days < 1 || event.days > (rule.limit.extensionDaysAtMost ?? 10_000)) return refuse({ kind: 'clock-extension-days' });
  const now = face.state === 'running' ? closed(rule, face, event.on) : face;
  if (now.missed) return refuse({ kind: 'clock-limit-passed' });
  return done({ ...face, limitDays: face.limitDays + event.days, extended: true });
}

/** The face with its open stretch counted up to a day. */
function closed(rule: Rule, face: Face, on: Day): Face {
  const count = face.missed ?? dueOf(rule, face);
  const assumed = face.assumed ?? unpublishedYearBetween(rule.calendar, face.since, on);
  return { ...face, usedDays: face.usedDays + used(rule, face.since, on), missed: on > count.due ? count : null, assumed };
}

/** Where the open stretch ends the limit. */
function dueOf({ calendar, limit }: Rule, face: Face): Count {
  const add = limit.unit === 'working' ? addWorkingDays : addCalendarDays;
  return must(add(calendar, face.since, remainingOf(face)));
}

function used({ calendar, limit }: Rule, from: Day, to: Day): number {
  return limit.unit === 'working' ? must(workingDaysBetween(calendar, from, to)) : daysBetween(from, to);
}

function remainingOf(face: Face): number {
  return Math.max(0, face.limitDays - face.usedDays);
}

function readingOf(rule: Rule, face: Face, explanations: ClockReading['explanations'], today: Day): ClockReading {
  const now = face.state === 'running' ? closed(rule, face, today) : face;
  const count = now.missed ?? (face.state === 'running' ? dueOf(rule, face) : face.final);
  const year = now.assumed ?? count?.assumedYear ?? null;
  return {
    state: face.state,
    due: count?.due ?? null,
    limitDays: face.limitDays,
    usedDays: now.usedDays,
    remainingDays: remainingOf(now),
    overdue: now.missed !== null,
    provisional: year === null ? null : { year },
    explanations: count ? [...explanations, { on: count.due, event: 'due', text: explainDue(count) }] : explanations,
  };
}

export const clockWords = {
  'clock-not-accepted': words('办件尚未受理，期限未开始计算', 'The case is not accepted yet, so no limit is running'),
  'clock-accepted-twice': words('办件已受理，不能重复受理', 'The case is accepted already'),
  'clock-already-stopped': words('期限已暂停，不能再次暂停', 'The limit is stopped already'),
  'clock-not-stopped': words('期限未暂停，不能恢复', 'The limit is not stopped, so it cannot start again'),
  'clock-already-ended': words('办件已办结，期限不再变动', 'The case is concluded; its limit no longer moves'),
  'clock-out-of-order': words('该日期早于办件的上一个日期', 'This date is earlier than the one before it in the case'),
  'clock-event-after-today': words('该日期晚于今天', 'This date is after today'),
  'clock-extended-twice': words('期限已延长过一次，不能再次延长', 'The limit was extended once; it cannot be extended again'),
  'clock-extension-days': words('延长的天数超出法律允许的范围', 'The law does not allow an extension of so many days'),
  'clock-limit-passed': words('期限已过，不能再延长', 'The limit is over; it can no longer be extended'),
  'limit-days-malformed': words('天数应为0至10000的整数', 'The number of days is a whole number from 0 to 10000'),
} satisfies Record<ClockRefusal['kind'], Text>;
