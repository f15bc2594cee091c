import { Button } from 'antd';
import { words } from '../../../kernel/text.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { DeskLink } from '../../../desk/parts/desk-link.tsx';
import { Page } from '../../../desk/parts/page.tsx';
import { ProblemNotice } from '../../../desk/parts/problem-notice.tsx';
import { Shown } from '../../../desk/parts/shown.tsx';
import { Empty, Pager } from '../../../desk/parts/table.tsx';
import { Time } from '../../../desk/parts/time.tsx';
import { usePages } from '../../../desk/parts/use-pages.ts';
import * as paths from '../../../desk/paths.ts';
import { useDeed } from '../../../desk/use-deed.ts';
import { useReading } from '../../../desk/use-reading.ts';
import { type Inbox, inbox, markRead } from './api.ts';

/** Notices to the person at this desk, newest first. */
export function NoticesScreen() {
  const pages = usePages('');
  const notices = useReading(inbox(pages.after), { keep: true });
  const unread = notices.data?.unread ?? 0;
  return (
    <Page title={words('我的消息', 'My notices')} lead={notices.data ? <Say text={unread === 0 ? words('没有未读消息。', 'Nothing unread.') : words(`${unread} 条未读。`, `${unread} unread.`)} /> : null}>
      <Shown reading={notices}>
        {(view) =>
          view.notices.length === 0 ? (
            <Empty title={words('还没有消息', 'No notices yet')} hint={words('与您有关的变化会在这里提醒。', 'Changes that concern you appear here.')} />
          ) : (
            <>
              <ol className="notices">
                {view.notices.map((notice) => (
                  <Notice key={notice.id} notice={notice} />
                ))}
              </ol>
              <Pager label={words('消息翻页', 'Pages of notices')} page={pages.page} next={view.next} busy={notices.isPlaceholderData} toNext={() => pages.toNext(view.next)} toPrevious={pages.toPrevious} />
            </>
          )
        }
      </Shown>
    </Page>
  );
}

function Notice({ notice }: { readonly notice: Inbox['notices'][number] }) {
  const say = useSay();
  const deed = useDeed(markRead(notice.id));
  return (
    <li className={notice.read ? 'panel notice-one' : 'panel notice-one notice-unread'}>
      <div className="panel-head">
        <h2>
          {notice.read ? null : (
            <span className="sign sign-accent">
              <Say text={words('未读', 'Unread')} />
            </span>
          )}{' '}
          {notice.case === null ? (
            <Say text={notice.title} />
          ) : (
            <DeskLink to={paths.theCase(notice.case)}>
              <Say text={notice.title} />
            </DeskLink>
          )}
        </h2>
        <span className="soft small">
          <Time at={notice.createdAt} />
        </span>
      </div>
      <p>
        <Say text={notice.body} />
      </p>
      <ProblemNotice problem={deed.problem} retry={deed.retry} />
      {notice.read ? null : (
        <p className="notice-act">
          <Button size="small" loading={deed.pending} onClick={() => void deed.send()} aria-label={`${say(words('标为已读', 'Mark as read'))}: ${say(notice.title)}`}>
            {say(words('标为已读', 'Mark as read'))}
          </Button>
        </p>
      )}
    </li>
  );
}
