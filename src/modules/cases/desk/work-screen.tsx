import { Checkbox } from 'antd';
import { words } from '../../../kernel/text.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { useFilters } from '../../../desk/parts/address.ts';
import { Choice } from '../../../desk/parts/choice.tsx';
import { DeskLink } from '../../../desk/parts/desk-link.tsx';
import { LightSign } from '../../../desk/parts/light-sign.tsx';
import { Page } from '../../../desk/parts/page.tsx';
import { Shown } from '../../../desk/parts/shown.tsx';
import { type Column, Pager, Table } from '../../../desk/parts/table.tsx';
import { LegalDay } from '../../../desk/parts/time.tsx';
import { usePages } from '../../../desk/parts/use-pages.ts';
import * as paths from '../../../desk/paths.ts';
import { useStaff } from '../../../desk/session.tsx';
import { useReading } from '../../../desk/use-reading.ts';
import { type ListedCase, work } from './api.ts';
import { chosenTab, queueTabs } from './queue-tabs.ts';

/** The work of a post in the order in which it falls due. */
export function WorkScreen() {
  const say = useSay();
  const { role } = useStaff();
  const post = role === 'approver' ? 'approver' : 'clerk';
  const { filters, set } = useFilters(paths.work);
  const tab = chosenTab(post, filters.queue);
  const mine = filters.mine === 'yes';
  const light = lights.find(({ value }) => value === filters.light)?.value;
  const pages = usePages(`${tab.queue} ${light} ${mine}`);
  const listed = useReading(work({ queue: tab.queue, light, mine: mine ? 'yes' : undefined, after: pages.after }), { keep: true });
  return (
    <Page title={words('办件工作台', 'Work list')}>
      <nav className="tabs" aria-label={say(words('队列', 'Queues'))}>
        {queueTabs[post].map(({ queue, label }) => (
          <DeskLink key={queue} to={paths.work({ ...filters, queue })} current={queue === tab.queue}>
            <Say text={label} />
          </DeskLink>
        ))}
      </nav>
      <div className="toolbar">
        <label>
          <Say text={words('期限', 'Limit')} />
          <Choice none={words('全部', 'All')} value={light} onChange={(value) => set({ light: value })} options={lights} />
        </label>
        <Checkbox checked={mine} onChange={(event) => set({ mine: event.target.checked ? 'yes' : '' })}>
          <Say text={words('只看分给我的', 'Only mine')} />
        </Checkbox>
      </div>
      <Shown reading={listed}>
        {(view) => (
          <div className={listed.isPlaceholderData ? 'table-busy' : ''} aria-busy={listed.isPlaceholderData}>
            <Table caption={tab.label} columns={columnsOf(tab.queue)} rows={view.cases} keyOf={(row) => row.id} empty={tab.empty} {...(light || mine ? { emptyHint: words('可以放宽筛选条件。', 'Try wider filters.') } : {})} />
            <Pager label={words('办件翻页', 'Pages of cases')} page={pages.page} next={view.next} busy={listed.isPlaceholderData} toNext={() => pages.toNext(view.next)} toPrevious={pages.toPrevious} />
          </div>
        )}
      </Shown>
    </Page>
  );
}

const lights = [
  { value: 'green', label: words('期限内', 'In time') },
  { value: 'yellow', label: words('临近期限', 'Due soon') },
  { value: 'red', label: words('已超期', 'Past the limit') },
] as const;

function columnsOf(queue: string): readonly Column<ListedCase>[] {
  const due = queue === 'acceptance' ? words('最晚答复日', 'Answer by') : words('承诺办结日', 'Promised by');
  return [
    {
      name: 'item',
      label: words('事项', 'Item'),
      heads: true,
      cell: (row) => (
        <>
          <DeskLink to={queue === 'window' ? paths.windowCase(row.id) : paths.theCase(row.id)}>
            <Say text={row.itemName} />
            <span className="hidden">{row.number === null ? '' : ` ${row.number}`}</span>
          </DeskLink>
          {row.mine ? (
            <span className="sign sign-accent">
              <Say text={words('我经办', 'mine')} />
            </span>
          ) : null}
        </>
      ),
    },
    { name: 'number', label: words('办件编号', 'Case number'), narrow: true, cell: (row) => (row.number === null ? <span className="soft">—</span> : <code>{row.number}</code>) },
    { name: 'applicant', label: words('申请人', 'Applicant'), cell: (row) => row.applicant ?? <span className="soft">—</span> },
    { name: 'channel', label: words('来源', 'From'), narrow: true, cell: (row) => <Say text={row.channel === 'window' ? words('窗口', 'Window') : words('网上', 'Online')} /> },
    { name: 'submitted', label: words('收件日', 'Received'), narrow: true, cell: (row) => <LegalDay on={row.submittedOn} /> },
    { name: 'due', label: due, narrow: true, cell: (row) => <LegalDay on={row.dueOn} /> },
    { name: 'light', label: words('期限', 'Limit'), cell: (row) => <LightSign light={row.light} /> },
  ];
}
