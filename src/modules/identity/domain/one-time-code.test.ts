import { describe, expect, it } from 'vitest';
import { checkCode, codeExpiry, type StoredCode } from './one-time-code.ts';

const now = new Date('2018-07-02T01:00:00Z');
const code = (change: Partial<StoredCode> = {}): StoredCode => ({
  purpose: 'sign-in',
  tries: 1,
  expiresAt: new Date(now.getTime() + 60_000),
  usedAt: null,
  ...change,
});

describe('a one-time code', () => {
  it('is taken at its tenth try', () => {
    expect(checkCode(code({ tries: 10 }), 'sign-in', true, now).ok).toBe(true);
  });

  it.each([
    ['that is another', code(), 'sign-in', false],
    ['that nobody sent', null, 'sign-in', true],
    ['made for another purpose', code(), 'recover', true],
    ['used before', code({ usedAt: now }), 'sign-in', true],
    ['tried eleven times', code({ tries: 11 }), 'sign-in', true],
    ['that has just expired', code({ expiresAt: now }), 'sign-in', true],
  ] as const)('%s is refused in the same words', (_, stored, purpose, matches) => {
    expect(checkCode(stored, purpose, matches, now)).toEqual({ ok: false, refusal: { kind: 'code-wrong', field: 'code' } });
  });

  it('lives ten minutes, with an invitation a day', () => {
    expect(codeExpiry('register', now)).toEqual(new Date('2018-07-02T01:10:00Z'));
    expect(codeExpiry('invitation', now)).toEqual(new Date('2018-07-03T01:00:00Z'));
  });
});
