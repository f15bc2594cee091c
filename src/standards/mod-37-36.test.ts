import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCharacterMod3736, hasMod3736Check } from './mod-37-36.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const character = fc.constantFrom(...alphabet);
const payload = fc.string({ unit: character, minLength: 1, maxLength: 60 });

describe('the check character of ISO 7064 MOD 37,36', () => {
  it.each([
    ['A12425GABC1234002', 'M'],
    ['11100000000013338W01111430000006122244L20230000403001', 'U'],
    ['11100000000013338W01111110000000021135M20230329701003', 'Y'],
    ['11100000000013338W00911330105002500287C2025052201002', '0'],
    ['11100000000013338W03211220000013544541J2430599001', 'F'],
    ['11430100673580097700111430100673580097720180611000001001', 'W'],
    ['11430100673580097700111430100673580097720180611000001002', 'U'],
  ])('of %s is %s', (text, check) => {
    expect(checkCharacterMod3736(text)).toBe(check);
    expect(hasMod3736Check(text + check)).toBe(true);
  });

  it('betrays every change of one character, the check itself included', () => {
    fc.assert(
      fc.property(payload, fc.nat(), character, (text, where, other) => {
        const whole = text + checkCharacterMod3736(text);
        const at = where % whole.length;
        fc.pre(whole[at] !== other);
        expect(hasMod3736Check(whole.slice(0, at) + other + whole.slice(at + 1))).toBe(false);
      }),
    );
  });

  it('is not given for a character outside digits and capitals', () => {
    expect(() => checkCharacterMod3736('12a')).toThrow('MOD 37,36: a');
    expect(hasMod3736Check('12.3')).toBe(false);
    expect(hasMod3736Check('')).toBe(false);
  });
});
