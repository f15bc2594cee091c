import { expect, test } from 'vitest';
import { pageFor } from '../testing/pages.ts';
import { errorPage } from './error.ts';

function render(status: number, more: object = {}, page = pageFor()): string {
  return String(errorPage({ page, problem: { type: 'x', title: '工单 7 的内部标题', status, ...more } }));
}

test.each([
  [403, '你不能查看或办理这一项'],
  [404, '没有找到这个页面'],
  [410, '这个页面已经失效'],
  [429, '操作太频繁'],
  [500, '系统出错了'],
  [502, '系统出错了'],
  [503, '服务暂时不可用'],
  [409, '没有办成'],
])('status %i is said as %s', (status, title) => {
  expect(render(status)).toContain(`<h1>${title}</h1>`);
});

test('a refusal that has no page of its own is said in its own words', () => {
  expect(render(409, { detail: '同一份申请已在办理' })).toContain('<p class="lead">工单 7 的内部标题</p><p class="lead">同一份申请已在办理</p>');
});

test('a fault tells its number and none of its inner words', () => {
  const page = render(500, { detail: 'relation "cases" does not exist', instance: 'F-0007' });
  expect(page).toContain('<code>F-0007</code>');
  expect(page).not.toContain('relation');
  expect(page).not.toContain('内部标题');
});

test.each([
  [30, '请等 30 秒后再试。'],
  [90, '请等 2 分钟后再试。'],
  [600, '请等 10 分钟后再试。'],
])('a wait of %i seconds is said as %s', (retryAfterSeconds, said) => {
  expect(render(429, { retryAfterSeconds })).toContain(said);
});

test('somebody without a session is offered to sign in where entry is refused', () => {
  expect(render(403)).toContain('<a class="button button-secondary" href="/sign-in?back=%2Fitems%3Ftopic%3Dfood">');
  expect(render(404)).not.toContain('button-secondary" href="/sign-in');
});

test.each([
  ['/cases?after=1', '/cases?after=1'],
  ['//evil.example/', '/'],
  ['/\\evil.example/', '/'],
  ['https://evil.example/', '/'],
])('trying again at %s leads to %s', (url, target) => {
  expect(render(503, {}, pageFor({ url }))).toContain(`<a class="button button-secondary" href="${target}">再试一次</a>`);
});

test('what was not found can be searched for, once', () => {
  expect(render(404).match(/role="search"/g)).toHaveLength(1);
});
