import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../../kernel/day.ts';
import type { Standing } from '../contract.ts';
import { completeFace } from './face.ts';
import { maskedFace } from './face-shown.ts';
import { type LicenceType, readLicenceTypes } from './licence-type.ts';
import { mediaTypeOf } from './media-type.ts';
import { composeNumber, composeSerial } from './number.ts';
import { bestFirst } from './reuse.ts';
import { shortCodeOf, tidyShortCode } from './short-code.ts';
import { actsOn, mayAct, standingActs, standingOf } from './standing.ts';
import { lastValidDay } from './validity.ts';

describe('the last valid day', () => {
  test.each([
    ['2026-05-06', 5, '2031-05-05'],
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-28'],
    ['2026-01-01', 1, '2026-12-31'],
    ['2026-03-01', 1, '2027-02-28'],
    ['2027-03-01', 1, '2028-02-29'],
  ])('from %s for %i years is %s', (from, years, last) => {
    expect(lastValidDay({ kind: 'years', years }, day(from))).toBe(last);
  });

  test('does not exist where the law sets none', () => {
    expect(lastValidDay({ kind: 'none' }, day('2026-05-06'))).toBeNull();
  });
});

describe('standing', () => {
  test.each([
    ['valid', null, 'valid'],
    ['valid', '2026-05-06', 'valid'],
    ['valid', '2026-05-05', 'expired'],
    ['suspended', '2026-05-05', 'expired'],
    ['revoked', '2026-05-05', 'revoked'],
    ['replaced', '2026-05-05', 'replaced'],
    ['prepared', '2026-05-05', 'prepared'],
  ] as const)('%s, valid to %s, stands as %s on 2026-05-06', (state, validTo, standing) => {
    expect(standingOf({ state, validTo: validTo && day(validTo) }, day('2026-05-06'))).toBe(standing);
  });

  test.each<[Standing, readonly string[]]>([
    ['prepared', []],
    ['valid', ['suspend', 'revoke']],
    ['expired', ['revoke']],
    ['suspended', ['restore', 'revoke']],
    ['revoked', []],
    ['replaced', []],
  ])('%s is open for %j, and each closed act says why', (standing, open) => {
    const acts = actsOn(standing);
    expect(acts.filter((act) => act.allowed).map((act) => act.act)).toEqual(open);
    for (const act of acts) expect(act.why === null).toBe(act.allowed);
    for (const act of standingActs) expect(mayAct(act, standing)).toBe(open.includes(act));
  });
});

describe('numbers', () => {
  test('are prefix, year where the pattern has one, and serial', () => {
    expect(composeNumber({ prefix: 'JY24301', year: false, serialDigits: 7 }, 2026, 42)).toBe('JY243010000042');
    expect(composeNumber({ prefix: 'CSJK', year: true, serialDigits: 8 }, 2026, 1)).toBe('CSJK202600000001');
  });

  test('end with the series: the next one is a fault, not a longer number', () => {
    expect(() => composeNumber({ prefix: 'X', year: false, serialDigits: 2 }, 2026, 100)).toThrow('full');
  });

  test('serials have the day and 12 characters without I, L, O and U, and differ by the chance in the id', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 7 }), fc.uuid({ version: 7 }), (one, other) => {
        const serial = composeSerial('2026-05-06', one);
        expect(serial).toMatch(/^20260506[0-9A-HJKMNP-TV-Z]{12}$/);
        expect(serial === composeSerial('2026-05-06', other)).toBe(one.slice(21) === other.slice(21));
      }),
    );
  });
});

const face = (change: Partial<LicenceType['faceFields'][number]> = {}) => ({ faceFields: [{ name: 'name', zh: '姓名', en: 'Name', type: 'text' as const, maxLength: 5, required: true, ...change }] });
const facts = { number: 'N1', issuedOn: day('2026-05-06'), validTo: null, issuerName: '长沙市教育局' };

