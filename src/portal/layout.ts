import { html, raw } from 'hono/html';
import type { Html, PageContext } from '../kernel/page.ts';
import { words } from '../kernel/text.ts';
import { scriptPath, stylesheetPath } from './assets.ts';
import { icon, type IconName } from './icons.ts';
import { hiddenFields } from './parts/form.ts';
import { searchForm } from './parts/search.ts';
import { type Content, languageOf, plain, show, type Words } from './words.ts';

export type Section = 'home' | 'items' | 'cases' | 'licences' | 'inbox' | 'verify';

export interface Layout {
  readonly page: PageContext;
  readonly title: Words;
  readonly description?: Words;
  /** the pages above this one, nearest last; the home page goes without saying */
  readonly breadcrumbs?: readonly { readonly label: Words; readonly path: string }[];
  readonly main: Content;
  readonly current?: Section;
  /** the page has a search form of its own, so the head does not offer a second one */
  readonly ownSearch?: boolean;
}

/** The whole document around the content of a page. */
export function layout(of: Layout): Html {
  const { page } = of;
  const title = plain(page, of.title);
  // A screen reader says the title first: whether the form was refused belongs at its beginning.
  const marked = page.problem === null ? title : `${plain(page, wrongWords)}${title}`;
  const whole = of.current === 'home' ? plain(page, siteName) : `${marked} - ${plain(page, siteName)}`;
  return html`${raw('<!doctype html>')}
<html lang="${languageOf(page.locale)}"${page.large ? html` data-type="large"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${whole}</title>
${of.description ? html`<meta name="description" content="${plain(page, of.description)}">` : ''}
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${stylesheetPath}">
<script src="${scriptPath}"${page.nonce === '' ? '' : html` nonce="${page.nonce}"`} defer></script>
</head>
<body>
<a class="skip" href="#main">${show(page, skipWords)}</a>
${page.demo ? html`<aside class="demo" aria-label="${plain(page, demoName)}"><p class="width">${show(page, demoWords)}</p></aside>` : ''}
${head(of)}
<div class="width body">
${trail(of)}<main id="main" tabindex="-1">${show(page, of.main)}</main>
</div>
${foot(page)}
</body>
</html>`;
}

function head(of: Layout): Html {
  const { page } = of;
  return html`<header class="head">
<div class="width head-row">
<a class="brand" href="/"><span class="brand-name" lang="zh-CN">一次办</span> <span class="brand-latin" lang="en">OneVisit</span>${
    page.place ? html` <span class="brand-place">${show(page, page.place)}</span>` : ''
  }</a>
${of.ownSearch ? '' : searchForm({ page, place: 'head' })}
<div class="head-tools">
${languageLink(page)}
${typeSizeLink(page)}
${person(page)}
</div>
</div>
<nav class="sections" aria-label="${plain(page, sectionsName)}"><ul class="width">${sections.map(
    (section) =>
      html`<li${section.name === 'verify' ? html` class="wide-only"` : ''}><a href="${section.path}"${
        section.name === of.current ? html` aria-current="page"` : ''
      }>${icon(section.name)}<span>${show(page, section.label)}</span></a></li>`,
  )}</ul></nav>
</header>`;
}

/** The language's own name in its own language, so that the person who needs it can read it. */
function languageLink(page: PageContext): Html {
  const other = page.locale === 'zh' ? { locale: 'en', name: 'English', lang: 'en' } : { locale: 'zh', name: '中文', lang: 'zh-CN' };
  return html`<a class="tool" href="/language/${other.locale}?back=${encodeURIComponent(page.url)}" lang="${other.lang}" hreflang="${other.lang}">${other.name}</a>`;
}

function typeSizeLink(page: PageContext): Html {
  return html`<a class="tool" href="/type-size/${page.large ? 'normal' : 'large'}?back=${encodeURIComponent(page.url)}">${show(
    page,
    page.large ? normalTypeWords : largeTypeWords,
  )}</a>`;
}

function person(page: PageContext): Html {
  if (page.asker.role === 'public') return html`<a class="tool tool-strong" href="/sign-in?back=${encodeURIComponent(page.url)}">${show(page, signInWords)}</a>`;
  return html`<form class="person" method="post" action="/sign-out">${hiddenFields(page)}<span class="person-name">${icon('person')}<span class="hidden">${show(
    page,
    signedInWords,
  )}</span><span>${page.personName ?? ''}</span></span><button class="tool" type="submit">${show(page, signOutWords)}</button></form>`;
}

function trail(of: Layout): Html {
  const { page, breadcrumbs } = of;
  if (of.current === 'home' || breadcrumbs === undefined) return html``;
  return html`<nav class="breadcrumbs" aria-label="${plain(page, trailName)}"><ol><li><a href="/">${show(page, homeWords)}</a></li>${breadcrumbs.map(
    (crumb) => html`<li><a href="${crumb.path}">${show(page, crumb.label)}</a></li>`,
  )}<li aria-current="page">${show(page, of.title)}</li></ol></nav>
`;
}

function foot(page: PageContext): Html {
  return html`<footer class="foot"><div class="width">
<p class="foot-what">${show(page, whatItIsWords)}</p>
<ul class="foot-links">
<li><a href="tel:12345">${show(page, phoneWords)}</a></li>
<li><a href="/verify">${show(page, verifyWords)}</a></li>
<li><a href="/accessibility">${show(page, accessibilityWords)}</a></li>
<li><a href="/api/openapi.json">${show(page, apiWords)}</a></li>
</ul>
</div></footer>`;
}

export const siteName = words('一次办 OneVisit', 'OneVisit 一次办');
const homeWords = words('首页', 'Home');
const verifyWords = words('证照核验', 'Verify a licence');

const sections: readonly { readonly name: Section & IconName; readonly path: string; readonly label: Words }[] = [
  { name: 'home', path: '/', label: homeWords },
  { name: 'items', path: '/items', label: words('办事', 'Services') },
  { name: 'cases', path: '/cases', label: words('我的办件', 'My cases') },
  { name: 'licences', path: '/licences', label: words('我的证照', 'My licences') },
  { name: 'inbox', path: '/inbox', label: words('消息', 'Messages') },
  { name: 'verify', path: '/verify', label: verifyWords },
];

const skipWords = words('跳到正文', 'Skip to content');
const wrongWords = words('有误：', 'Error: ');
const demoName = words('演示环境提示', 'Demonstration notice');
const demoWords = words('演示环境：人物、单位和证照均为虚构，不具有法律效力。', 'Demonstration: people, organisations and licences are invented and have no legal effect.');
const sectionsName = words('主导航', 'Main');
const trailName = words('当前位置', 'You are here');
const largeTypeWords = words('大字版', 'Large type');
const normalTypeWords = words('标准字号', 'Normal type');
const signInWords = words('登录', 'Sign in');
const signOutWords = words('退出', 'Sign out');
const signedInWords = words('已登录：', 'Signed in: ');
const whatItIsWords = words(
  '一次办是政务服务办理平台：一张表单，最多跑一次，能用的证照和数据不再要你提交。',
  'OneVisit is a platform for government services: one form, at most one visit, and no paper that the government already has.',
);
const phoneWords = words('政务服务热线 12345', 'Help line 12345');
const accessibilityWords = words('无障碍声明', 'Accessibility');
const apiWords = words('开放接口', 'API');
