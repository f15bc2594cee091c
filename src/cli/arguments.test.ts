import { expect, test } from 'vitest';
import { parseArguments } from './arguments.ts';

const flags = new Set(['json', 'once']);

test.each([
  [['check', 'id', '43'], ['check', 'id', '43'], {}],
  [['calendar', 'due', '--from', '2018-09-28', '--days=3', '--json'], ['calendar', 'due'], { from: '2018-09-28', days: '3', json: true }],
  [['x', '--json', 'y'], ['x', 'y'], { json: true }],
  [['x', '--out'], ['x'], { out: true }],
  [['x', '--days', '-3'], ['x'], { days: '-3' }],
])('%j is read as positional %j and options %j', (words, positional, options) => {
  const args = parseArguments(words, flags);
  expect(args.positional).toEqual(positional);
  expect({ ...args.options }).toEqual(options);
});
