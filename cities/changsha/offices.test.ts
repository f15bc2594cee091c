import { describe, expect, test } from 'vitest';
import { loadCity } from '../../src/city.ts';
import { organisationCodeOf, parseCreditCode } from '../../src/standards/credit-code.ts';
import { parseOrganisationCode } from '../../src/standards/organisation-code.ts';
import { contains, levelOf, parseRegion, type RegionCode } from '../../src/standards/regions.ts';
import type { OfficeData, OfficeKind } from '../types.ts';

const city = await loadCity('changsha');
const byId = new Map(city.offices.map((office) => [office.id, office]));

function ofKind(kind: OfficeKind): readonly OfficeData[] {
  return city.offices.filter((office) => office.kind === kind);
}

describe('the office tree of Changsha', () => {
  test.each<[OfficeKind, number]>([
    ['government', 1],
    ['department', 49],
    ['district', 9],
    ['park', 15],
    ['street', 9],
    ['community', 18],
    ['hall', 1],
  ])('has its %s offices: %i', (kind, count) => {
    expect(ofKind(kind)).toHaveLength(count);
  });

  test('names every office once, in slug, Chinese name and credit code', () => {
    for (const key of [(o: OfficeData) => o.id, (o: OfficeData) => o.name.zh, (o: OfficeData) => o.creditCode]) {
      expect(new Set(city.offices.map(key)).size).toBe(city.offices.length);
    }
    expect(city.offices.filter((office) => !/^[a-z0-9-]+$/.test(office.id))).toEqual([]);
    expect(city.offices.filter((office) => !office.name.en?.text)).toEqual([]);
  });

  test('hangs every office below one that exists and whose region holds its own', () => {
    for (const office of city.offices) {
      expect(parseRegion(office.region), office.id).toMatchObject({ ok: true });
      if (office.parent === null) {
        expect(office.kind).toBe('government');
        continue;
      }
      const parent = byId.get(office.parent);
      expect(parent, office.id).toBeDefined();
      expect(contains(parent?.region as RegionCode, office.region as RegionCode), office.id).toBe(true);
    }
  });

  test('puts streets under districts and two communities under each street, by the levels of their codes', () => {
    for (const street of ofKind('street')) {
      expect(byId.get(street.parent ?? '')?.kind).toBe('district');
      expect(levelOf(street.region as RegionCode)).toBe('street');
      const communities = ofKind('community').filter((community) => community.parent === street.id);
      expect(communities.map((community) => levelOf(community.region as RegionCode))).toEqual(['community', 'community']);
    }
    expect(new Set(ofKind('street').map((street) => street.parent)).size).toBe(9);
  });

  test('gives every office a credit code that passes GB 32100 and the organisation code in it GB 11714', () => {
    for (const office of city.offices) {
      const code = parseCreditCode(office.creditCode);
      expect(code, office.id).toMatchObject({ ok: true });
      if (code.ok) expect(parseOrganisationCode(organisationCodeOf(code.value)), office.id).toMatchObject({ ok: true });
    }
  });

  test('marks everything as demo but the city government itself, so that no invented code is taken for a real one', () => {
    expect(city.offices.filter((office) => !office.demo).map((office) => office.id)).toEqual(['changsha']);
    expect(city.offices.filter((office) => office.demo && !/^0731-000\d{5}$/.test(office.phone))).toEqual([]);
    expect(city.offices.filter((office) => office.demo && office.creditCode.slice(8, 10) !== 'MX')).toEqual([]);
  });
});

describe('the hall', () => {
  const windows = byId.get('city-hall')?.windows ?? [];

  test('has the windows W01 to W12, comprehensive ones among them', () => {
    expect(windows.map((window) => window.id)).toEqual(Array.from({ length: 12 }, (_, index) => `W${String(index + 1).padStart(2, '0')}`));
    expect(windows.filter((window) => window.kind === 'comprehensive').length).toBeGreaterThanOrEqual(2);
  });

  test('gives every other window to a department that exists', () => {
    for (const window of windows) if (window.kind === 'department') expect(byId.get(window.department)?.kind, window.id).toBe('department');
  });

  test('calls each window by its number and its department in both languages', () => {
    for (const window of windows) {
      const department = window.kind === 'department' ? byId.get(window.department)?.shortName : { zh: '综合', en: { text: 'Comprehensive' } };
      expect(window.name, window.id).toMatchObject({ zh: `${window.id} ${department?.zh}窗口`, en: { text: `${window.id} ${department?.en?.text} window` } });
    }
  });
});

test('no words of the city are the remains of a program', () => {
  const { calendar: _calendar, ...files } = city;
  expect(JSON.stringify(files).match(/\[object \w*\]|\b(?:undefined|NaN)\b/g)).toBeNull();
});

test('the city itself is the government of the tree, its registers and its outside systems belong to departments', () => {
  const government = byId.get('changsha');
  expect(government).toMatchObject({ creditCode: city.data.creditCode, region: city.data.region });
  expect(() => new Intl.DateTimeFormat('zh-CN', { timeZone: city.data.zone })).not.toThrow();
  for (const lead of Object.values(city.data.registers)) expect(byId.get(lead)?.kind, lead).toBe('department');
  for (const system of city.systems) expect(byId.get(system.office)?.kind, system.id).toBe('department');
});
