import { expect, test } from 'vitest';
import { promisesText, speedLine, staleDocuments, withFigures } from '../../bench/promises.ts';

const line = { promise: 'nothing is lost', test: 'tests/faults (T01)', figure: 'kept: kills 5', when: '2026-11-22, abc', command: 'npm run faults -- T01' };

test('PROMISES.md and the README’s figures are what the kept results say (npm run bench -- promises)', () => {
  expect(staleDocuments()).toEqual([]);
});

test('a figure that was typed is seen: the page is a function of the results', () => {
  expect(promisesText([line])).not.toBe(promisesText([{ ...line, figure: 'kept: kills 6' }]));
  const readme = 'before\n<!-- figures -->\nold\n<!-- /figures -->\nafter\n';
  expect(withFigures(readme, [line])).toContain('| nothing is lost | kept: kills 5 |');
  expect(withFigures(withFigures(readme, [line]), [line])).toBe(withFigures(readme, [line]));
});

const errand = { errandsPerSecond: 20, limitPerSecond: 80, ratio: 0.25, pdfP99Ms: 60, p99Ms: { search: 4, submit: 99.9 }, at: '2026-11-22T08:00:00.000Z', commit: '0123456789', command: 'npm run bench -- errand' };

test('a speed that does not reach its goal is called not kept', () => {
  const said = (name: string, result: Record<string, unknown>) => speedLine(name, result)[0]?.figure.split(':')[0];
  expect(said('errand', errand)).toBe('kept');
  expect(said('errand', { ...errand, ratio: 0.249 })).toBe('**not kept**');
  expect(said('errand', { ...errand, p99Ms: { search: 100, submit: 99.9 } })).toBe('**not kept**');
  expect(said('start', { ...errand, firstPageMs: 4_999 })).toBe('kept');
  expect(said('start', { ...errand, firstPageMs: 5_000 })).toBe('**not kept**');
});

test('a README without its marks is refused', () => {
  expect(() => withFigures('no marks', [line])).toThrow(/marks/);
});
