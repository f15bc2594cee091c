import { z } from 'zod';
import type { Deed } from '../../kernel/deed.ts';
import { done } from '../../kernel/outcome.ts';
import { type Route, route } from '../../kernel/route.ts';
import { noBody, noParams, noQuery, pageMark } from '../../kernel/schemas.ts';
import { words } from '../../kernel/text.ts';
import * as paths from './paths.ts';
import { inboxPage, standInMessagesPage } from './portal/pages.ts';
import { channelsProblems } from './problems.ts';
import { countUnread, findOwner, listNotices, listStandInMessages, markRead, type NoticeId } from './sql/notices.ts';
import { type MessageSeal, phoneColumn, textColumn } from './stand-in.ts';
import { inboxView, standInView } from './views.ts';

const pageSize = 20;
const everyone = { citizen: ['collection'], clerk: ['collection'], approver: ['collection'], auditor: ['collection'], admin: ['collection'] } as const;

function personOf(deed: Deed) {
  if (deed.asker.role === 'public') throw new Error('the route lets nobody in without a session');
  return deed.asker.person;
}

const inbox = route({
  name: 'channels.inbox',
  method: 'GET',
  path: '/api/channels/notices',
  title: words('我的消息', 'My notices'),
  who: everyone,
  relation: 'collection',
  limit: 'read',
  audit: 'none',
  params: noParams,
  query: pageMark,
  body: noBody,
  view: inboxView,
  problems: channelsProblems,
  run: async (deed, { query }) => {
    const found = await listNotices(deed.tx, personOf(deed), (query.after ?? null) as NoticeId | null, pageSize + 1);
    const notices = found.slice(0, pageSize).map(({ to: _to, createdAt, ...notice }) => ({ ...notice, createdAt: createdAt.toISOString() }));
    return done({ notices, unread: await countUnread(deed.tx, personOf(deed)), next: found.length > pageSize ? (notices.at(-1)?.id ?? null) : null });
  },
  page: { path: '/inbox', render: inboxPage },
});

const read = route({
  name: 'channels.read-notice',
  method: 'POST',
  path: '/api/channels/notices/:notice/read',
  title: words('消息已读', 'Mark a notice as read'),
  who: { citizen: ['own'], clerk: ['own'], approver: ['own'], auditor: ['own'], admin: ['own'] },
  relation: async (deed, { params }) => ((await findOwner(deed.tx, params.notice as NoticeId)) === personOf(deed) ? 'own' : 'none'),
  limit: 'write',
  audit: 'event',
  params: z.strictObject({ notice: z.uuid() }),
  query: noQuery,
  body: noBody,
  view: z.object({ read: z.literal(true) }),
  problems: channelsProblems,
  run: async (deed, { params }) => {
    await markRead(deed.tx, params.notice as NoticeId, deed.now);
    deed.audit({ object: { kind: 'notice', id: params.notice } });
    return done({ read: true as const });
  },
  form: { path: '/inbox/:notice/read', read: () => undefined, then: () => paths.inbox(), again: () => paths.inbox() },
});

/** Demo only: what the stand-in was asked to send, so that a visitor can read the code that a phone would show. */
function standInMessages(cells: MessageSeal): Route {
  return route({
    asOwner: 'demo only: shows what the stand-in was asked to send to anybody',
    name: 'channels.stand-in-messages',
    method: 'GET',
    path: '/api/channels/stand-in-messages',
    title: words('短信替身', 'The message stand-in'),
    who: { public: ['collection'], ...everyone },
    relation: 'collection',
    limit: 'public',
    audit: 'none',
    params: noParams,
    query: noQuery,
    body: noBody,
    view: standInView,
    problems: channelsProblems,
    run: async (deed) => {
      const messages = await listStandInMessages(deed.tx, pageSize);
      return done({
        messages: messages.map(({ id, phone, text: sealed, sent_at }) => ({ id, phone: cells.open(phoneColumn, id, phone), text: cells.open(textColumn, id, sealed), sentAt: sent_at.toISOString() })),
      });
    },
    page: { path: '/stand-in/messages', render: standInMessagesPage },
  });
}

export function channelsRoutes(cells: MessageSeal, withStandIn: boolean): readonly Route[] {
  return withStandIn ? [inbox, read, standInMessages(cells)] : [inbox, read];
}
