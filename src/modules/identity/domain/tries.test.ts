import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spendTry, type Tries } from './tries.ts';

const start = new Date('2018-07-02T01:00:00Z');
const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

function failAt(minutes: readonly number[]): { tries: Tries | null; refused: number } {
  let tries: Tries | null = null;
  let refused = 0;
  for (const one of minutes) {
    const spent = spendTry(tries, at(one));
    if ('tries' in spent) tries = spent.tries;
    else refused += 1;
  }
  return { tries, refused };
}

describe('failed tries', () => {
  it('lock for ten minutes at the fifth', () => {
    expect(failAt([0, 0, 0, 0]).tries?.lockedUntil).toBeNull();
    const { tries } = failAt([0, 0, 0, 0, 0]);
    expect(tries?.lockedUntil).toEqual(at(10));
    expect(spendTry(tries, at(9.5))).toEqual({ waitSeconds: 30 });
    expect('tries' in spendTry(tries, at(10))).toBe(true);
  });

  it('lock twice as long each next time, at most a day', () => {
    const locks: number[] = [];
    let tries: Tries | null = null;
    let now = 0;
    for (let count = 0; count < 60; count += 1) {
      const spent = spendTry(tries, at(now));
      if (!('tries' in spent)) throw new Error('locked where it must not be');
      tries = spent.tries;
      if (tries.lockedUntil) {
        const minutes = (tries.lockedUntil.getTime() - at(now).getTime()) / 60_000;
        locks.push(minutes);
        now += minutes;
      }
    }
    expect(locks.slice(0, 9)).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 1440]);
  });

  it('are forgotten after a day without any', () => {
    const { tries } = failAt([0, 0, 0, 0]);
    expect(spendTry(tries, at(24 * 60))).toEqual({ tries: { failed: 1, lastAt: at(24 * 60), lockedUntil: null } });
    expect(spendTry(tries, at(24 * 60 - 1))).toMatchObject({ tries: { failed: 5, lockedUntil: at(24 * 60 + 9) } });
  });

  it('however they are spread over an hour, let at most 20 guesses through', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { maxLength: 120 }), (minutes) => {
        const sorted = [...minutes].sort((a, b) => a - b);
        expect(sorted.length - failAt(sorted).refused).toBeLessThanOrEqual(20);
      }),
    );
  });
});
