import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safePath } from './web.ts';

test.each([
  ['/cases?after=1', '/cases?after=1'],
  ['/', '/'],
  [undefined, '/'],
  ['https://evil.example/x', '/'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['javascript:alert(1)', '/'],
])('after turning the language %j leads to %j', (back, expected) => {
  expect(safePath(back)).toBe(expected);
});

test('no text leads to another site', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.string().map((rest) => `/${rest}`)), (back) => /^\/(?![/\\])/.test(safePath(back))));
});
