import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptTotp, base32, fromBase32, otpauthAddress, totpCode, totpStep } from './totp.ts';

const secret = Buffer.from('12345678901234567890');
const seconds = (count: number) => new Date(count * 1000);

describe('a time-based code', () => {
  // RFC 6238 appendix B, the SHA-1 rows
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at second %d is %s', (at, code) => {
    expect(totpCode(secret, totpStep(seconds(at)), 8)).toBe(code);
  });

  // RFC 4226 appendix D
  it.each(['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'].map((code, step) => [step, code] as const))(
    'of step %d is %s with six digits',
    (step, code) => {
      expect(totpCode(secret, step)).toBe(code);
    },
  );

  it.each([
    [-61, false],
    [-30, true],
    [0, true],
    [30, true],
    [61, false],
  ])('typed %d seconds after its step began: %s', (late, taken) => {
    const step = 50_000;
    const begin = step * 30;
    expect(acceptTotp(secret, totpCode(secret, step), seconds(begin + late), 0) !== null).toBe(taken);
  });

  it('works once', () => {
    const at = seconds(1_530_000_000);
    const code = totpCode(secret, totpStep(at));
    const step = acceptTotp(secret, code, at, 0);
    expect(step).toBe(totpStep(at));
    expect(acceptTotp(secret, code, at, step ?? 0)).toBeNull();
    expect(acceptTotp(secret, code, seconds(1_530_000_029), step ?? 0)).toBeNull();
  });

  it('takes no code of a step before the last one taken', () => {
    const at = seconds(1_530_000_000);
    const before = totpCode(secret, totpStep(at) - 1);
    expect(acceptTotp(secret, before, at, totpStep(at) - 2)).toBe(totpStep(at) - 1);
    expect(acceptTotp(secret, before, at, totpStep(at))).toBeNull();
  });

  it('is nothing but six digits', () => {
    const at = seconds(1_530_000_000);
    for (const typed of ['', '12345', '1234567', 'abcdef', '１２３４５６']) expect(acceptTotp(secret, typed, at, 0)).toBeNull();
  });
});

describe('a secret', () => {
  it('is written as apps read it', () => {
    // RFC 4648 section 10
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
    expect(base32(Buffer.from('fooba'))).toBe('MZXW6YTB');
    expect(otpauthAddress('长沙政务', '4301********0022', Buffer.from('foobar'))).toBe(
      `otpauth://totp/${encodeURIComponent('长沙政务')}:4301********0022?secret=MZXW6YTBOI&issuer=${encodeURIComponent('长沙政务')}`,
    );
  });

  it('comes back from writing as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(fromBase32(base32(bytes))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('with a foreign character is a fault', () => {
    expect(() => fromBase32('MZ1')).toThrow('not base32');
  });
});
