import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day, daysBetween, weekdayOf, yearOf, type Day } from '../kernel/day.ts';
import { must } from '../kernel/outcome.ts';
import {
  addCalendarDays, addHours, addWorkingDays, isWorkingDay, nextWorkingDay, parseCalendar, withOrdinaryWeeks, workingDaysBetween,
} from './calendar.ts';

const csv = readFileSync(new URL('../../reference/calendars/holidays.csv', import.meta.url), 'utf8');
const calendar = parseCalendar(csv);

/** Days and limits that stay inside the published years. */
const someDay = fc.integer({ min: 0, max: daysBetween(day('2007-01-01'), day('2025-06-30')) }).map((days) => addDays(day('2007-01-01'), days));
const someLimit = fc.integer({ min: 1, max: 120 });

function due(from: Day, days: number): Day {
  return must(addWorkingDays(calendar, from, days)).due;
}

describe('the official calendar', () => {
  it('is published for 2007 to 2026', () => {
    expect([...calendar.published].sort()).toEqual(Array.from({ length: 20 }, (_, index) => 2007 + index));
  });

  it.each([
    ['2018-09-30', true, 'a make-up Sunday'],
    ['2018-10-01', false, 'National Day'],
    ['2018-10-08', true, 'the Monday after'],
    ['2018-12-29', true, 'a make-up Saturday of the notice of 2019'],
    ['2018-12-31', false, 'a Monday off by the notice of 2019'],
    ['2015-09-03', false, 'the day off of 2015 alone'],
    ['2020-01-31', false, 'the spring festival that was made longer in 2020'],
    ['2026-01-04', true, 'a make-up Sunday'],
    ['2024-02-09', true, 'a New Year eve that the notice of 2024 left a working day'],
  ])('%s works: %s (%s)', (text, works) => {
    expect(must(isWorkingDay(calendar, day(text)))).toBe(works);
  });

  it('gives each year from 2007 on the days that its notice lists and no others', () => {
    for (const line of csv.trim().split('\n').slice(1)) {
      const [text = '', as] = line.split(',');
      if (text >= '2007') expect(must(isWorkingDay(calendar, day(text)))).toBe(as === 'work');
    }
    for (let at = day('2007-01-01'); at <= '2026-12-31'; at = addDays(at, 1)) {
      if (!csv.includes(`${at},`)) expect(must(isWorkingDay(calendar, at))).toBe(weekdayOf(at) <= 5);
    }
  });

  it('does not take a year for published because the notice of the year after, or a part of its own, is in the data', () => {
    expect([...parseCalendar('date,day,name\n2018-12-31,off,元旦\n2019-01-01,off,元旦\n2019-05-01,off,劳动节').published]).toEqual([]);
    expect([...parseCalendar('date,day,name\r\n2018-12-31,off,元旦\r\n2019-10-01,off,国庆节\r\n').published]).toEqual([2019]);
  });

  it.each([
    ['', 'not a calendar'],
    ['date,day\n', 'not a calendar'],
    ['date,day,name\n2018-02-30,off,春节', '2018-02-30'],
    ['date,day,name\n2018-10-01,free,国庆节', 'free'],
    ['date,day,name\n2018-10-01,off,国庆节\n2018-10-01,off,国庆节', '2018-10-01'],
  ])('is not read from %j', (text, message) => {
    expect(() => parseCalendar(text)).toThrow(message);
  });
});

describe('a limit in working days', () => {
  it.each([
    ['2018-09-28', 3, '2018-10-08'],
    ['2018-09-28', 1, '2018-09-29'],
    ['2018-06-11', 20, '2018-07-10'],
    ['2018-02-13', 4, '2018-02-24'],
    ['2019-04-26', 4, '2019-05-05'],
    ['2012-12-28', 1, '2012-12-31'],
    ['2012-12-31', 2, '2013-01-05'],
    ['2011-12-30', 1, '2011-12-31'],
    ['2023-09-28', 1, '2023-10-07'],
    ['2018-10-01', 0, '2018-10-08'],
    ['2018-10-08', 0, '2018-10-08'],
    ['2026-12-24', 5, '2026-12-31'],
  ])('from %s and of %i ends on %s', (from, days, end) => {
    expect(due(day(from), days)).toBe(end);
  });

  it('notes the holidays passed over and the weekend days that counted', () => {
    const count = must(addWorkingDays(calendar, day('2018-09-28'), 4));
    expect(count.skipped).toEqual([{ first: '2018-10-01', last: '2018-10-07', holiday: '国庆节' }]);
    expect(count.madeUp).toEqual([
      { day: '2018-09-29', holiday: '国庆节' },
      { day: '2018-09-30', holiday: '国庆节' },
    ]);
  });

  it('ends on a working day, later for a longer limit and for a later receipt', () => {
    fc.assert(
      fc.property(someDay, someLimit, fc.nat(60), (from, days, more) => {
        expect(must(isWorkingDay(calendar, due(from, days)))).toBe(true);
        expect(due(from, days + more + 1) > due(from, days)).toBe(true);
        expect(due(addDays(from, more), days) >= due(from, days)).toBe(true);
      }),
    );
  });

  it('of a and b days together ends as one of a and then one of b', () => {
    fc.assert(
      fc.property(someDay, someLimit, fc.nat(120), (from, a, b) => {
        expect(due(due(from, a), b)).toBe(due(from, a + b));
      }),
    );
  });

  it('is what lies between receipt and end', () => {
    fc.assert(
      fc.property(someDay, someLimit, (from, days) => {
        expect(must(workingDaysBetween(calendar, from, due(from, days)))).toBe(days);
        expect(must(workingDaysBetween(calendar, due(from, days), from))).toBe(-days);
      }),
    );
  });

  it('of one day ends on the next working day', () => {
    fc.assert(
      fc.property(someDay, (from) => {
        const next = must(nextWorkingDay(calendar, from));
        expect(due(from, 1)).toBe(next);
        expect(must(isWorkingDay(calendar, next))).toBe(true);
        for (let between = addDays(from, 1); between < next; between = addDays(between, 1)) expect(must(isWorkingDay(calendar, between))).toBe(false);
      }),
    );
  });

  it.each([-1, 1.5, Number.NaN, 10_001])('of %s days is refused', (days) => {
    expect(addWorkingDays(calendar, day('2018-09-28'), days)).toEqual({ ok: false, refusal: { kind: 'limit-days-malformed' } });
    expect(addCalendarDays(calendar, day('2018-09-28'), days)).toEqual({ ok: false, refusal: { kind: 'limit-days-malformed' } });
  });
});

