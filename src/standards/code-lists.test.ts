import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { choicesOf, codeLists, findCode, getCode, isCode, isCodeListId, type CodeList } from './code-lists.ts';
import { suspensionReasons } from './clock-events.ts';

const lists: [string, CodeList][] = Object.entries(codeLists);

describe('the code lists', () => {
  it('are the eighteen of the elements with the four-grade view, and those of cases, materials and people', () => {
    const elementLists = lists.map(([id]) => id).filter((id) => id.startsWith('CL-'));
    expect(elementLists).toEqual([...Array.from({ length: 11 }, (_, index) => `CL-${String(index + 1).padStart(2, '0')}`), 'CL-11B', ...numbered(12, 18)]);
    expect(readdirSync(new URL('../../reference/code-lists/', import.meta.url))).toHaveLength(lists.length);
  });

  it.each(lists)('%s has its id, a source, and each code once with words in both languages', (id, list) => {
    expect(list.id).toBe(id);
    expect(list.source).not.toBe('');
    expect(new Set(list.values.map(({ code }) => code)).size).toBe(list.values.length);
    for (const { code, zh, en } of list.values) {
      expect(code).toMatch(/^[0-9A-Z]+$/);
      expect(zh).toMatch(/[一-鿿]|^WAP$/);
      expect(en).toMatch(/^[ -~]+$/);
    }
  });

  it('answer with words, with null for a code they do not have, and with a fault where one was promised', () => {
    expect(findCode('CL-01', '01')?.zh).toBe('行政许可');
    expect(findCode('nationality', '15')?.zh).toBe('土家族');
    expect(findCode('CL-01', '1')).toBeNull();
    expect(isCode('sex', '9')).toBe(true);
    expect(isCode('sex', '3')).toBe(false);
    expect(getCode('holder-kind', '111').zh).toBe('公民身份号码');
    expect(() => getCode('holder-kind', '112')).toThrow('holder-kind: 112');
  });

  it('know their own ids and no inherited word', () => {
    expect(isCodeListId('CL-18')).toBe(true);
    expect(isCodeListId('CL-19')).toBe(false);
    expect(isCodeListId('toString')).toBe(false);
  });

  it('offer their choices in the order of the standard', () => {
    expect(choicesOf('CL-10').map(({ code, text }) => `${code} ${text.zh}`)).toEqual(['1 是', '0 否']);
    expect(choicesOf('nationality')).toHaveLength(58);
  });

  it('have the kind of every reason that stops a clock', () => {
    for (const { code } of Object.values(suspensionReasons)) expect(isCode('CL-16', code)).toBe(true);
  });
});

function numbered(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `CL-${first + index}`);
}
