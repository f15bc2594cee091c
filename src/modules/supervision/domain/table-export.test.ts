import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRow } from './table-export.ts';

test.each([
  [['a', 'b'], 'a,b\r\n'],
  [['a,b', 'say "x"'], '"a,b","say ""x"""\r\n'],
  [['=1+1', '-2', '@x', '+3'], "'=1+1,'-2,'@x,'+3\r\n"],
])('%j is written as %j', (cells, expected) => {
  expect(csvRow(cells)).toBe(expected);
});

test('no cell begins as a formula', () => {
  fc.assert(fc.property(fc.string({ minLength: 1 }), (cell) => !/^"?[=+\-@\t\r]/.test(csvRow([cell]))));
});
