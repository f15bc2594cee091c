import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCreditCode, registeringAreaOf } from '../../../standards/credit-code.ts';
import { creditCodeOf, rangeSize } from './credit-code-range.ts';

const demoRange = /^92430102MX[0-9A-HJ-NPQRTUWXY]{8}$/;

describe('a credit code of the demo range', () => {
  it('is valid by both its checks, of the area, and within the range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: rangeSize - 1 }), (number) => {
        const code = creditCodeOf('92430102', number);
        expect(parseCreditCode(code)).toEqual({ ok: true, value: code });
        expect(registeringAreaOf(code)).toBe('430102');
        expect(code).toMatch(demoRange);
      }),
    );
  });

  it('is another for another number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: rangeSize - 1 }), fc.integer({ min: 1, max: rangeSize - 1 }), (one, other) => {
        fc.pre(one !== other);
        expect(creditCodeOf('92430102', one).slice(8, 16)).not.toBe(creditCodeOf('92430102', other).slice(8, 16));
      }),
    );
  });

  it.each([0, -1, 1.5, rangeSize])('is none for %d', (number) => {
    expect(() => creditCodeOf('92430102', number)).toThrow('demo range');
  });

  it('is none for a prefix of another length or a letter as area', () => {
    expect(() => creditCodeOf('924301', 1)).toThrow('refused');
    expect(() => creditCodeOf('9243010A', 1)).toThrow('refused');
  });
});
