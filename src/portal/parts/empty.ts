import { html } from 'hono/html';
import type { Html } from '../../kernel/page.ts';
import { type Content, show, type Speaking, type Words } from '../words.ts';

/** Nothing here yet: say so, and say what can be done. */
export function empty(page: Speaking, title: Words, next?: Content): Html {
  return html`<div class="empty"><p class="empty-title">${show(page, title)}</p>${next ? html`<div class="empty-next">${show(page, next)}</div>` : ''}</div>`;
}
