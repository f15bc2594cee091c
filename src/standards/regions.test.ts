import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { must } from '../kernel/outcome.ts';
import { contains, country, isAreaOfAnyYear, levelOf, parentOf, parseRegion, shortRegion, type RegionLevel } from './regions.ts';

function region(text: string) {
  return must(parseRegion(text));
}

describe('a region', () => {
  it.each<[string, RegionLevel, string | null, string]>([
    ['000000', 'country', null, '000000'],
    ['430000', 'province', '000000', '430000'],
    ['430100', 'city', '430000', '430100'],
    ['430102', 'county', '430100', '430102'],
    ['430102001', 'street', '430102', '430102001'],
    ['430102001004', 'community', '430102001', '430102001004'],
    ['430102000000', 'county', '430100', '430102'],
  ])('%s is a %s and belongs to %s', (text, level, parent, short) => {
    expect(levelOf(region(text))).toBe(level);
    expect(parentOf(region(text))).toBe(parent === null ? null : region(parent));
    expect(shortRegion(region(text))).toBe(short);
  });

  it.each([
    ['4301', 'region-form'],
    ['43010a', 'region-form'],
    ['430102000001', 'region-form'],
    ['439902', 'region-unknown'],
    ['990000', 'region-unknown'],
  ])('is not read from %s (%s)', (text, kind) => {
    expect(parseRegion(text)).toEqual({ ok: false, refusal: { kind } });
  });

  it('contains itself and all below it, and nothing beside or above it', () => {
    const chain = ['000000', '430000', '430100', '430102', '430102001', '430102001004'].map(region);
    for (const [outer, outerRegion] of chain.entries()) {
      for (const [inner, innerRegion] of chain.entries()) expect(contains(outerRegion, innerRegion)).toBe(inner >= outer);
    }
    expect(contains(region('430102'), region('430103'))).toBe(false);
    expect(contains(region('430100'), region('430200'))).toBe(false);
  });

  it('lies in its parent, and its parents end at the country', () => {
    const digits = fc.integer({ min: 1, max: 999 }).map((number) => String(number).padStart(3, '0'));
    fc.assert(
      fc.property(fc.constantFrom('430102', '430182', '110101', '659001'), digits, digits, (county, street, community) => {
        let at = region(county + street + community);
        for (let parent = parentOf(at); parent !== null; parent = parentOf(at)) {
          expect(contains(parent, at)).toBe(true);
          at = parent;
        }
        expect(at).toBe(country);
      }),
    );
  });

  it('may be of an earlier year', () => {
    expect(isAreaOfAnyYear('430124')).toBe(true);
    expect(isAreaOfAnyYear('430122')).toBe(true);
    expect(isAreaOfAnyYear('430199')).toBe(false);
    expect(isAreaOfAnyYear('4301')).toBe(false);
    expect(isAreaOfAnyYear('43010200')).toBe(false);
  });
});
