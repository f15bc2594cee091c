import { html } from 'hono/html';
import type { Html } from '../../kernel/page.ts';
import { words } from '../../kernel/text.ts';
import { type Content, show, type Speaking, type Words } from '../words.ts';

export type NoticeKind = 'information' | 'success' | 'warning';

export interface Notice {
  readonly page: Speaking;
  readonly kind: NoticeKind;
  readonly title: Words;
  readonly body?: Content;
  /** the answer to what the person has just done: read out at once */
  readonly announce?: boolean;
}

export function notice(of: Notice): Html {
  return html`<div class="notice notice-${of.kind}"${of.announce ? html` role="status"` : ''}>
<p class="notice-title"><span class="hidden">${show(of.page, kindWords[of.kind])}</span>${show(of.page, of.title)}</p>
${of.body ? html`<div class="notice-body">${show(of.page, of.body)}</div>` : ''}</div>`;
}

const kindWords = {
  information: words('提示：', 'Note: '),
  success: words('成功：', 'Done: '),
  warning: words('注意：', 'Important: '),
} satisfies Record<NoticeKind, unknown>;
