import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { day, type Day } from '../../../kernel/day.ts';
import { parseCalendar } from '../../../standards/calendar.ts';
import { clockEvents, dueDays, lightOf, procedureUntil, readLimits, tellUntil, type ClockDates } from './limits.ts';

const calendar = parseCalendar(readFileSync(new URL('../../../../reference/calendars/holidays.csv', import.meta.url), 'utf8'));
const food = { legal: { days: 20, unit: 'working-day' as const }, promised: { days: 8, unit: 'working-day' as const } };

function dates(acceptedOn: string, more: Partial<ClockDates> = {}): ClockDates {
  return { acceptedOn: day(acceptedOn), procedures: [], endedOn: null, ...more };
}

function stop(startedOn: string, endedOn: string | null, procedure = 'on-site-inspection') {
  return { procedure, startedOn: day(startedOn), endedOn: endedOn === null ? null : day(endedOn) };
}

describe('the limits of a case', () => {
  it('do not run before acceptance', () => {
    expect(readLimits(calendar, food, { acceptedOn: null, procedures: [], endedOn: null }, day('2018-09-28'))).toBeNull();
    expect(dueDays(calendar, food, { acceptedOn: null, procedures: [], endedOn: null }, day('2018-09-28'))).toEqual({ legal_due_on: null, promised_due_on: null, warn_on: null, needs_calendar_of: null });
  });

  it('begin the working day after and pass over the holiday', () => {
    expect(dueDays(calendar, food, dates('2018-09-28'), day('2018-09-28'))).toEqual({ promised_due_on: '2018-10-15', warn_on: '2018-10-12', legal_due_on: '2018-10-31', needs_calendar_of: null });
  });

  it('have no day while the clock stands, and a later one after it ran again', () => {
    const stopped = dueDays(calendar, food, dates('2018-09-28', { procedures: [stop('2018-10-09', null)] }), day('2018-10-10'));
    expect(stopped).toMatchObject({ promised_due_on: null, legal_due_on: null, warn_on: null });
    const again = dueDays(calendar, food, dates('2018-09-28', { procedures: [stop('2018-10-09', '2018-10-12')] }), day('2018-10-12'));
    expect(again).toMatchObject({ promised_due_on: '2018-10-18', legal_due_on: '2018-11-05' });
  });

  it('are those of the promise alone where no law sets one', () => {
    const readings = readLimits(calendar, { legal: null, promised: food.promised }, dates('2018-09-28'), day('2018-09-28'));
    expect(readings?.legal).toBeNull();
    expect(readings?.promised.due).toBe('2018-10-15');
  });

  it('of an item decided at once end on the day itself', () => {
    expect(dueDays(calendar, { legal: null, promised: { days: 0, unit: 'working-day' } }, dates('2018-09-28'), day('2018-09-28'))).toMatchObject({ promised_due_on: '2018-09-28', warn_on: '2018-09-28' });
  });

  it('in natural days move to a working day at their end', () => {
    expect(dueDays(calendar, { legal: null, promised: { days: 7, unit: 'calendar-day' } }, dates('2018-09-28'), day('2018-09-28')).promised_due_on).toBe('2018-10-08');
  });

  it('name the procedure by the word of the law where there is one', () => {
    expect(clockEvents(dates('2018-09-28', { procedures: [stop('2018-10-09', null), stop('2018-10-08', '2018-10-08', 'hearing')] }))).toEqual([
      { kind: 'accepted', on: '2018-09-28' },
      { kind: 'suspended', on: '2018-10-08', reason: 'hearing' },
      { kind: 'resumed', on: '2018-10-08' },
      { kind: 'suspended', on: '2018-10-09', reason: 'on-site-check' },
    ]);
  });
});

describe('the light of a case (SV-01 to SV-03)', () => {
  const due = { legal_due_on: day('2018-10-31'), promised_due_on: day('2018-10-15'), warn_on: day('2018-10-12') };
  it.each([
    ['2018-10-11', 'accepted', 'green'],
    ['2018-10-12', 'accepted', 'yellow'],
    ['2018-10-15', 'accepted', 'yellow'],
    ['2018-10-16', 'accepted', 'red'],
    ['2018-11-01', 'accepted', 'legal-red'],
    ['2018-11-01', 'suspended', 'stopped'],
  ])('on %s, %s: %s', (today, state, light) => {
    expect(lightOf(due, state, day(today))).toBe(light);
  });

  it('is out while nothing is due', () => {
    expect(lightOf({ legal_due_on: null, promised_due_on: null, warn_on: null }, 'submitted', day('2018-10-11'))).toBe('none');
  });
});

it('the five days for telling what is missing pass over the holiday, and are provisional in an unpublished year', () => {
  expect(tellUntil(calendar, day('2018-09-27'))).toEqual({ on: '2018-10-09', provisional: null });
  const last = Math.max(...calendar.published);
  expect(tellUntil(calendar, day(`${last}-12-31` as Day)).provisional).toBe(last + 1);
});

it('an inspection may be planned up to the last day that the item allows', () => {
  expect(procedureUntil(calendar, { days: 10, unit: 'working-day' }, day('2018-10-09'))).toBe('2018-10-23');
});
