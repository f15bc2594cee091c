import { html } from 'hono/html';
import type { Html } from '../../kernel/page.ts';
import { words } from '../../kernel/text.ts';
import { plain, show, type Speaking } from '../words.ts';

/** Keyset paging: before and after, no page numbers, because rows come and go while a person reads. */
export function pager(page: Speaking, previousPath: string | null, nextPath: string | null): Html {
  if (previousPath === null && nextPath === null) return html``;
  return html`<nav class="pager" aria-label="${plain(page, pagesWords)}">${
    previousPath === null ? '' : html`<a rel="prev" href="${previousPath}">${show(page, previousWords)}</a>`
  }${nextPath === null ? '' : html`<a rel="next" href="${nextPath}">${show(page, nextWords)}</a>`}</nav>`;
}

const pagesWords = words('翻页', 'Pages');
const previousWords = words('上一页', 'Previous page');
const nextWords = words('下一页', 'Next page');
