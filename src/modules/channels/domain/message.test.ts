import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageLimitCharacters, messageOf } from './message.ts';

test('a message says what happened and where to look', () => {
  expect(messageOf({ zh: '您的办件已受理' })).toBe('【一次办】您的办件已受理，详情请登录查看。');
});

test('no title makes a message longer than one part', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (zh) => messageOf({ zh }).length <= messageLimitCharacters));
});