describe('a year that is not published', () => {
  it('is named and never guessed', () => {
    expect(addWorkingDays(calendar, day('2026-12-24'), 6)).toEqual({ ok: false, refusal: { kind: 'calendar-unpublished', year: 2027 } });
    expect(addWorkingDays(calendar, day('2031-05-06'), 1)).toEqual({ ok: false, refusal: { kind: 'calendar-unpublished', year: 2031 } });
    expect(addWorkingDays(calendar, day('2006-12-28'), 1)).toEqual({ ok: false, refusal: { kind: 'calendar-unpublished', year: 2006 } });
    expect(addCalendarDays(calendar, day('2026-12-24'), 30)).toEqual({ ok: false, refusal: { kind: 'calendar-unpublished', year: 2027 } });
    expect(nextWorkingDay(calendar, day('2026-12-31'))).toEqual({ ok: false, refusal: { kind: 'calendar-unpublished', year: 2027 } });
    expect(isWorkingDay(calendar, day('2027-03-01'))).toEqual({ ok: false, refusal: { kind: 'calendar-unpublished', year: 2027 } });
    expect(workingDaysBetween(calendar, day('2027-02-01'), day('2026-12-01'))).toEqual({ ok: false, refusal: { kind: 'calendar-unpublished', year: 2027 } });
  });

  it('is counted in ordinary weeks where a date must be shown, with the year named', () => {
    const count = must(addWorkingDays(withOrdinaryWeeks(calendar), day('2026-12-24'), 6));
    expect([count.due, count.assumedYear]).toEqual(['2027-01-01', 2027]);
    expect(must(addWorkingDays(withOrdinaryWeeks(calendar), day('2026-12-01'), 6)).assumedYear).toBeNull();
  });

  it('may still move the last days of December, as no notice so far reached further back than the 29th', () => {
    expect(must(addWorkingDays(calendar, day('2026-12-21'), 5)).mayMoveWith).toBeNull();
    expect(must(addWorkingDays(calendar, day('2026-12-21'), 6)).mayMoveWith).toBe(2027);
    expect(must(addWorkingDays(calendar, day('2018-12-21'), 6)).mayMoveWith).toBeNull();
    const fromNextNotice = [...calendar.changed].filter(([of, { name }]) => name === '元旦' && of.slice(5, 7) === '12').map(([of]) => of.slice(5));
    expect(fromNextNotice.sort()[0]).toBe('12-29');
  });

  it('never stops a count that needs only published years', () => {
    fc.assert(
      fc.property(someDay, someLimit, (from, days) => {
        const end = addDays(from, days * 2 + 30);
        fc.pre(yearOf(end) <= 2026);
        expect(addWorkingDays(calendar, from, days).ok).toBe(true);
      }),
    );
  });
});

describe('a limit in natural days', () => {
  it.each([
    ['2018-09-17', 5, '2018-09-25'],
    ['2018-09-28', 3, '2018-10-08'],
    ['2018-09-28', 2, '2018-09-30'],
    ['2018-09-10', 4, '2018-09-14'],
  ])('from %s and of %i ends on %s', (from, days, end) => {
    expect(must(addCalendarDays(calendar, day(from), days)).due).toBe(end);
  });

  it('ends on its last day, or on the first working day after it', () => {
    fc.assert(
      fc.property(someDay, someLimit, (from, days) => {
        const last = addDays(from, days);
        const end = must(addCalendarDays(calendar, from, days)).due;
        expect(end).toBe(must(isWorkingDay(calendar, last)) ? last : must(nextWorkingDay(calendar, last)));
      }),
    );
  });
});

it('a limit in hours runs through nights and days off', () => {
  expect(addHours(new Date('2018-09-30T16:00:00Z'), 48)).toEqual(new Date('2018-10-02T16:00:00Z'));
});
