import type { Brand } from '../kernel/brand.ts';
import { done, refuse, type Outcome } from '../kernel/outcome.ts';
import { words, type Text } from '../kernel/text.ts';
import areaCodes from '../../reference/regions/area-codes.json' with { type: 'json' };

/**
 * A region of any level in 12 digits: 6 of GB/T 2260 (province, city, county), 3 of GB/T 10114 (street or town),
 * 3 of the statistics office (community or village); a level that is not reached is zeros.
 */
export type RegionCode = Brand<string, 'RegionCode'>;
export type RegionLevel = 'country' | 'province' | 'city' | 'county' | 'street' | 'community';
export type RegionRefusal = { readonly kind: 'region-form' } | { readonly kind: 'region-unknown' };

export const country = '000000000000' as RegionCode;

/** Reads 6, 9 or 12 digits; the first six must be a code of GB/T 2260 of any year since 1981. */
export function parseRegion(text: string): Outcome<RegionCode, RegionRefusal> {
  if (!/^(\d{6}|\d{9}|\d{12})$/.test(text)) return refuse({ kind: 'region-form' });
  const region = text.padEnd(12, '0') as RegionCode;
  if (region === country) return done(region);
  if (!isAreaOfAnyYear(text.slice(0, 6))) return refuse({ kind: 'region-unknown' });
  if (region.slice(6, 9) === '000' && region.slice(9) !== '000') return refuse({ kind: 'region-form' });
  return done(region);
}

export function levelOf(region: RegionCode): RegionLevel {
  if (region === country) return 'country';
  if (region.endsWith('0000000000')) return 'province';
  if (region.endsWith('00000000')) return 'city';
  if (region.endsWith('000000')) return 'county';
  return region.endsWith('000') ? 'street' : 'community';
}

const significantDigits = { country: 0, province: 2, city: 4, county: 6, street: 9, community: 12 } satisfies Record<RegionLevel, number>;
const parentLevel = {
  country: null,
  province: 'country',
  city: 'province',
  county: 'city',
  street: 'county',
  community: 'street',
} satisfies Record<RegionLevel, RegionLevel | null>;

/** The region one level up; a county that its province governs directly (省直辖) has a city of that number, which is no place. */
export function parentOf(region: RegionCode): RegionCode | null {
  const parent = parentLevel[levelOf(region)];
  return parent === null ? null : (region.slice(0, significantDigits[parent]).padEnd(12, '0') as RegionCode);
}

/** Whether a region is another one or lies inside it. */
export function contains(outer: RegionCode, inner: RegionCode): boolean {
  return inner.startsWith(outer.slice(0, significantDigits[levelOf(outer)]));
}

/** The short form that other systems use: 6 digits down to a county, 9 for a street, 12 for a community. */
export function shortRegion(region: RegionCode): string {
  return region.slice(0, Math.max(6, significantDigits[levelOf(region)]));
}

const areas: Readonly<Record<string, string>> = areaCodes;

/** Whether GB/T 2260 had this 6-digit code in any year: an identity number keeps the code of its time (宁乡 430124 until 2017). */
export function isAreaOfAnyYear(code: string): boolean {
  const lastPairs = areas[code.slice(0, 4)] ?? '';
  for (let at = 0; at < lastPairs.length; at += 2) if (lastPairs.slice(at, at + 2) === code.slice(4)) return true;
  return false;
}

export const regionWords = {
  'region-form': words('行政区划代码应为6位、9位或12位数字', 'A region code has 6, 9 or 12 digits'),
  'region-unknown': words('没有这个行政区划代码（GB/T 2260）', 'There is no such region code (GB/T 2260)'),
} satisfies Record<RegionRefusal['kind'], Text>;
