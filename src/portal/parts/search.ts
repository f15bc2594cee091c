import { html } from 'hono/html';
import type { Html, PageContext } from '../../kernel/page.ts';
import { words } from '../../kernel/text.ts';
import { icon } from '../icons.ts';
import { plain, show } from '../words.ts';

/** The search over items. It reads only, so it is a GET form without a token. */
export function searchForm(of: { readonly page: PageContext; readonly place: 'head' | 'page'; readonly query?: string }): Html {
  const { page } = of;
  const id = `search-${of.place}`;
  return html`<form class="search search-${of.place}" role="search" method="get" action="/search" aria-label="${plain(page, searchName)}">
<label class="${of.place === 'head' ? 'hidden' : 'label'}" for="${id}">${show(page, labelWords)}</label>
<div class="search-row"><input class="input" id="${id}" name="q" type="search" value="${of.query ?? ''}" maxlength="100" enterkeyhint="search" autocomplete="off" placeholder="${plain(
    page,
    exampleWords,
  )}"><button class="button button-primary" type="submit">${icon('search')}<span>${show(page, searchWords)}</span></button></div>
</form>`;
}

const searchName = words('搜索办事事项', 'Search services');
const labelWords = words('你想办什么事？', 'What do you want to get done?');
const exampleWords = words('例如：开饭店', 'e.g. restaurant');
const searchWords = words('搜索', 'Search');
