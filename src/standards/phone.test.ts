import { describe, expect, it } from 'vitest';
import { done, refuse } from '../kernel/outcome.ts';
import { parseFixedNumber, parseMobileNumber } from './phone.ts';

describe('a mobile number', () => {
  it.each(['13800000000', '138 0000 0000', '+86 138-0000-0000', '008613800000000', '１３８００００００００'])('is read from %s', (text) => {
    expect(parseMobileNumber(text)).toEqual(done('13800000000'));
  });
  it.each(['', '1380000000', '138000000000', '12800000000', '0731-88665000', '1380000000a'])('is not read from %s', (text) => {
    expect(parseMobileNumber(text)).toEqual(refuse({ kind: 'mobile-number-form' }));
  });
});

describe('a fixed number', () => {
  it.each([
    ['0731-88665000', '0731-88665000'],
    ['（0731）88665000', '0731-88665000'],
    ['010-65000000', '010-65000000'],
    ['0731-12345', '0731-12345'],
  ])('is read from %s', (text, number) => {
    expect(parseFixedNumber(text)).toEqual(done(number));
  });
  it.each([
    ['88665000', 'fixed-number-area-code'],
    ['12345', 'fixed-number-area-code'],
    ['0731-123', 'fixed-number-form'],
    ['13800000000', 'fixed-number-form'],
    ['(0731-88665000', 'fixed-number-form'],
  ])('%s is refused as %s', (text, kind) => {
    expect(parseFixedNumber(text)).toEqual({ ok: false, refusal: { kind } });
  });
});
