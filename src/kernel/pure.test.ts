import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUuid, uuidV7 } from './brand.ts';
import { addDays, day, dayIn, daysBetween, parseDay, weekdayOf } from './day.ts';
import { say, words } from './text.ts';

const days = fc.integer({ min: -20_000, max: 60_000 }).map((offset) => addDays(day('2000-01-01'), offset));

describe('a legal day', () => {
  test.each([['2026-02-28', true], ['2024-02-29', true], ['2026-02-29', false], ['2026-13-01', false], ['1899-12-31', false], ['2201-01-01', false], ['2026-1-1', false], ['infinity', false]])('%s is a day: %s', (text, is) => {
    expect(parseDay(text) !== null).toBe(is);
  });

  test.each([['2026-11-22', 7], ['2026-11-23', 1], ['2018-09-28', 5], ['1969-12-31', 3]])('%s falls on weekday %i', (text, weekday) => {
    expect(weekdayOf(day(text))).toBe(weekday);
  });

  test('counting forward and back agrees', () => {
    fc.assert(fc.property(days, fc.integer({ min: -3_000, max: 3_000 }), (from, count) => daysBetween(from, addDays(from, count)) === count));
  });

  test('is the city’s day, not the machine’s', () => {
    const instant = new Date('2026-03-08T16:30:00Z');
    expect([dayIn('Asia/Shanghai', instant), dayIn('America/Los_Angeles', instant)]).toEqual(['2026-03-09', '2026-03-08']);
  });
});

test('ids made later sort later and are UUIDs of version 7', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 47 }), fc.integer({ min: 1, max: 10_000 }), fc.uint8Array({ minLength: 10, maxLength: 10 }), fc.uint8Array({ minLength: 10, maxLength: 10 }), (at, later, a, b) => {
      const first = uuidV7(at, a);
      const second = uuidV7(at + later, b);
      return isUuid(first) && first[14] === '7' && first < second;
    }),
  );
});

test('a missing translation shows the Chinese, marked as Chinese', () => {
  expect(say({ zh: '受理' }, 'en')).toEqual({ text: '受理', lang: 'zh-CN' });
  expect(say(words('受理', 'Accepted'), 'en')).toEqual({ text: 'Accepted', lang: 'en' });
});
