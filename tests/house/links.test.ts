import { describe, expect, test } from 'vitest';
import { deadIn, deadPagesIn, pointersIn } from './links.ts';
import { trackedTexts } from './tracked.ts';

describe('what a page points at is there', () => {
  const pages = trackedTexts(/\.md$/);

  test('every link and every path in backticks leads somewhere', () => {
    expect(pages.flatMap(({ text }) => pointersIn(text)).length).toBeGreaterThan(25);
    expect(pages.flatMap((page) => deadIn(page))).toEqual([]);
  });

  test('every page that code names is there', () => {
    expect(trackedTexts(/\.(ts|tsx|mjs|sql|json)$/).filter(({ path }) => !path.startsWith('tests/house/')).flatMap((file) => deadPagesIn(file))).toEqual([]);
  });
});

describe('a dead pointer is found', () => {
  const exists = (path: string) => ['README.md', 'src/portal/README.md', 'src/portal/parts/field.ts', 'docs/a.md', 'src/kernel/'].includes(path);
  const dead = (text: string, path = 'src/portal/README.md') => deadIn({ path, text }, exists);

  test.each([
    ['a link', '[page](missing.md)'],
    ['a picture', '![desk](../../docs/missing.png)'],
    ['a picture as an element', '<img alt="desk" src="missing.png">'],
    ['a path in backticks', 'see `parts/missing.ts`'],
    ['a folder in backticks', 'see `src/missing/`'],
    ['a heading of this page', '# One\n[there](#two)'],
    ['a way out of the project', '[up](../../../outside.md)'],
  ])('%s', (_what, text) => {
    expect(dead(text)).toHaveLength(1);
  });

  test.each([
    ['a path from the page', '`parts/field.ts`'],
    ['a path from the root', '`src/portal/parts/field.ts`'],
    ['a link from the page', '[home](../../README.md)'],
    ['a heading', '# Words of a *room*\n[there](#words-of-a-room)'],
    ['an outside address', '[standard](https://example.org/a.md)'],
    ['a pattern', '`items/<slug>.json` and `src/**/*.ts`'],
    ['a listing', '```\n[not](a-link.md) `missing.ts`\n```'],
    ['what a build makes', '`dist/desk/index.html`'],
  ])('%s is fine', (_what, text) => {
    expect(dead(text)).toEqual([]);
  });

  test('a page named in a comment', () => {
    const remark = (page: string) => ({ path: 'src/x.ts', text: `// see ${page}` });
    expect(deadPagesIn(remark('docs/missing.md'), exists)).toHaveLength(1);
    expect(deadPagesIn(remark('papers.md, finding 10'), exists)).toHaveLength(1);
    expect(deadPagesIn(remark('docs/a.md'), exists)).toEqual([]);
    expect(deadPagesIn({ path: 'src/portal/x.ts', text: '// as the README.md beside it says' }, exists)).toEqual([]);
  });
});
