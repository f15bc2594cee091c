import { describe, expect, test } from 'vitest';
import { allowed, forbiddenIn, numbersIn } from './numbers.ts';
import { trackedTexts } from './tracked.ts';

const list = allowed();
// Composed here, so that this file holds no valid number itself; no such area has citizens or registers anybody.
const somebodys = ['820001', '19010101', '123', '5'];
const somebodysCode = ['91999999', 'MA4L1234', '4', 'P'];

describe('no number that could be somebody’s stands in the project', () => {
  test('every valid citizen number and credit code is of the demo range or printed in a standard', () => {
    const files = trackedTexts();
    expect(files.length).toBeGreaterThan(300);
    expect(files.flatMap((file) => forbiddenIn(file, list))).toEqual([]);
  });

  test('the search sees the invented people of the demo, so it would see others', () => {
    const [people] = trackedTexts(/^cities\/changsha\/demo\/people\.json$/);
    expect(numbersIn(people?.text ?? '').filter(({ kind }) => kind === 'citizenNumbers').length).toBeGreaterThan(10);
    const [entities] = trackedTexts(/^cities\/changsha\/demo\/entities\.json$/);
    expect(numbersIn(entities?.text ?? '').filter(({ kind }) => kind === 'creditCodes').length).toBeGreaterThan(3);
  });

  test('every published number still stands where the list says', () => {
    const texts = new Map(trackedTexts().map(({ path, text }) => [path, text]));
    const idle = list.published.flatMap(({ number, where }) =>
      where.filter((path) => path !== '*' && !numbersIn(texts.get(path) ?? '').some((found) => found.number === number)).map((path) => `${path}: ${number}`),
    );
    expect(idle).toEqual([]);
  });
});

describe('a planted number is found', () => {
  test.each([
    ['plain', somebodys.join('')],
    ['with blanks', somebodys.join(' ')],
    ['with hyphens', somebodys.join('-')],
    ['in full-width digits', somebodys.join('').replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))],
    ['inside a sentence', `张三，${somebodys.join('')}，女`],
    ['in a name of a file', `scan-${somebodys.join('')}.png`],
  ])('a citizen number %s', (_how, text) => {
    expect(forbiddenIn({ path: 'planted.md', text }, list)).toHaveLength(1);
  });

  test.each([
    ['plain', somebodysCode.join('')],
    ['at the head of a longer code', `${somebodysCode.join('')}4000116001000`],
    ['inside a licence identifier', `1.2.156.3005.2.${somebodysCode.join('')}001.x`],
  ])('a credit code %s', (_how, text) => {
    expect(forbiddenIn({ path: 'planted.md', text }, list)).toHaveLength(1);
  });

  test('a published number in a file that the list does not name', () => {
    const [first] = list.published;
    expect(forbiddenIn({ path: 'src/elsewhere.ts', text: first?.number ?? '' }, list)).toHaveLength(1);
  });

  test.each(['82000119010101123', '820001190113011238', '820001190101011231', '20260101120000123'])('%s is nobody’s number', (text) => {
    expect(numbersIn(text)).toEqual([]);
  });
});
