import { html } from 'hono/html';
import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { type Text, words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { dayText } from '../../../portal/parts/day.ts';
import { actForm, linkButton } from '../../../portal/parts/form.ts';
import { summaryList } from '../../../portal/parts/summary-list.ts';
import { table } from '../../../portal/parts/table.ts';
import { show } from '../../../portal/words.ts';
import { readings } from '../../supervision/paths.ts';
import * as paths from '../paths.ts';
import type { me } from '../views.ts';

type Me = z.output<typeof me>;

/** What the platform holds about the person who asks, and where the account is open. */
export function mePage(view: Me, page: PageContext): Html {
  const title = words('我的信息', 'My data');
  return layout({
    page,
    title,
    main: html`<h1>${show(page, title)}</h1>
${summaryList(page, [
  { label: words('姓名', 'Name'), value: view.name },
  { label: words('公民身份号码', 'Citizen ID number'), value: view.citizenNumber },
  { label: words('手机号', 'Mobile number'), value: view.phone ?? '' },
  { label: words('实名等级', 'Real-name level'), value: levelWords[view.realNameLevel] },
])}
<p class="buttons">${linkButton({ page, label: words('谁看过我的数据', 'Who looked at my data'), path: readings(), tone: 'secondary' })}${
      view.role === 'citizen' ? '' : linkButton({ page, label: words('进入工作台', 'Go to the desk'), path: paths.desk(), tone: 'secondary' })
    }</p>
<h2>${show(page, words('我的单位', 'My organisations'))}</h2>
${organisations(view, page)}
${view.posts.length === 0 ? '' : html`<h2>${show(page, words('我的岗位', 'My posts'))}</h2>${posts(view, page)}`}
<h2>${show(page, words('已登录的设备', 'Where I am signed in'))}</h2>
${sessions(view, page)}`,
  });
}

function organisations(view: Me, page: PageContext): Html {
  return table({
    page,
    caption: words('我的单位', 'My organisations'),
    captionHidden: true,
    columns: [
      { label: words('名称', 'Name'), cell: (row) => row.name },
      { label: words('统一社会信用代码', 'Credit code'), cell: (row) => html`<span class="number">${row.creditCode}</span>` },
      { label: words('关系', 'Relation'), cell: (row) => relationWords[row.role] },
      { label: words('自', 'Since'), cell: (row) => dayText(page, row.from) },
    ],
    rows: view.organisations,
    empty: words('还没有单位。登记个体工商户或企业后，会出现在这里。', 'None yet. When you register a business, it appears here.'),
  });
}

function posts(view: Me, page: PageContext): Html {
  return table({
    page,
    caption: words('我的岗位', 'My posts'),
    captionHidden: true,
    columns: [
      { label: words('单位', 'Office'), cell: (row) => row.officeName },
      { label: words('角色', 'Role'), cell: (row) => roleWords[row.role] },
      { label: words('窗口', 'Window'), cell: (row) => row.window ?? '—' },
    ],
    rows: view.posts,
    empty: words('目前没有岗位。', 'No post at present.'),
  });
}

function sessions(view: Me, page: PageContext): Html {
  return table({
    page,
    caption: words('已登录的设备', 'Sessions'),
    captionHidden: true,
    columns: [
      { label: words('登录时间', 'Signed in'), cell: (row) => html`<time datetime="${row.startedAt}">${minuteOf(row.startedAt, view.zone)}</time>` },
      { label: words('最近使用', 'Last used'), cell: (row) => html`<time datetime="${row.seenAt}">${minuteOf(row.seenAt, view.zone)}</time>` },
      {
        label: words('操作', 'Action'),
        cell: (row) =>
          row.current
            ? words('当前设备', 'This device')
            : actForm({ page, action: paths.endSession(row.id), label: words('退出该设备', 'End it'), tone: 'secondary', act: { act: `end-${row.id}`, allowed: true, why: null } }),
      },
    ],
    rows: view.sessions,
    empty: words('没有。', 'None.'),
  });
}

/** In the city's zone, to the minute: 2018-07-02 09:30. */
function minuteOf(instant: string, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant));
}

const levelWords = {
  L0: words('已注册', 'Registered'),
  L1: words('手机已验证', 'Phone checked'),
  L2: words('已实名（与人口库一致）', 'Real name (agrees with the register)'),
  L3: words('已实人（窗口读证）', 'Real person (card read at a window)'),
} as const satisfies Record<Me['realNameLevel'], Text>;

const relationWords = {
  operator: words('经营者', 'Operator'),
  'legal-representative': words('法定代表人', 'Legal representative'),
} as const satisfies Record<Me['organisations'][number]['role'], Text>;

const roleWords = {
  clerk: words('窗口人员', 'Clerk'),
  approver: words('审批人', 'Approver'),
  auditor: words('审计员', 'Auditor'),
  admin: words('管理员', 'Administrator'),
} as const satisfies Record<Me['posts'][number]['role'], Text>;
