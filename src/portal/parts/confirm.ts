import { html } from 'hono/html';
import type { Html } from '../../kernel/page.ts';
import { words } from '../../kernel/text.ts';
import { plain, show, type Speaking, type Words } from '../words.ts';

/**
 * A second look before a deed that cannot be taken back. Without script it unfolds in place; the script turns it into a
 * dialog with the same content.
 */
export function confirm(of: { readonly page: Speaking; readonly trigger: Words; readonly title: Words; readonly body: Html }): Html {
  return html`<details class="confirm" data-dialog data-close="${plain(of.page, closeWords)}"><summary class="button button-secondary">${show(of.page, of.trigger)}</summary>
<div class="confirm-body"><h2>${show(of.page, of.title)}</h2>${of.body}</div></details>`;
}

const closeWords = words('取消', 'Cancel');
