import { html } from 'hono/html';
import type { Html, PageContext } from '../kernel/page.ts';
import { words } from '../kernel/text.ts';
import { layout } from './layout.ts';
import { checkboxes, consentField, radios, selectField } from './parts/choices.ts';
import { confirm } from './parts/confirm.ts';
import { empty } from './parts/empty.ts';
import { errorSummary } from './parts/error-summary.ts';
import { evidence } from './parts/evidence.ts';
import { dateField, textArea, textField } from './parts/field.ts';
import { figures } from './parts/figures.ts';
import { fileField, uploadedFile } from './parts/file-field.ts';
import { actButton, actForm, form, linkButton, submitButton } from './parts/form.ts';
import { licenceCard, standingWords, type CardStanding } from './parts/licence-card.ts';
import { notice } from './parts/notice.ts';
import { pager } from './parts/pager.ts';
import { qrCode } from './parts/qr.ts';
import { progress, timeline } from './parts/steps.ts';
import { summaryList } from './parts/summary-list.ts';
import { table } from './parts/table.ts';
import { markWords, marks, type Mark, statusTag } from './parts/tags.ts';
import { show } from './words.ts';

/** The texts the gallery is filled with: the ordinary one, and one that a screen was not made for. */
export interface GallerySample {
  readonly name: string;
  readonly longName: string;
}

const fieldNames = ['shopName', 'address', 'trade', 'premises', 'extras', 'from', 'consent', 'proof'];

/** Every part in every state, on one page: to be looked at, and to be walked over by machines. */
export function galleryPage(page: PageContext, sample: GallerySample): Html {
  return layout({
    page,
    title: words('部件陈列', 'Gallery of parts'),
    current: 'items',
    breadcrumbs: [{ label: words('办事', 'Services'), path: '/items' }],
    main: html`${errorSummary(page, fieldNames)}<h1>${show(page, words('部件陈列', 'Gallery of parts'))}</h1>
${said(page)}${asked(page, sample)}${known(page, sample)}${held(page, sample)}`,
  });
}

function said(page: PageContext): Html {
  return html`${notice({ page, kind: 'success', title: words('申请已提交', 'Your application is in'), body: words('受理通知书已放进消息。', 'The receipt is in your messages.'), announce: true })}
${notice({ page, kind: 'information', title: { zh: '只有中文的提示' } })}
${notice({ page, kind: 'warning', title: words('还缺一份材料', 'One document is missing') })}
${progress(page, [
  { title: words('经营者', 'Operator'), state: 'done', path: '/one' },
  { title: words('场所', 'Premises'), state: 'current' },
  { title: words('核对', 'Check'), state: 'to-do' },
])}`;
}

function asked(page: PageContext, sample: GallerySample): Html {
  const yesNo = [
    { value: 'own', label: words('自有', 'Own') },
    { value: 'rented', label: words('租赁', 'Rented'), hint: words('需要租赁合同', 'A lease is needed') },
  ];
  return html`<h2>${show(page, words('表单', 'Form'))}</h2>
${form({
  page,
  action: '/gallery',
  multipart: true,
  label: words('陈列表单', 'Gallery form'),
  body: [
    textField({ page, name: 'shopName', label: words('字号', 'Trade name'), hint: words('例如：湘味小馆', 'For example: Xiangwei'), initial: sample.name, autocomplete: 'organization', maximumLength: 60 }),
    textField({ page, name: 'operator', label: words('经营者', 'Operator'), initial: sample.longName, readOnly: true, source: words('来自人口库，无需填写', 'From the population register') }),
    textArea({ page, name: 'address', label: words('经营场所', 'Address'), initial: sample.longName, optional: true }),
    selectField({ page, name: 'trade', label: words('行业', 'Trade'), options: yesNo }),
    radios({ page, name: 'premises', label: words('场所性质', 'Premises'), options: yesNo, inline: true, initial: 'own' }),
    checkboxes({ page, name: 'extras', label: words('经营项目', 'Trades'), options: yesNo, optional: true }),
    dateField({ page, name: 'from', label: words('开业日期', 'Opening day'), initial: '2018-09-28' }),
    fileField({ page, name: 'proof', label: words('租赁合同', 'Lease') }),
    consentField({ page, name: 'consent', label: words('我确认以上内容属实', 'What I have said is true') }),
  ],
  buttons: [
    submitButton({ page, label: words('保存并继续', 'Save and continue') }),
    linkButton({ page, label: words('返回', 'Back'), path: '/items', tone: 'secondary' }),
    actButton({ page, label: words('提交', 'Submit'), tone: 'secondary', act: { act: 'submit', allowed: false, why: words('还有两页没有填完', 'Two screens are not filled in yet') } }),
  ],
})}
${uploadedFile({ page, name: `${sample.longName}.pdf`, path: '/file', sizeBytes: 1_500_000 })}
<p>${actForm({ page, label: words('撤回申请', 'Withdraw'), tone: 'danger', action: '/withdraw', act: { act: 'withdraw', allowed: true, why: null } })}</p>
${confirm({
  page,
  trigger: words('注销证照', 'Revoke'),
  title: words('确定要注销吗？', 'Revoke this licence?'),
  body: form({ page, action: '/revoke', body: html`<p>${show(page, words('注销后不能恢复。', 'This cannot be undone.'))}</p>`, buttons: submitButton({ page, label: words('确定注销', 'Revoke'), tone: 'danger' }) }),
})}`;
}

