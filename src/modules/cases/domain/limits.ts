import type { Day } from '../../../kernel/day.ts';
import { must } from '../../../kernel/outcome.ts';
import { addWorkingDays, withOrdinaryWeeks, type Calendar } from '../../../standards/calendar.ts';
import { readClock, type ClockReading } from '../../../standards/clock.ts';
import { suspensionReasons, type ClockEvent, type SuspensionReason } from '../../../standards/clock-events.ts';
import type { Limit, SpecialProcedure } from './case.ts';
import { tellWithinWorkingDays } from './told-once.ts';

/** The dates of a case that its clock is read from. */
export interface ClockDates {
  readonly acceptedOn: Day | null;
  readonly procedures: readonly Pick<SpecialProcedure, 'procedure' | 'startedOn' | 'endedOn'>[];
  /** decided or withdrawn */
  readonly endedOn: Day | null;
}

export interface Readings {
  readonly promised: ClockReading;
  /** null where no law sets a limit */
  readonly legal: ClockReading | null;
}

/** null before acceptance: no limit runs yet. */
export function readLimits(calendar: Calendar, limits: { legal: Limit | null; promised: Limit }, dates: ClockDates, today: Day): Readings | null {
  const events = clockEvents(dates);
  if (events === null) return null;
  const read = (limit: Limit) => must(readClock(calendar, clockLimit(limit), events, today));
  return { promised: read(limits.promised), legal: limits.legal === null ? null : read(limits.legal) };
}

/** What lists sort and filter by; due days are null while the clock stands. */
export interface DueDays {
  readonly legal_due_on: Day | null;
  readonly promised_due_on: Day | null;
  readonly warn_on: Day | null;
  readonly needs_calendar_of: number | null;
}

export function dueDays(calendar: Calendar, limits: { legal: Limit | null; promised: Limit }, dates: ClockDates, today: Day): DueDays {
  const readings = readLimits(calendar, limits, dates, today);
  const events = clockEvents(dates);
  if (readings === null || events === null) return { legal_due_on: null, promised_due_on: null, warn_on: null, needs_calendar_of: null };
  const { promised, legal } = readings;
  // SV-01: yellow with one working day left or nine tenths used, whichever comes first (standards §2.9).
  const warnAfter = Math.max(0, Math.min(Math.ceil(limits.promised.days * 0.9), limits.promised.days - 1));
  const warn = must(readClock(calendar, { ...clockLimit(limits.promised), days: warnAfter }, events, today));
  const year = promised.provisional?.year ?? legal?.provisional?.year ?? null;
  return { legal_due_on: legal?.due ?? null, promised_due_on: promised.due, warn_on: promised.due === null ? null : warn.due, needs_calendar_of: year };
}

export type Light = 'green' | 'yellow' | 'red' | 'legal-red' | 'stopped' | 'none';

export function lightOf(days: Pick<DueDays, 'legal_due_on' | 'promised_due_on' | 'warn_on'>, state: string, today: Day): Light {
  if (state === 'suspended') return 'stopped';
  if (days.promised_due_on === null) return 'none';
  if (days.legal_due_on !== null && today > days.legal_due_on) return 'legal-red';
  if (today > days.promised_due_on) return 'red';
  return days.warn_on !== null && today >= days.warn_on ? 'yellow' : 'green';
}

/** The last day to tell what is missing, and the year whose calendar it still waits for. */
export function tellUntil(calendar: Calendar, submittedOn: Day): { readonly on: Day; readonly provisional: number | null } {
  const count = must(addWorkingDays(withOrdinaryWeeks(calendar), submittedOn, tellWithinWorkingDays));
  return { on: count.due, provisional: count.assumedYear };
}

/** The longest day a special procedure may plan for. */
export function procedureUntil(calendar: Calendar, maximum: Limit, from: Day): Day {
  const events: readonly ClockEvent[] = [{ kind: 'accepted', on: from }];
  const { due } = must(readClock(calendar, clockLimit(maximum), events, from));
  return due as Day;
}

export function clockEvents({ acceptedOn, procedures, endedOn }: ClockDates): readonly ClockEvent[] | null {
  if (acceptedOn === null) return null;
  const stops = [...procedures]
    .sort((left, right) => (left.startedOn < right.startedOn ? -1 : 1))
    .flatMap(({ procedure, startedOn, endedOn: until }): ClockEvent[] => [
      { kind: 'suspended', on: startedOn, reason: reasonOf(procedure) },
      ...(until === null ? [] : [{ kind: 'resumed' as const, on: until }]),
    ]);
  return [{ kind: 'accepted', on: acceptedOn }, ...stops, ...(endedOn === null ? [] : [{ kind: 'ended' as const, on: endedOn }])];
}

/** The item's own name of the procedure where the law knows it; an inspection on site is a check on site. */
function reasonOf(procedure: string): SuspensionReason {
  if (procedure === 'on-site-inspection') return 'on-site-check';
  return Object.hasOwn(suspensionReasons, procedure) ? (procedure as SuspensionReason) : 'inspection';
}

function clockLimit(limit: Limit): { days: number; unit: 'working' | 'calendar' } {
  return { days: limit.days, unit: limit.unit === 'working-day' ? 'working' : 'calendar' };
}
