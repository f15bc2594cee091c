import { html } from 'hono/html';
import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { empty } from '../../../portal/parts/empty.ts';
import { actForm } from '../../../portal/parts/form.ts';
import { pager } from '../../../portal/parts/pager.ts';
import { table } from '../../../portal/parts/table.ts';
import { show } from '../../../portal/words.ts';
import * as paths from '../paths.ts';
import type { inboxView, standInView } from '../views.ts';

type Inbox = z.output<typeof inboxView>;
type StandIn = z.output<typeof standInView>;

export function inboxPage(view: Inbox, page: PageContext): Html {
  const title = words('我的消息', 'My notices');
  return layout({
    page,
    title,
    current: 'inbox',
    main: html`<h1>${show(page, title)}</h1>
<p class="lead">${show(page, view.unread === 0 ? words('没有未读消息。', 'Nothing unread.') : words(`${view.unread} 条未读。`, `${view.unread} unread.`))}</p>
${
  view.notices.length === 0
    ? empty(page, words('还没有消息', 'No notices yet'), words('办件有变化时，这里会有一条消息。', 'Each change of a case of yours brings a notice here.'))
    : html`<ol class="cards">${view.notices.map((notice) => oneNotice(notice, page))}</ol>`
}
${pager(page, null, view.next === null ? null : paths.inbox(view.next))}`,
  });
}

function oneNotice(notice: Inbox['notices'][number], page: PageContext): Html {
  return html`<li class="card">
<h2 ><a href="${notice.path}">${show(page, notice.title)}</a></h2>
<p>${show(page, notice.body)}</p>
<p class="hint"><time datetime="${notice.createdAt}">${notice.createdAt.slice(0, 10)}</time></p>
${
  notice.read
    ? ''
    : actForm({ page, action: paths.noticeRead(notice.id), label: words('标为已读', 'Mark as read'), tone: 'secondary', act: { act: `read-${notice.id}`, allowed: true, why: null } })
}</li>`;
}

export function standInMessagesPage(view: StandIn, page: PageContext): Html {
  const title = words('短信替身', 'Message stand-in');
  return layout({
    page,
    title,
    main: html`<h1>${show(page, title)}</h1>
<p class="lead">${show(page, words('演示模式不发送短信，本应发出的内容显示在这里。', 'Demo mode sends no messages; what would have been sent is shown here.'))}</p>
${table({
  page,
  caption: words('最近的短信', 'Latest messages'),
  captionHidden: true,
  columns: [
    { label: words('手机号', 'Phone'), cell: (row) => row.phone },
    { label: words('内容', 'Text'), cell: (row) => html`<span lang="zh-CN">${row.text}</span>` },
    { label: words('时间', 'Time'), cell: (row) => row.sentAt.slice(0, 19).replace('T', ' ') },
  ],
  rows: view.messages,
  empty: words('还没有短信。', 'No messages yet.'),
})}`,
  });
}
