import { expect, test } from 'vitest';
import { words } from '../kernel/text.ts';
import { plain, show } from './words.ts';

const untranslated = { zh: '个体工商户登记' };

test('a missing translation is shown in Chinese and marked as Chinese', () => {
  expect(String(show({ locale: 'en' }, untranslated))).toBe('<span lang="zh-CN">个体工商户登记</span>');
  expect(plain({ locale: 'en' }, untranslated)).toBe('个体工商户登记');
});

test.each([
  ['zh', words('登录', 'Sign in'), '登录'],
  ['en', words('登录', 'Sign in'), 'Sign in'],
  ['zh', untranslated, '个体工商户登记'],
  ['en', '李四', '李四'],
] as const)('in %s, words that are in the language of the page carry no mark', (locale, content, expected) => {
  expect(String(show({ locale }, content))).toBe(expected);
});