describe('a face', () => {
  test.each([
    ['is trimmed', face(), { name: ' 李湘云 ' }, { name: '李湘云' }],
    ['counts characters as people do', face({ maxLength: 2 }), { name: '𠮷野' }, { name: '𠮷野' }],
    ['leaves out what is empty and not required', face({ required: false }), { name: '' }, {}],
    ['says 长期 for a licence without end', face({ name: 'validUntil' }), {}, { validUntil: '长期' }],
  ])('%s', (_name, type, given, whole) => {
    expect(completeFace(type, given as unknown as Record<string, string>, facts)).toEqual({ ok: true, value: whole });
  });

  test.each([
    ['missing', face(), {}, 'name'],
    ['too long', face({ maxLength: 2 }), { name: '李湘云' }, 'name'],
    ['no day', face({ type: 'date', maxLength: 10 }), { name: '2026-02-30' }, 'name'],
    ['no number', face({ type: 'integer' }), { name: '1.5' }, 'name'],
    ['a control character', face(), { name: 'a\u0007' }, 'name'],
    ['half a surrogate pair', face(), { name: '\ud800' }, 'name'],
    ['not on this face', face({ required: false }), { colour: 'red' }, 'colour'],
  ])('is refused by its field: %s', (_name, type, given, field) => {
    expect(completeFace(type, given as unknown as Record<string, string>, facts)).toEqual({ ok: false, refusal: { kind: 'licence-face-incomplete', fields: [field] } });
  });

  test('is masked for strangers by the rule of each field, and hidden ones are not there', () => {
    const fields = (['citizen-number', 'name', 'phone', 'address', 'hidden', undefined] as const).map((mask) => ({ name: mask ?? 'open', zh: '', en: '', type: 'text' as const, maxLength: 99, required: true, ...(mask ? { mask } : {}) }));
    const shown = maskedFace({ faceFields: fields }, { 'citizen-number': '430102198001010011', name: '周建国', phone: '13900000001', address: '长沙市芙蓉区文艺路街道', hidden: '秘', open: '语文' });
    expect(Object.fromEntries(shown.map((line) => [line.name, line.value]))).toEqual({
      'citizen-number': '430102********0011',
      name: '周**',
      phone: '139****0001',
      address: '长沙市芙蓉区*****',
      open: '语文',
    });
  });
});

describe('short codes', () => {
  test('follow from the signature: the same for the same, another for another', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 72 }), fc.uint8Array({ minLength: 64, maxLength: 72 }), (one, other) => {
        expect(shortCodeOf(one)).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
        expect(shortCodeOf(one) === shortCodeOf(other)).toBe(Buffer.from(one).equals(Buffer.from(other)));
      }),
    );
  });

  test('are read as people type them', () => {
    expect(tidyShortCode('7k3m q9tx-4oil')).toBe('7K3MQ9TX4011');
  });
});

describe('the catalogue of types', () => {
  const type = { code: '11430100MX00028074001', slug: 'a', holderKind: 'organisation', numberPattern: { from: 'holder-code' }, faceFields: [], template: { lines: [] }, validity: { kind: 'none' } } as unknown as LicenceType;

  test('is found by slug and by code', () => {
    const types = readLicenceTypes([type]);
    expect(types.get('a')).toBe(types.get('11430100MX00028074001'));
  });

  test.each([
    ['a code that is none', { code: 'X' }, 'the code'],
    ['a citizen number in the open', { holderKind: 'person' as const }, 'citizen number'],
    ['a template with a field that is not on the face', { template: { lines: [{ field: 'x' }] } as never }, 'draws x'],
    ['no years', { validity: { kind: 'years' as const, years: 0 } }, 'less than a year'],
  ])('stops the start with %s', (_name, change, words) => {
    expect(() => readLicenceTypes([{ ...type, ...change }])).toThrow(words);
  });

  test('stops the start with a type that stands twice', () => {
    expect(() => readLicenceTypes([type, { ...type, slug: 'b' }])).toThrow('twice');
  });
});

test('the licence to use first is in force, made by the organ, and the newest', () => {
  const of = (standing: Standing, grade: string, issuedOn: string) => ({ standing, summary: { grade, issuedOn } });
  const [b, expired, old, best] = [of('valid', 'B', '2026-05-01'), of('expired', 'A', '2026-05-02'), of('valid', 'A', '2020-01-01'), of('valid', 'A', '2026-01-01')];
  expect(bestFirst([expired, b, old, best])).toEqual([best, old, b, expired]);
});

test.each([
  ['%PDF-1.7\n…%%EOF', 'application/pdf'],
  ['%PDF-1.7 cut off', null],
  ['<svg onload=alert(1)>', null],
  ['', null],
])('a file is what its bytes say: %j is %s', (text, type) => {
  expect(mediaTypeOf(Buffer.from(text))).toBe(type);
});
