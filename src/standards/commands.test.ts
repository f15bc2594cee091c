import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { day } from '../kernel/day.ts';
import { parseCalendar } from './calendar.ts';
import { calendarDue, check, dueRefusalInWords, type CheckKind } from './commands.ts';

const calendar = parseCalendar(readFileSync(new URL('../../reference/calendars/holidays.csv', import.meta.url), 'utf8'));
const today = day('2026-01-05');

describe('calendar due', () => {
  it.each([['3'], [3]])('from 2018-09-28 and %j days answers 2018-10-08 with its reasons', (days) => {
    const answer = calendarDue({ from: '2018-09-28', days, calendar });
    expect(answer).toMatchObject({ ok: true, value: { due: '2018-10-08', explanation: { zh: expect.stringContaining('国庆节放假') } } });
    expect(answer).toMatchObject({ value: { explanation: { en: expect.stringContaining('National Day') } } });
  });

  it.each([
    ['2026-12-31', '1', { kind: 'calendar-unpublished', year: 2027 }, '2027'],
    ['2018-02-30', '1', { kind: 'day-malformed' }, '2018-09-28'],
    ['2018-9-28', '1', { kind: 'day-malformed' }, '2018-09-28'],
    ['2018-09-28', '', { kind: 'limit-days-malformed' }, '10000'],
    ['2018-09-28', '-1', { kind: 'limit-days-malformed' }, '10000'],
    ['2018-09-28', '1e2', { kind: 'limit-days-malformed' }, '10000'],
  ] as const)('from %s and %j days is refused: %j', (from, days, refusal, word) => {
    expect(calendarDue({ from, days, calendar })).toEqual({ ok: false, refusal });
    expect(dueRefusalInWords(refusal).zh).toContain(word);
    expect(dueRefusalInWords(refusal).en).toContain(word);
  });
});

describe('check', () => {
  it.each<[CheckKind, string]>([
    ['id', '11010519491231002X'],
    ['id', '440524188001010014'],
    ['uscc', '114301006735800977'],
    ['licence-id', '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U'],
    ['case-number', '43010067358009720180611000001A'],
  ])('%s %s is valid', (kind, value) => {
    expect(check(kind, value, today)).toEqual({ valid: true });
  });

  it.each<[CheckKind, string, string]>([
    ['id', '110105194912310021', 'citizen-number-check'],
    ['id', '430102202602010011', 'citizen-number-birth-in-future'],
    ['uscc', '114301006735800970', 'credit-code-check'],
    ['licence-id', '1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M', 'licence-identifier-check'],
    ['case-number', '', 'case-number-length'],
  ])('%s %s is not, with the reason by name and in words', (kind, value, reason) => {
    const answer = check(kind, value, today);
    expect(answer).toMatchObject({ valid: false, reason, words: { zh: expect.stringMatching(/[一-鿿]/), en: expect.stringMatching(/^[ -~]+$/) } });
  });
});
