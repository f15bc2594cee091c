import { Button, Input } from 'antd';
import { useState } from 'react';
import { words } from '../../../kernel/text.ts';
import type { ItemSummary } from '../../items/contract.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { DeskLink, useGo } from '../../../desk/parts/desk-link.tsx';
import { Page, Panel } from '../../../desk/parts/page.tsx';
import { ProblemNotice } from '../../../desk/parts/problem-notice.tsx';
import { Shown } from '../../../desk/parts/shown.tsx';
import { Empty } from '../../../desk/parts/table.tsx';
import { Time } from '../../../desk/parts/time.tsx';
import * as paths from '../../../desk/paths.ts';
import { useStaff } from '../../../desk/session.tsx';
import { useDeed } from '../../../desk/use-deed.ts';
import { useReading } from '../../../desk/use-reading.ts';
import { items, openAtWindow, work } from './api.ts';

/** Somebody stands at the window: for what have they come? */
export function WindowScreen() {
  const say = useSay();
  const { window: name } = useStaff();
  const [typed, setTyped] = useState('');
  const [question, setQuestion] = useState('');
  const found = useReading(items(question), { keep: true });
  return (
    <Page title={words('窗口办理', 'At the window')} about={name ?? undefined} lead={<Say text={words('选择事项开始收件，然后读取申请人的身份证。', 'Choose the item, then read the applicant’s ID card.')} />}>
      <Drafts />
      <Panel title={words('选择事项', 'Choose the item')}>
        <form
          role="search"
          className="toolbar"
          onSubmit={(event) => {
            event.preventDefault();
            setQuestion(typed.trim());
          }}
        >
          <label className="grow">
            <Say text={words('群众要办什么', 'What the person has come for')} />
            <Input value={typed} maxLength={100} allowClear onChange={(event) => setTyped(event.target.value)} placeholder={say(words('如 开饭店、食品经营许可', 'for example: open a restaurant'))} />
          </label>
          <Button type="primary" htmlType="submit">
            {say(words('查找', 'Find'))}
          </Button>
        </form>
        <Shown reading={found}>
          {(view) =>
            view.items.length === 0 ? (
              <Empty title={words('没有找到事项', 'No item was found')} hint={words('换一种说法试试。', 'Try other words.')} />
            ) : (
              <ul className="items">
                {view.items.map((item) => (
                  <OneItem key={item.slug} item={item} />
                ))}
              </ul>
            )
          }
        </Shown>
      </Panel>
    </Page>
  );
}

function OneItem({ item }: { readonly item: ItemSummary }) {
  const say = useSay();
  const go = useGo();
  const deed = useDeed(openAtWindow(), { then: (begun) => go(paths.windowCase(begun.case)) });
  return (
    <li className="item">
      <div className="grow">
        <h3>
          <Say text={item.name} />
        </h3>
        <p className="soft small">
          <Say text={item.department} /> · <Say text={item.promised} />
        </p>
        <ProblemNotice problem={deed.problem} retry={deed.retry} />
      </div>
      <Button loading={deed.pending} onClick={() => void deed.send({ item: item.slug })} aria-label={`${say(words('开始收件', 'Begin'))}: ${say(item.name)}`}>
        {say(words('开始收件', 'Begin'))}
      </Button>
    </li>
  );
}

/** Applications begun at the window and not handed in yet. */
function Drafts() {
  const drafts = useReading(work({ queue: 'window', mine: 'yes' }));
  if (drafts.data === undefined || drafts.data.cases.length === 0) return null;
  return (
    <Panel title={words('我正在收取的办件', 'Applications I am taking')}>
      <ul className="items">
        {drafts.data.cases.map((draft) => (
          <li key={draft.id} className="item">
            <div className="grow">
              <DeskLink to={paths.windowCase(draft.id)}>
                <Say text={draft.itemName} />
              </DeskLink>
              <p className="soft small">
                {draft.applicant ?? <Say text={words('还没有读取身份证', 'no card read yet')} />} · <Time at={draft.createdAt} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
