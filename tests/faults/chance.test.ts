import { expect, test } from 'vitest';
import { chanceOf } from './chance.ts';

const drawn = (seed: number) => {
  const chance = chanceOf(seed);
  return Array.from({ length: 1_000 }, () => chance.below(10));
};

test('the same seed makes the same choices, another seed others', () => {
  expect(drawn(7)).toEqual(drawn(7));
  expect(drawn(7)).not.toEqual(drawn(8));
});

test('every choice has its turn', () => {
  for (const seed of [0, 1, 2 ** 32 + 5]) {
    const counts = Array.from({ length: 10 }, (_, digit) => drawn(seed).filter((one) => one === digit).length);
    expect(Math.min(...counts)).toBeGreaterThan(50);
  }
});

test('what a branch draws does not move its trunk', () => {
  const [plain, branching] = [chanceOf(3), chanceOf(3)];
  plain.branch();
  const branch = branching.branch();
  branch.bytes(100);
  expect(branching.below(1_000_000)).toBe(plain.below(1_000_000));
});
