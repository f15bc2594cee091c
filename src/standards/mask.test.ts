import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskCitizenNumber, maskMiddle, maskName, maskPhone } from './mask.ts';

describe('a mask', () => {
  it.each([
    [maskCitizenNumber, '43010219850523019X', '430102********019X'],
    [maskCitizenNumber, '4301021985', '**********'],
    [maskName, '张三', '张*'],
    [maskName, '欧阳娜娜', '欧***'],
    [maskName, '𠮷田', '𠮷*'],
    [maskName, '张', '*'],
    [maskName, '', ''],
    [maskPhone, '13800000000', '138****0000'],
    [maskPhone, '0731-88665000', '0731-******00'],
    [maskPhone, '12345', '*****'],
  ])('%o of %s shows %s', (mask, value, shown) => {
    expect(mask(value)).toBe(shown);
  });

  it('keeps the length and always hides something', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: fc.constantFrom(...'张三1a') }), fc.nat(8), fc.nat(8), (text, head, tail) => {
        const masked = maskMiddle(text, head, tail);
        expect([...masked]).toHaveLength([...text].length);
        expect(masked).toContain('*');
      }),
    );
  });
});