function known(page: PageContext, sample: GallerySample): Html {
  const columns = [
    { label: words('事项', 'Service'), cell: (row: { name: string; days: number }) => html`<a href="/item">${row.name}</a>` },
    { label: words('状态', 'Status'), cell: () => statusTag(page, 'progress', words('办理中', 'In progress')) },
    { label: words('承诺工作日', 'Working days'), cell: (row: { days: number }) => String(row.days), numeric: true },
  ];
  return html`<h2>${show(page, words('办件', 'Case'))}</h2>
${figures(page, [
  { label: words('应交材料', 'Documents asked for'), value: 6, unit: words('份', '') },
  { label: words('政府代交', 'Supplied by the government'), value: 5, unit: words('份', '') },
  { label: words('到窗口', 'Visits made'), value: 1, unit: words('次', '') },
  { label: words('已用 / 承诺工作日', 'Working days used / promised'), value: '2 / 5' },
])}
<p>${(['neutral', 'progress', 'good', 'warning', 'bad'] as const).map((tone) => html`${statusTag(page, tone, words('状态', 'Status'))} `)}</p>
${marks(page, Object.keys(markWords) as Mark[])}
${timeline(page, [
  { day: '2018-09-28', time: '09:30', what: words('受理', 'Accepted'), explanation: words('收到申请的当日不计入期限。', 'The day of receipt does not count.') },
  { day: '2018-09-29', what: words('中止：现场核查', 'Stopped: on-site inspection'), state: 'stopped', explanation: sample.longName },
  { day: '2018-10-08', what: words('审查中', 'Under review'), state: 'current' },
  { day: '2018-10-10', what: words('作出决定', 'Decision'), state: 'expected', explanation: { zh: '国庆假期七天不计。' } },
])}
${summaryList(page, [
  { label: words('字号', 'Trade name'), value: sample.name, changePath: '/change' },
  { label: words('经营场所', 'Address'), value: sample.longName, changePath: '/change' },
  { label: words('电话', 'Telephone'), value: '' },
])}
${table({ page, caption: words('我的办件', 'My cases'), columns, rows: [{ name: sample.name, days: 5 }, { name: sample.longName, days: 15 }], empty: '' })}
${table({ page, caption: words('空表', 'Empty table'), columns, rows: [], empty: words('没有办件', 'No cases') })}
${empty(page, words('还没有办件', 'No cases yet'), html`<a href="/items">${show(page, words('去办事', 'Find a service'))}</a>`)}
${pager(page, '/before', '/after')}`;
}

function held(page: PageContext, sample: GallerySample): Html {
  return html`<h2>${show(page, words('证照与凭据', 'Licences and evidence'))}</h2>
<div class="licences">${(Object.keys(standingWords) as CardStanding[]).map((standing, position) =>
    licenceCard({
      page,
      typeName: position === 1 ? { zh: '营业执照' } : words('食品经营许可证', 'Food business licence'),
      number: 'JY24301020000011',
      holderName: position === 2 ? sample.longName : sample.name,
      issuer: words('长沙市市场监督管理局', 'Changsha market authority'),
      validFrom: '2018-09-28',
      validTo: position === 1 ? null : '2023-09-27',
      standing,
      path: '/licence',
    }),
  )}</div>
${evidence({ page, material: words('营业执照', 'Business licence'), source: { kind: 'licence', typeName: words('营业执照', 'Business licence'), number: '1.2.156.3005.2' }, day: '2018-09-29', time: '10:12', ground: words('窗口刷身份证', 'ID card read at the window'), trail: [sample.name, '经营者', sample.longName] })}
${evidence({ page, material: words('居住地址', 'Address'), source: { kind: 'register', registerName: words('人口库', 'Population register') }, day: '2018-09-29' })}
${evidence({ page, material: words('租赁合同', 'Lease'), source: { kind: 'upload', fileName: `${sample.longName}.pdf`, path: '/file' } })}
${evidence({ page, material: words('承诺书', 'Declaration'), source: { kind: 'declaration' } })}
${evidence({ page, material: words('健康证明', 'Health certificate'), source: { kind: 'missing' } })}
<p>${qrCode(page, `https://example.invalid/verify/${encodeURIComponent(sample.name)}`, words('核验二维码', 'Code for verification'))}</p>`;
}
