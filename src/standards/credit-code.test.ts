import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { must } from '../kernel/outcome.ts';
import { composeCreditCode, creditCodeCheck, kindOf, organisationCodeOf, parseCreditCode, registeringAreaOf } from './credit-code.ts';
import { organisationCodeCheck } from './organisation-code.ts';

const publicCodes = [
  '114301006735800977', '11430000006122244L', '11110000000021135M', '11220000013544541J', '11330105002500287C', '11100000000013338W', '11370800MB28559184',
  '11100000MB03271699', '11100000000013661B', '11420503087246977F', '91350100M000100Y43', '113700000045046442', '11100000MB0341032Y',
];
const inventedCodes = [
  '91430100MA4L0A019L', '92430102MA4L0B02XL', '93430182MA4L0C030U', '12430100448800006K', '52430100501400002G', '51430100501400010E', '534300005014000290',
  '114301000061000101',
];
const character = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY');

const validCode = fc
  .tuple(fc.constantFrom('11', '51', '91', '92'), fc.constantFrom('430100', '430102'), fc.string({ unit: character, minLength: 8, maxLength: 8 }))
  .map(([kind, area, organisation]) => must(composeCreditCode(kind + area + organisation + organisationCodeCheck(organisation))));

describe('a credit code', () => {
  it.each([...publicCodes, ...inventedCodes])('%s is valid and is composed from its first 17 characters', (text) => {
    expect(must(parseCreditCode(text))).toBe(text);
    expect(must(composeCreditCode(text.slice(0, 17)))).toBe(text);
  });

  it.each([
    ['', 'credit-code-length'],
    ['11430100673580097', 'credit-code-length'],
    ['11430100673580O977', 'credit-code-characters'],
    ['1143A1006735800977', 'credit-code-characters'],
    ['014301006735800977', 'credit-code-registering-organ'],
    ['944301006735800977', 'credit-code-registering-organ'],
    ['114301006735801977', 'credit-code-organisation-code'],
    ['114301026735800977', 'credit-code-check'],
    ['114301006735800978', 'credit-code-check'],
  ])('%s is refused as %s', (text, kind) => {
    expect(parseCreditCode(text)).toEqual({ ok: false, refusal: { kind } });
  });

  it('tells its parts', () => {
    const code = must(parseCreditCode('92430102ma4l0b02xl'));
    expect([kindOf(code), registeringAreaOf(code), organisationCodeOf(code)]).toEqual(['household', '430102', 'MA4L0B02X']);
    expect(inventedCodes.map((text) => kindOf(must(parseCreditCode(text))))).toEqual([
      'enterprise', 'household', 'cooperative', 'other', 'other', 'other', 'other', 'other',
    ]);
  });

  it('betrays every change of one character', () => {
    fc.assert(
      fc.property(validCode, fc.nat(17), character, (code, at, other) => {
        fc.pre(code[at] !== other);
        expect(parseCreditCode(code.slice(0, at) + other + code.slice(at + 1)).ok).toBe(false);
      }),
    );
  });

  it('betrays, by its last character alone, the exchange of any two of the first 17', () => {
    fc.assert(
      fc.property(validCode, fc.nat(16), fc.nat(16), (code, one, other) => {
        fc.pre(code[one] !== code[other]);
        const characters = [...code.slice(0, 17)];
        [characters[one], characters[other]] = [code.charAt(other), code.charAt(one)];
        expect(creditCodeCheck(characters.join(''))).not.toBe(code.slice(17));
      }),
    );
  });

  it('is not composed from what is no beginning of a code', () => {
    expect(composeCreditCode('9143010')).toEqual({ ok: false, refusal: { kind: 'credit-code-length' } });
    expect(composeCreditCode('91430100MA4L0A01I')).toEqual({ ok: false, refusal: { kind: 'credit-code-characters' } });
    expect(composeCreditCode('91430100MA4L0A018')).toEqual({ ok: false, refusal: { kind: 'credit-code-organisation-code' } });
  });
});
