import { describe, expect, it } from 'vitest';
import { day } from '../../../kernel/day.ts';
import { readName, readNumber, readPhone } from './input.ts';

const kindOf = (answer: { ok: boolean; value?: unknown; refusal?: { kind: string } }) => (answer.ok ? answer.value : answer.refusal?.kind);

describe('what people type', () => {
  it.each([
    ['13900000001', '13900000001'],
    ['139 0000 0001', '13900000001'],
    ['+86 139-0000-0001', '13900000001'],
    ['１３９００００００01', '13900000001'],
    ['12900000001', 'phone-wrong'],
    ['1390000000', 'phone-wrong'],
    ['0731-00060001', 'phone-wrong'],
    ['', 'phone-wrong'],
  ])('as phone %s is %s', (text, phone) => {
    expect(kindOf(readPhone(text))).toBe(phone);
  });

  it.each([
    [' 李湘云 ', '李湘云'],
    ['阿依古丽•买买提', '阿依古丽·买买提'],
    ["Anne-Marie  O'Neill", "Anne-Marie O'Neill"],
    ['李', 'name-wrong'],
    ['李3', 'name-wrong'],
    ['<b>李湘云</b>', 'name-wrong'],
    ['李'.repeat(51), 'name-wrong'],
  ])('as name %s is %s', (text, name) => {
    expect(kindOf(readName(text))).toBe(name);
  });

  it('as a number is refused with the reason', () => {
    expect(readNumber('430103199006150023', day('2018-07-02'))).toEqual({
      ok: false,
      refusal: { kind: 'citizen-number-wrong', field: 'number', why: 'citizen-number-check' },
    });
  });
});
