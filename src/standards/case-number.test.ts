import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '../kernel/day.ts';
import { must } from '../kernel/outcome.ts';
import { composeCaseNumber, parseCaseNumber, partsOfCaseNumber, printCaseNumber, type CaseNumberParts } from './case-number.ts';
import { checkCharacterMod3736 } from './mod-37-36.ts';
import { parseOrganisationCode } from './organisation-code.ts';

const parts: CaseNumberParts = { area: '430100', organisation: must(parseOrganisationCode('67358009-7')), day: day('2018-06-11'), serial: 1 };
const anyParts = fc.record({
  area: fc.constantFrom('430100', '430102', '430182'),
  organisation: fc.constantFrom('673580097', 'MA4L0A019', '00612224-4').map((code) => must(parseOrganisationCode(code))),
  day: fc.nat(40_000).map((days) => addDays(day('2010-01-01'), days)),
  serial: fc.integer({ min: 1, max: 999_999 }),
});

function checked(payload: string): string {
  return payload + checkCharacterMod3736(payload);
}

describe('a case number', () => {
  it('has 30 characters and is printed in groups', () => {
    const number = must(composeCaseNumber(parts));
    expect(number).toBe('43010067358009720180611000001A');
    expect(printCaseNumber(number)).toBe('430100 673580097 20180611 000001 A');
    expect(must(parseCaseNumber(printCaseNumber(number).toLowerCase()))).toBe(number);
  });

  it('reads back to the parts it was made of', () => {
    fc.assert(
      fc.property(anyParts, (some) => {
        const number = must(composeCaseNumber(some));
        expect(number).toHaveLength(30);
        expect(partsOfCaseNumber(must(parseCaseNumber(number)))).toEqual(some);
      }),
    );
  });

  it('betrays every change of one character', () => {
    fc.assert(
      fc.property(anyParts, fc.nat(29), fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'), (some, at, other) => {
        const number = must(composeCaseNumber(some));
        fc.pre(number[at] !== other);
        expect(parseCaseNumber(number.slice(0, at) + other + number.slice(at + 1)).ok).toBe(false);
      }),
    );
  });

  it.each([
    ['43010067358009720180611000001', 'case-number-length'],
    ['4301006735800972018061100000AD', 'case-number-characters'],
    ['43010067358009720180611000001X', 'case-number-check'],
    [checked('43990067358009720180611000001'), 'case-number-area'],
    [checked('43010067358009820180611000001'), 'case-number-organisation'],
    [checked('43010067358009720180631000001'), 'case-number-day'],
    [checked('43010067358009720180611000000'), 'case-number-serial'],
  ])('%s is refused as %s', (text, kind) => {
    expect(parseCaseNumber(text)).toEqual({ ok: false, refusal: { kind } });
  });

  it.each([0, 1.5, 1_000_000])('is not composed with the serial %s', (serial) => {
    expect(composeCaseNumber({ ...parts, serial })).toEqual({ ok: false, refusal: { kind: 'case-number-serial' } });
  });
});
