import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { words } from '../kernel/text.ts';
import { portalAssets } from './assets.ts';
import { galleryPage } from './gallery.ts';
import { accessibilityPage } from './pages/accessibility.ts';
import { errorPage } from './pages/error.ts';
import { homePage } from './pages/home.ts';
import { signInNeededPage } from './pages/sign-in-needed.ts';
import { formsOf, skeletonOf, tagsOf } from './testing/markup.ts';
import { fullHome, pageFor, refusedGallery, signedIn } from './testing/pages.ts';

const sample = { name: '湘味小馆', longName: '长沙市岳麓区湘江新区麓谷企业广场湘菜餐饮文化有限责任公司第一分公司' };

const documents: readonly (readonly [string, string])[] = (['zh', 'en'] as const).flatMap((locale) => [
  [`home ${locale}`, String(homePage(fullHome(pageFor({ locale }))))] as const,
  [`home without content ${locale}`, String(homePage({ page: signedIn('李四', { locale }), popular: [], topics: [] }))] as const,
  [`gallery ${locale}`, String(galleryPage(signedIn('李四', { locale }), sample))] as const,
  [`gallery refused ${locale}`, String(galleryPage(pageFor({ locale, problem: refusedGallery() }), sample))] as const,
  [`not found ${locale}`, String(errorPage({ page: pageFor({ locale }), problem: { type: 'x', title: 'x', status: 404 } }))] as const,
  [`sign-in needed ${locale}`, String(signInNeededPage(pageFor({ locale })))] as const,
  [`accessibility ${locale}`, String(accessibilityPage(pageFor({ locale })))] as const,
]);

describe('hostile text', () => {
  const hostile = fc
    .array(fc.oneof(fc.constantFrom('<script>', '</title>', '"', "'", '>', '&', '&lt;', '<!--', '` onload=', 'javascript:', '中'), fc.string({ maxLength: 6 })), {
      minLength: 1,
      maxLength: 6,
    })
    .map((pieces) => `a${pieces.join('')}`);

  test('never becomes markup, in whatever part of the gallery it stands', () => {
    const render = (text: string) =>
      String(
        galleryPage(
          signedIn(text, { csrf: text, key: text, url: `/${text}`, nonce: text, place: { zh: text }, problem: refusedGallery(text), submitted: { address: text, trade: text } }),
          { name: text, longName: text },
        ),
      );
    const expected = skeletonOf(render('a'));
    fc.assert(
      fc.property(hostile, (text) => {
        expect(skeletonOf(render(text))).toBe(expected);
      }),
    );
  });

  test('never becomes markup on the home and the error page', () => {
    const render = (text: string) =>
      String(
        homePage({
          page: pageFor({ locale: 'en', url: `/${text}` }),
          popular: [{ name: { zh: text }, path: `/items/${text}`, marks: ['online'] }],
          topics: [{ name: words(text, text), path: `/items/${text}`, of: 'people', description: text }],
        }),
      ) + String(errorPage({ page: pageFor({ url: `/b${text}` }), problem: { type: 'x', title: text, detail: text, status: 422, instance: text } }));
    const expected = skeletonOf(render('a'));
    fc.assert(
      fc.property(hostile, (text) => {
        expect(skeletonOf(render(text))).toBe(expected);
      }),
    );
  });

  test('a leading line break that the person typed in a text area is kept', () => {
    expect(String(galleryPage(pageFor({ submitted: { address: '\n一楼' } }), sample))).toMatch(/<textarea[^>]*>\n\n一楼<\/textarea>/);
  });
});

