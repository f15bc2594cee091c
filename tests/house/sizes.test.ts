import { describe, expect, test } from 'vitest';
import { functionsOf, linesOf, sizesOf } from './sizes.ts';
import { trackedTexts } from './tracked.ts';

/** Files that are long because they are a list; each with its reason. */
const longLists: Readonly<Record<string, string>> = {
  'cities/types.ts': 'the shapes of a city’s data files, types only: the 70 elements of an item stand in it one by one',
};

const fileLimitLines = 450;
const functionLimitLines = 120;

describe('files and functions stay small', () => {
  const code = trackedTexts(/^(src|cities|tests|bench)\/.*\.tsx?$|^scripts\/.*\.mjs$/);
  const product = code.filter(({ path }) => path.startsWith('src/') && !path.includes('.test.'));

  test('the figures of the product are those of a house of small files', () => {
    const sizes = sizesOf(product);
    console.info(`sizes: ${JSON.stringify(sizes)}`);
    expect(sizes.files).toBeGreaterThan(200);
    expect(sizes.median).toBeLessThan(120);
    expect(sizes.percentile95).toBeLessThan(300);
  });

  test('no file is grossly long', () => {
    expect(code.filter(({ path, text }) => linesOf(text) > fileLimitLines && !(path in longLists)).map(({ path }) => path)).toEqual([]);
  });

  test('every long list is still there and still long', () => {
    const long = new Set(code.filter(({ text }) => linesOf(text) > fileLimitLines).map(({ path }) => path));
    expect(Object.keys(longLists).filter((path) => !long.has(path))).toEqual([]);
  });

  test('no function is grossly long', () => {
    const functions = code.filter(({ path }) => !path.includes('.test.')).flatMap(({ path, text }) => functionsOf(text).map((one) => ({ path, ...one })));
    expect(functions.length).toBeGreaterThan(800);
    expect(functions.filter(({ lines }) => lines > functionLimitLines).map(({ path, name, lines }) => `${path}: ${name} has ${lines} lines`)).toEqual([]);
  });
});

describe('a long one is measured', () => {
  const body = Array.from({ length: 130 }, (_, index) => `  work(${index});`).join('\n');
  test.each([
    ['function', `export async function long(a: number): Promise<void> {\n${body}\n}\n`, 'long'],
    ['function over several lines of parameters', `function long(\n  a: number,\n): void {\n${body}\n}\n`, 'long'],
    ['arrow', `const long = async (a: number): Promise<void> => {\n${body}\n};\n`, 'long'],
    ['method', `class A {\n  async long(a: number): Promise<void> {\n${body.replaceAll('\n', '\n  ')}\n  }\n}\n`, 'long'],
  ])('a %s', (_kind, text, name) => {
    const [longest] = functionsOf(text).sort((a, b) => b.lines - a.lines);
    expect(longest?.name).toBe(name);
    expect(longest?.lines).toBeGreaterThanOrEqual(132);
  });

  test('one line is one line', () => {
    expect(functionsOf('function one(): number { return 1; }\nfunction two(): void {\n  three();\n}\n')).toEqual([{ name: 'two', lines: 3 }]);
    expect(linesOf('a\nb\n')).toBe(2);
  });

  test('the middle and the long end of a folder', () => {
    const files = [1, 2, 3, 4, 100].map((count) => ({ path: `${count}`, text: 'x\n'.repeat(count) }));
    expect(sizesOf(files)).toEqual({ files: 5, lines: 110, median: 3, percentile95: 100 });
  });
});
