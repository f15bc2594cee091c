import { describe, expect, test } from 'vitest';
import { loadCity } from '../../src/city.ts';
import { parseLicenceTypeCode } from '../../src/standards/licence-identifier.ts';

const city = await loadCity('changsha');
const offices = new Map(city.offices.map((office) => [office.id, office]));
const items = new Map(city.items.map((item) => [item.slug, item]));

describe.each(city.licenceTypes.map((type) => [type.slug, type] as const))('the licence type %s', (_, type) => {
  test('has a code of 21 that begins with the credit code of the organ that defines it (GB/T 36904)', () => {
    expect(parseLicenceTypeCode(type.code)).toMatchObject({ ok: true });
    expect(type.code.slice(0, 18)).toBe(offices.get(type.definingOrgan)?.creditCode);
    expect(offices.get(type.issuingOrgan)?.kind).toBe('department');
  });

  test('names each face field once, in Chinese and English', () => {
    expect(new Set(type.faceFields.map((field) => field.name)).size).toBe(type.faceFields.length);
    for (const field of type.faceFields) {
      expect(field.zh.length * field.en.length, field.name).toBeGreaterThan(0);
      if (field.type === 'date') expect(field.maxLength).toBe(10);
    }
  });

  test('draws every required face field, and nothing that is not on the face, inside the page', () => {
    const drawn = type.template.lines.map((line) => line.field);
    const required = type.faceFields.filter((field) => field.required).map((field) => field.name);
    expect([...drawn].sort()).toEqual([...new Set(drawn)].sort());
    expect(required.filter((name) => !drawn.includes(name))).toEqual([]);
    expect(drawn.filter((name) => !type.faceFields.some((field) => field.name === name))).toEqual([]);
    for (const line of type.template.lines) {
      expect(line.x + line.labelWidth + line.width, line.field).toBeLessThanOrEqual(type.template.page.width);
      expect(line.y + (line.maxRows - 1) * 6 + 6, line.field).toBeLessThan(type.template.page.height - 20);
    }
  });

  test('keeps the QR code clear of every line', () => {
    const { qr, lines } = type.template;
    for (const line of lines) {
      const below = line.y + line.maxRows * 6 <= qr.y || line.y >= qr.y + qr.size;
      const beside = line.x + line.labelWidth + line.width <= qr.x || line.x >= qr.x + qr.size;
      expect(below || beside, line.field).toBe(true);
    }
  });

  test('masks personal numbers on the public verification page', () => {
    for (const field of type.faceFields) if (field.zh.includes('公民身份号码')) expect(field.mask).toBe('citizen-number');
  });

  test('is the result of the items that it says', () => {
    for (const slug of type.relatedItems) expect(items.get(slug)?.resultLicenceType, slug).toBe(type.code);
    const givers = city.items.filter((item) => item.resultLicenceType === type.code).map((item) => item.slug);
    expect(givers.sort()).toEqual([...type.relatedItems].sort());
  });
});

test('there are eight types, each code and slug once', () => {
  expect(city.licenceTypes).toHaveLength(8);
  expect(new Set(city.licenceTypes.map((type) => type.code)).size).toBe(8);
  expect(new Set(city.licenceTypes.map((type) => type.slug)).size).toBe(8);
});