describe.each(documents)('%s', (_name, document) => {
  const tags = tagsOf(document);
  const ids = tags.flatMap((tag) => tag.attributes.get('id') ?? []);
  const pointedTo = (attribute: string) => tags.flatMap((tag) => (tag.attributes.get(attribute) ?? '').split(' ').filter((id) => id !== ''));

  test('has each id once', () => {
    expect(ids.filter((id, position) => ids.indexOf(id) !== position)).toEqual([]);
  });

  test('points only to ids that are there', () => {
    const inPage = pointedTo('href')
      .filter((target) => target.startsWith('#'))
      .map((target) => target.slice(1));
    expect(inPage).toContain('main');
    for (const id of [...inPage, ...pointedTo('for'), ...pointedTo('aria-describedby'), ...pointedTo('aria-labelledby')]) expect(ids).toContain(id);
  });

  test('labels every control that a person fills in', () => {
    const labelled = new Set(pointedTo('for'));
    const controls = tags.filter((tag) => ['input', 'select', 'textarea'].includes(tag.name) && tag.attributes.get('type') !== 'hidden');
    for (const control of controls) expect(labelled, `${control.name} ${control.attributes.get('name')}`).toContain(control.attributes.get('id'));
  });

  test('carries the token and the key in every form that writes, and only there', () => {
    for (const { tag, inside } of formsOf(document)) {
      const writes = tag.attributes.get('method') === 'post';
      expect(inside.includes('<input type="hidden" name="_csrf" value="token-of-this-session">')).toBe(writes);
      expect(inside.includes('<input type="hidden" name="_key" value="key-of-this-form">')).toBe(writes);
    }
  });

  test('has nothing that the content security policy would refuse', () => {
    for (const tag of tags) {
      expect([...tag.attributes.keys()].filter((name) => name === 'style' || name.startsWith('on'))).toEqual([]);
      expect(tag.attributes.get('href') ?? '').not.toMatch(/^javascript:/i);
    }
    expect(document.match(/<script\b[^>]*>/g)).toEqual([expect.stringMatching(/ src="\/assets\/portal-[0-9a-f]{16}\.js" nonce="nonce-of-this-answer" defer>$/)]);
    expect(document).not.toContain('<style');
  });

  test('has one main heading', () => {
    expect(tags.filter((tag) => tag.name === 'h1')).toHaveLength(1);
  });
});

describe('language', () => {
  test.each([
    ['zh', 'zh-CN'],
    ['en', 'en'],
  ] as const)('a page in %s says so on its root', (locale, lang) => {
    expect(tagsOf(String(homePage(fullHome(pageFor({ locale })))))[0]?.attributes.get('lang')).toBe(lang);
  });

  test('on an English page what has no translation is Chinese and marked as Chinese, on a Chinese page it needs no mark', () => {
    const popular = [{ name: { zh: '社会保险参保登记' }, path: '/items/1', marks: [] }];
    expect(String(homePage({ page: pageFor({ locale: 'en' }), popular, topics: [] }))).toContain('<span lang="zh-CN">社会保险参保登记</span>');
    expect(String(homePage({ page: pageFor(), popular, topics: [] }))).toContain('<a href="/items/1">社会保险参保登记</a>');
  });

  test('the language switch names the other language in that language and comes back to this page', () => {
    expect(String(signInNeededPage(pageFor()))).toContain('<a class="tool" href="/language/en?back=%2Fitems%3Ftopic%3Dfood" lang="en" hreflang="en">English</a>');
  });
});

describe('frame', () => {
  test('the first page with its stylesheet and script stays under 60 kB', () => {
    const assetBytes = portalAssets().reduce((sum, asset) => sum + asset.body.length, 0);
    for (const locale of ['zh', 'en'] as const) expect(Buffer.byteLength(String(homePage(fullHome(pageFor({ locale }))))) + assetBytes).toBeLessThan(60_000);
  });

  test('assets carry the hash of their content in their name and may be kept', () => {
    expect(portalAssets().map((asset) => asset.path.replace(/[0-9a-f]{16}/, 'hash'))).toEqual(['/assets/portal-hash.css', '/assets/portal-hash.js']);
    expect(portalAssets().every((asset) => asset.immutable)).toBe(true);
  });

  test('where the policy names our own address and no nonce, the script carries none', () => {
    expect(String(signInNeededPage(pageFor({ nonce: '' })))).toMatch(/<script src="[^"]+" defer>/);
  });

  test('large type is a mark on the root, and the switch offers the way back', () => {
    const large = String(signInNeededPage(pageFor({ large: true })));
    expect(large).toContain('data-type="large"');
    expect(large).toContain('/type-size/normal?back=');
    expect(String(signInNeededPage(pageFor()))).toContain('/type-size/large?back=');
  });

  test('demo mode shows its banner, production does not', () => {
    expect(String(signInNeededPage(pageFor({ demo: true })))).toContain('演示环境');
    expect(String(signInNeededPage(pageFor({ demo: false })))).not.toContain('演示环境');
  });

  test('the title of a refused form says first that something is wrong', () => {
    expect(String(galleryPage(pageFor({ problem: refusedGallery() }), sample))).toContain('<title>有误：部件陈列 - 一次办 OneVisit</title>');
  });
});
