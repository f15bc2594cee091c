import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '../kernel/day.ts';
import { must } from '../kernel/outcome.ts';
import { addCalendarDays, addWorkingDays, parseCalendar, withOrdinaryWeeks } from './calendar.ts';
import { dayInChinese, explainDue } from './calendar-explanation.ts';
import { holidayInEnglish } from './holiday-names.ts';

const calendar = parseCalendar(readFileSync(new URL('../../reference/calendars/holidays.csv', import.meta.url), 'utf8'));

describe('the explanation of a due date', () => {
  it('names the holiday passed over and the make-up days counted', () => {
    const text = explainDue(must(addWorkingDays(calendar, day('2018-09-28'), 3)));
    expect(text.zh).toBe(
      '自2018年9月28日起3个工作日，当日不计入（民法总则第二百零一条），到期日为2018年10月8日。2018年10月1日至10月7日国庆节放假，不计入（行政许可法第八十二条）。' +
        '2018年9月29日（国庆节调休）、2018年9月30日（国庆节调休）虽为周末但上班，计入。',
    );
    expect(text.en?.text).toContain('Not counted, under Art. 82 of the Administrative Licensing Law: 1 October 2018 to 7 October 2018 (National Day).');
    expect(text.en?.text).toContain('30 September 2018 (make-up day for National Day)');
  });

  it('counts ordinary weekends in one sentence', () => {
    const text = explainDue(must(addWorkingDays(calendar, day('2018-03-01'), 10)));
    expect(text.zh).toContain('另有周末4天不计入。');
    expect(text.en?.text).toContain('10 working days from 1 March 2018');
  });

  it('says why a limit in natural days moved', () => {
    const text = explainDue(must(addCalendarDays(calendar, day('2021-09-18'), 1)));
    expect(text.zh).toContain('最后一日遇2021年9月19日至9月21日中秋节放假，顺延至下一工作日（民法典第二百零三条）。');
  });

  it('says when a date is provisional and when December may still move', () => {
    expect(explainDue(must(addWorkingDays(withOrdinaryWeeks(calendar), day('2026-12-24'), 6))).zh).toContain('2027年的节假日安排不在官方日历中');
    expect(explainDue(must(addWorkingDays(calendar, day('2026-12-24'), 5))).zh).toContain('2027年的节假日安排公布后');
    expect(explainDue(must(addWorkingDays(calendar, day('2026-12-24'), 0))).zh).toBe('当日办结，到期日为2026年12月24日。');
  });

  it('cites the law on periods that was in force', () => {
    const law = (from: string) => explainDue(must(addWorkingDays(calendar, day(from), 1))).zh;
    expect(law('2016-05-03')).toContain('民法通则第一百五十四条');
    expect(law('2020-05-06')).toContain('民法总则第二百零一条');
    expect(law('2021-05-06')).toContain('民法典第二百零一条');
  });

  it('always gives the due day and every holiday that it passed', () => {
    fc.assert(
      fc.property(fc.nat(6000), fc.integer({ min: 1, max: 60 }), (after, days) => {
        const count = must(addWorkingDays(calendar, addDays(day('2007-01-01'), after), days));
        const { zh } = explainDue(count);
        expect(zh).toContain(`到期日为${dayInChinese(count.due)}`);
        for (const { holiday, first } of count.skipped) if (holiday !== null) expect(zh).toMatch(new RegExp(`${dayInChinese(first)}[^。]*${holiday}放假`));
      }),
    );
  });

  it('has English words for every holiday of the data', () => {
    for (const { name } of calendar.changed.values()) expect(holidayInEnglish(name)).toMatch(/^[ -~]+$/);
    expect(holidayInEnglish('国庆节、中秋节')).toBe('National Day and Mid-Autumn Festival');
  });
});
