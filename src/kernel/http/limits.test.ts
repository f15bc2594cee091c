import { expect, test } from 'vitest';
import { openLimiter } from './limits.ts';

test('a burst passes, the next one waits, and time gives places back', () => {
  const limiter = openLimiter(1);
  for (let count = 0; count < 5; count += 1) expect(limiter.take('sign-in', 'a', 0)).toBe(0);
  expect(limiter.take('sign-in', 'a', 0)).toBe(12);
  expect(limiter.take('sign-in', 'a', 12_000)).toBe(0);
  expect(limiter.take('sign-in', 'a', 12_000)).toBeGreaterThan(0);
});

test('one asker’s limit is not another’s', () => {
  const limiter = openLimiter(1);
  for (let count = 0; count < 6; count += 1) limiter.take('sign-in', 'a', 0);
  expect(limiter.take('sign-in', 'b', 0)).toBe(0);
  expect(limiter.take('read', 'a', 0)).toBe(0);
});
