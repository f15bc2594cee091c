import { describe, expect, it } from 'vitest';
import { dayIn, leftUntil, timeIn } from './days.ts';

describe('dates on the desk', () => {
  it('shows an instant by the clock of the window, wherever the browser is', () => {
    expect(timeIn('zh', '2018-09-28T16:30:00.000Z')).toBe('2018-09-29 00:30');
    expect(timeIn('en', '2018-09-28T16:30:00.000Z')).toBe('29 Sept 2018 00:30');
  });

  it('shows a legal day as it stands, in no zone', () => {
    expect(dayIn('zh', '2018-10-08')).toBe('2018年10月8日');
    expect(dayIn('en', '2018-10-08')).toBe('8 Oct 2018');
  });

  it.each([
    ['2018-09-28T08:10:00Z', '10:00'],
    ['2018-09-28T08:00:09Z', '0:09'],
    ['2018-09-28T08:00:00Z', null],
    ['2018-09-28T07:59:00Z', null],
  ])('counts down to %s: %s', (until, left) => {
    expect(leftUntil(until, Date.parse('2018-09-28T08:00:00Z'))).toBe(left);
  });
});
