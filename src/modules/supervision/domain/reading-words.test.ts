import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fieldsWords, fieldWords } from './fields.ts';
import { purposeWords } from './purposes.ts';

const readings = globSync('src/**/*.ts', { exclude: ['**/*.test.ts'] })
  .flatMap((file) => readFileSync(file, 'utf8').match(/readsPersonal\(\{.*\}\)/g) ?? []);
const stated = (pattern: RegExp) => [...new Set(readings.flatMap((reading) => [...reading.matchAll(pattern)].map(([, name]) => name ?? '')))];

test.each(stated(/purpose: '([^']+)'/g))('the purpose %s is said in words to whom the data belongs', (purpose) => {
  expect(purposeWords(purpose).zh).not.toBe(purpose);
});

test.each(['prefill', 'accept', 'decide', 'reuse'])('so is a look-up in a register to %s', (code) => {
  expect(purposeWords(`register:${code}`).zh).toMatch(/您/);
});

const lists = readings.flatMap((reading) => /fields: \[([^\]]*)\]/.exec(reading)?.[1] ?? []);
const named = [...new Set(lists.flatMap((list) => [...list.matchAll(/['`]([a-zA-Z-]+)/g)].map(([, name]) => name ?? '')))];

test.each(named)('the field %s has a name of its own', (field) => {
  const other = fieldWords('whatever an item calls it').zh;
  expect(field === 'form' || fieldWords(field).zh !== other).toBe(true);
});

test('fields of a form are said as what the form says, once', () => {
  expect(fieldsWords(['businessName', 'premisesAddress', 'phone', 'licence:food', 'licence:health']).map((text) => text.zh)).toEqual(['申请表内容', '手机号', '证照内容']);
});
