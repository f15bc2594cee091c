import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day, type Day } from '../kernel/day.ts';
import { must } from '../kernel/outcome.ts';
import { addWorkingDays, isWorkingDay, parseCalendar } from './calendar.ts';
import type { ClockEvent } from './clock-events.ts';
import { readClock, type ClockLimit } from './clock.ts';

const calendar = parseCalendar(readFileSync(new URL('../../reference/calendars/holidays.csv', import.meta.url), 'utf8'));
const tenDays: ClockLimit = { days: 10, unit: 'working', extensionDaysAtMost: 10 };

function accepted(on: string): ClockEvent {
  return { kind: 'accepted', on: day(on) };
}
function suspended(on: string): ClockEvent {
  return { kind: 'suspended', on: day(on), reason: 'on-site-check' };
}
function resumed(on: string): ClockEvent {
  return { kind: 'resumed', on: day(on) };
}
function extended(on: string, days = 5): ClockEvent {
  return { kind: 'extended', on: day(on), days };
}
function ended(on: string): ClockEvent {
  return { kind: 'ended', on: day(on) };
}
function read(limit: ClockLimit, events: readonly ClockEvent[], today: string) {
  return must(readClock(calendar, limit, events, day(today)));
}

describe('the clock of a case', () => {
  it('runs from the day after acceptance', () => {
    expect(read({ days: 3, unit: 'working' }, [accepted('2018-09-28')], '2018-09-30')).toMatchObject({
      state: 'running', due: '2018-10-08', usedDays: 2, remainingDays: 1, overdue: false, provisional: null,
    });
  });

  it('stands still in a special procedure, and its due day is open until then', () => {
    const stopped = read(tenDays, [accepted('2018-06-11'), suspended('2018-06-13')], '2018-06-22');
    expect(stopped).toMatchObject({ state: 'stopped', due: null, usedDays: 2, remainingDays: 8, overdue: false });
    const again = read(tenDays, [accepted('2018-06-11'), suspended('2018-06-13'), resumed('2018-06-22')], '2018-06-25');
    expect(again).toMatchObject({ state: 'running', due: '2018-07-04', usedDays: 3, remainingDays: 7 });
  });

  it('stopped on its last day is not late, and is due on the day it starts again', () => {
    const events = [accepted('2018-06-11'), suspended('2018-06-26'), resumed('2018-07-04')];
    expect(read(tenDays, events.slice(0, 2), '2018-07-03')).toMatchObject({ state: 'stopped', remainingDays: 0, overdue: false });
    expect(read(tenDays, events, '2018-07-04')).toMatchObject({ due: '2018-07-04', overdue: false });
    expect(read(tenDays, events, '2018-07-05')).toMatchObject({ due: '2018-07-04', overdue: true });
  });

  it('that has passed its limit stays late, whatever stops it then', () => {
    const events = [accepted('2018-06-11'), suspended('2018-06-27'), resumed('2018-08-01')];
    expect(read(tenDays, events.slice(0, 2), '2018-06-27')).toMatchObject({ state: 'stopped', due: '2018-06-26', overdue: true });
    expect(read(tenDays, events, '2018-08-01')).toMatchObject({ due: '2018-06-26', overdue: true });
    expect(readClock(calendar, tenDays, [...events, extended('2018-08-02')], day('2018-08-02'))).toMatchObject({ refusal: { kind: 'clock-limit-passed' } });
  });

  it('is late after the due day and not on it', () => {
    expect(read(tenDays, [accepted('2018-06-11')], '2018-06-26')).toMatchObject({ overdue: false, remainingDays: 0 });
    expect(read(tenDays, [accepted('2018-06-11')], '2018-06-27')).toMatchObject({ overdue: true, remainingDays: 0, usedDays: 11 });
  });

  it('takes one extension within the law', () => {
    const events = [accepted('2018-06-11'), extended('2018-06-26', 10)];
    expect(read(tenDays, events, '2018-06-26')).toMatchObject({ due: '2018-07-10', limitDays: 20, remainingDays: 10 });
    expect(read(tenDays, [accepted('2018-06-11'), suspended('2018-06-13'), extended('2018-06-14', 1)], '2018-06-14')).toMatchObject({ remainingDays: 9 });
  });

  it('keeps used days and due day when the case has ended', () => {
    const reading = read(tenDays, [accepted('2018-06-11'), suspended('2018-06-13'), resumed('2018-06-22'), ended('2018-06-26')], '2019-01-01');
    expect(reading).toMatchObject({ state: 'ended', due: '2018-07-04', usedDays: 4, remainingDays: 6, overdue: false });
    expect(read(tenDays, [accepted('2018-06-11'), ended('2018-06-27')], '2018-06-27')).toMatchObject({ due: '2018-06-26', overdue: true });
    expect(read(tenDays, [accepted('2018-06-11'), suspended('2018-06-13'), ended('2018-06-14')], '2018-06-14')).toMatchObject({ due: null, usedDays: 2 });
  });

  it('in natural days moves its end to a working day', () => {
    const limit: ClockLimit = { days: 5, unit: 'calendar' };
    expect(read(limit, [accepted('2018-09-17')], '2018-09-24')).toMatchObject({ due: '2018-09-25', overdue: false, remainingDays: 0 });
    expect(read(limit, [accepted('2018-09-17'), suspended('2018-09-19'), resumed('2018-10-10')], '2018-10-11')).toMatchObject({ due: '2018-10-15', usedDays: 3 });
  });

  it('of an at-once item is due on the day of acceptance', () => {
    expect(read({ days: 0, unit: 'working' }, [accepted('2018-06-11')], '2018-06-11')).toMatchObject({ due: '2018-06-11', overdue: false });
    expect(read({ days: 0, unit: 'working' }, [accepted('2018-06-11')], '2018-06-12')).toMatchObject({ overdue: true });
  });

  it('gives a provisional day and names the year whose calendar is not published', () => {
    const reading = read(tenDays, [accepted('2026-12-24')], '2026-12-25');
    expect(reading).toMatchObject({ due: '2027-01-07', provisional: { year: 2027 } });
    expect(reading.explanations.at(-1)?.text.zh).toContain('暂定');
    expect(read(tenDays, [accepted('2026-12-24'), suspended('2027-02-01'), resumed('2027-02-02')], '2027-02-02').provisional).toEqual({ year: 2027 });
    expect(read(tenDays, [accepted('2026-12-01'), suspended('2026-12-03')], '2027-02-02').provisional).toBeNull();
  });
});

