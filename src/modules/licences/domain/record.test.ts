import { beforeAll, describe, expect, test } from 'vitest';
import { openMint } from '../../../../tests/support/licence-mint.ts';
import { canonicalText } from '../../../kernel/canonical.ts';
import { readRecord, recordText, type SignedRecord } from './record.ts';

let record: SignedRecord;
beforeAll(async () => {
  const { genuine } = await openMint('ed25519', 1);
  record = genuine[0]?.record.readable as SignedRecord;
});

describe('the signed text', () => {
  test('is read back as it was written', () => {
    expect(readRecord(recordText(record))).toEqual({ record });
  });

  test.each<[string, (text: string) => string]>([
    ['spaces', (text) => text.replace('{', '{ ')],
    ['another order of keys', (text) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse()))],
    ['an escape that need not be', (text) => text.replace('"grade":"A"', '"grade":"\\u0041"')],
    ['a key twice', (text) => text.replace('"grade":"A"', '"grade":"A","grade":"A"')],
    ['something after its end', (text) => `${text}\n`],
  ])('has one form only: not with %s', (_name, twin) => {
    expect(readRecord(twin(recordText(record)))).toEqual({ wrong: expect.stringMatching(/canonical|twice/) });
  });

  test.each<[string, Record<string, unknown>]>([
    ['another type than its identifier', { type: { code: '11430100MX00002037001', name: '教师资格证' } }],
    ['another organ than its identifier', { issuer: { name: 'x', code: '11430100MX00002037', region: '430100000000' } }],
    ['another version than its identifier', { version: '002' }],
    ['an end before its beginning', { validTo: '2026-05-05' }],
    ['a checked copy without who checked it', { grade: 'B' }],
    ['a check on what the organ made itself', { checked: { office: 'x', window: 'W01', at: '2026-05-06T00:00:00.000Z', copy: 'ab'.repeat(32) } }],
    ['a day that does not exist', { issuedOn: '2026-02-30' }],
    ['a field that no reader knows', { note: 'x' }],
    ['a number where text stands', { number: 1 }],
  ])('is no record with %s', (_name, change) => {
    expect(readRecord(canonicalText({ ...record, ...change }))).toEqual({ wrong: expect.any(String) });
  });
});
