import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chanceFrom, median, percentile } from './figures.ts';

const times = fc.array(fc.double({ min: 0, max: 10_000, noNaN: true }), { minLength: 1, maxLength: 300 });

test('a percentile is the smallest time that the share of all does not exceed', () => {
  expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
  expect(percentile(Array.from({ length: 100 }, (_, index) => index + 1), 0.99)).toBe(99);
  expect(percentile([7], 0.99)).toBe(7);
  fc.assert(
    fc.property(times, fc.double({ min: 0.01, max: 1, noNaN: true }), (samples, share) => {
      const found = percentile(samples, share);
      expect(samples.filter((one) => one <= found).length).toBeGreaterThanOrEqual(share * samples.length);
      expect(samples.filter((one) => one < found).length).toBeLessThan(share * samples.length);
    }),
  );
  expect(() => percentile([], 0.5)).toThrow();
});

test('a median has as many below as above', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
  fc.assert(
    fc.property(times, (samples) => {
      const middle = median(samples);
      const below = samples.filter((one) => one < middle).length;
      const above = samples.filter((one) => one > middle).length;
      expect(Math.max(below, above)).toBeLessThanOrEqual(samples.length / 2);
    }),
  );
});

test('one seed gives one chance, evenly', () => {
  const draw = (seed: number) => {
    const chance = chanceFrom(seed);
    return Array.from({ length: 10_000 }, chance);
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(draw(7).every((one) => one >= 0 && one < 1)).toBe(true);
  expect(Math.abs(draw(7).reduce((sum, one) => sum + one, 0) / 10_000 - 0.5)).toBeLessThan(0.02);
});