describe('each date of the clock', () => {
  it('has its sentence with the article of the law', () => {
    const events = [accepted('2018-06-11'), suspended('2018-06-13'), resumed('2018-06-22'), extended('2018-06-25'), ended('2018-06-26')];
    const { explanations } = read(tenDays, events, '2018-06-26');
    expect(explanations.map(({ text }) => text.zh)).toEqual([
      '2018年6月11日受理，当日不计入，期限10个工作日。',
      '2018年6月13日因现场核查暂停计时，所需时间不计入期限（行政许可法第四十五条），已用2个工作日。',
      '2018年6月22日恢复计时，当日不计入，剩余8个工作日。',
      '2018年6月25日经本行政机关负责人批准，延长5个工作日（行政许可法第四十二条）。',
      '2018年6月26日作出决定，共用4个工作日。',
      expect.stringContaining('到期日为2018年7月11日'),
    ]);
    expect(explanations.map(({ on, event }) => `${on} ${event}`).at(-1)).toBe('2018-07-11 due');
    expect(explanations[1]?.text.en?.text).toContain('for an on-site check; this time does not count');
  });
});

describe('events that cannot be', () => {
  const start = accepted('2018-06-11');
  it.each<[string, ClockEvent[], string]>([
    ['nothing', [], 'clock-not-accepted'],
    ['a stop before acceptance', [suspended('2018-06-11')], 'clock-not-accepted'],
    ['a second acceptance', [start, accepted('2018-06-12')], 'clock-accepted-twice'],
    ['a stop inside a stop', [start, suspended('2018-06-12'), suspended('2018-06-13')], 'clock-already-stopped'],
    ['a start of a running clock', [start, resumed('2018-06-12')], 'clock-not-stopped'],
    ['two starts after one stop', [start, suspended('2018-06-12'), resumed('2018-06-13'), resumed('2018-06-13')], 'clock-not-stopped'],
    ['a stop after the end', [start, ended('2018-06-12'), suspended('2018-06-13')], 'clock-already-ended'],
    ['a second end', [start, ended('2018-06-12'), ended('2018-06-12')], 'clock-already-ended'],
    ['days out of order', [start, suspended('2018-06-13'), resumed('2018-06-12')], 'clock-out-of-order'],
    ['a day to come', [start, suspended('2019-01-02')], 'clock-event-after-today'],
    ['an acceptance to come', [accepted('2019-01-02')], 'clock-event-after-today'],
    ['a second extension', [start, extended('2018-06-12'), extended('2018-06-13')], 'clock-extended-twice'],
    ['an extension beyond the law', [start, extended('2018-06-12', 11)], 'clock-extension-days'],
    ['an extension of nothing', [start, extended('2018-06-12', 0)], 'clock-extension-days'],
    ['an extension when the limit is over', [start, extended('2018-06-27')], 'clock-limit-passed'],
  ])('%s is refused', (_, events, kind) => {
    expect(readClock(calendar, tenDays, events, day('2018-12-31'))).toEqual({ ok: false, refusal: { kind } });
  });

  it('a limit that is no number of days is refused', () => {
    expect(readClock(calendar, { days: -1, unit: 'working' }, [start], day('2018-12-31'))).toEqual({ ok: false, refusal: { kind: 'limit-days-malformed' } });
  });
});

