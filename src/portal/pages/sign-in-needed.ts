import { html } from 'hono/html';
import type { Html, PageContext } from '../../kernel/page.ts';
import { words } from '../../kernel/text.ts';
import { layout } from '../layout.ts';
import { show } from '../words.ts';

/** Shown in place of a page that wants to know who asks; signing in leads back to it. */
export function signInNeededPage(page: PageContext): Html {
  return layout({
    page,
    title: titleWords,
    main: html`<div class="problem-page"><h1>${show(page, titleWords)}</h1>
<p class="lead">${show(page, whyWords)}</p>
<p class="buttons"><a class="button button-primary" href="/sign-in?back=${encodeURIComponent(page.url)}">${show(page, signInWords)}</a><a class="button button-secondary" href="/items">${show(
      page,
      browseWords,
    )}</a></p>
<p>${show(page, freeWords)}</p></div>`,
  });
}

const titleWords = words('请先登录', 'Please sign in first');
const whyWords = words('这一页有个人信息，只给本人看。登录后会回到这里。', 'This page holds personal information and is shown to its owner only. After signing in you come back here.');
const signInWords = words('登录', 'Sign in');
const browseWords = words('先看看办事事项', 'Look at services first');
const freeWords = words('查询事项和核验证照不用登录。', 'Looking up services and verifying licences needs no account.');