/** Acceptance, then stops and starts in turn after gaps of 0 to 12 days. */
const history = fc.tuple(fc.nat(3000), fc.array(fc.nat(12), { maxLength: 9 })).map(([start, gaps]) => {
  let on = addDays(day('2010-01-04'), start);
  const events: ClockEvent[] = [{ kind: 'accepted', on }];
  gaps.forEach((gap, index) => {
    on = addDays(on, gap);
    events.push(index % 2 === 0 ? { kind: 'suspended', on, reason: 'correction' } : { kind: 'resumed', on });
  });
  return { events, last: on };
});

/** The days that a clerk would tick off on paper: day by day, each working day while the clock runs at its beginning. */
function tickedOff(events: readonly ClockEvent[], today: Day): number {
  let ticks = 0;
  for (let at = addDays(events[0]?.on ?? today, 1); at <= today; at = addDays(at, 1)) {
    const running = events.filter(({ on }) => on < at).at(-1)?.kind !== 'suspended';
    if (running && must(isWorkingDay(calendar, at))) ticks += 1;
  }
  return ticks;
}

describe('any history of stops and starts', () => {
  const limit: ClockLimit = { days: 30, unit: 'working' };

  it('uses the days that a clerk would tick off on paper', () => {
    fc.assert(
      fc.property(history, fc.nat(40), ({ events, last }, later) => {
        const today = addDays(last, later);
        expect(must(readClock(calendar, limit, events, today)).usedDays).toBe(tickedOff(events, today));
      }),
    );
  });

  it('is due when the days left after the last start have passed', () => {
    fc.assert(
      fc.property(history, ({ events, last }) => {
        const reading = must(readClock(calendar, limit, events, last));
        fc.pre(reading.state === 'running' && !reading.overdue && reading.remainingDays > 0);
        expect(reading.due).toBe(must(addWorkingDays(calendar, last, reading.remainingDays)).due);
        expect(must(readClock(calendar, limit, events, reading.due ?? last)).usedDays).toBe(30);
      }),
    );
  });

  it('is not changed by a stop and a start on one day', () => {
    fc.assert(
      fc.property(history, fc.nat(20), ({ events, last }, gap) => {
        fc.pre(events.length % 2 === 1);
        const on = addDays(last, gap);
        const more: ClockEvent[] = [...events, { kind: 'suspended', on, reason: 'hearing' }, { kind: 'resumed', on }];
        const plain = must(readClock(calendar, limit, events, on));
        const stopped = must(readClock(calendar, limit, more, on));
        expect([stopped.usedDays, stopped.overdue]).toEqual([plain.usedDays, plain.overdue]);
        if (plain.remainingDays > 0) expect(stopped.due).toBe(plain.due);
      }),
    );
  });

  it('is never due earlier for a longer stop', () => {
    fc.assert(
      fc.property(history, fc.nat(20), fc.nat(20), ({ events, last }, stop, more) => {
        fc.pre(events.length % 2 === 0);
        const dueAfter = (days: number) => {
          const on = addDays(last, days);
          return must(readClock(calendar, limit, [...events, { kind: 'resumed', on }], on)).due ?? '';
        };
        expect(dueAfter(stop + more) >= dueAfter(stop)).toBe(true);
      }),
    );
  });
});
