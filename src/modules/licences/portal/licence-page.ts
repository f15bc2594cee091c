import { html } from 'hono/html';
import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { linkButton } from '../../../portal/parts/form.ts';
import { licenceCard, standingWords } from '../../../portal/parts/licence-card.ts';
import { notice } from '../../../portal/parts/notice.ts';
import { qrCode } from '../../../portal/parts/qr.ts';
import { summaryList } from '../../../portal/parts/summary-list.ts';
import { table } from '../../../portal/parts/table.ts';
import { plain, show } from '../../../portal/words.ts';
import { theCase } from '../../cases/paths.ts';
import { licenceFilePath, licencePdfPath, licencesPath } from '../paths.ts';
import type { licenceView } from '../views.ts';

type View = z.output<typeof licenceView>;

const mine = words('我的证照', 'My licences');

export function licencePage(view: View, page: PageContext): Html {
  const { card } = view;
  return layout({
    page,
    title: card.typeName,
    current: 'licences',
    breadcrumbs: [{ label: mine, path: licencesPath }],
    main: html`<h1>${show(page, card.typeName)}</h1>
${licenceCard({ page, ...card, headingLevel: 2 })}
${view.verifyAddress === null ? notice({ page, kind: 'information', title: words('证照正在制作，通常只需几秒，请刷新本页。', 'The licence is being made; this takes seconds. Reload the page.') }) : actions(view, view.verifyAddress, page)}
<section aria-labelledby="face"><h2 id="face">${show(page, words('照面信息', 'Face of the licence'))}</h2>
${summaryList(
  page,
  view.face.map((line) => ({ label: line.label, value: html`<span lang="zh-CN">${line.value}</span>` })),
)}</section>
${reuses(view, page)}
${history(view, page)}`,
  });
}

function actions(view: View, address: string, page: PageContext): Html {
  const { id } = view.card;
  return html`<section aria-labelledby="show"><h2 id="show">${show(page, words('出示与下载', 'Show and download'))}</h2>
<p>${show(page, words('他人扫码即可核验真伪；扫您的码能看到全部照面，请只向需要的人出示。', 'Anybody can verify by scanning. Your code shows the whole face: show it only to whom it concerns.'))}</p>
${qrCode(page, address, words('核验二维码', 'QR code for verifying'))}
${view.shortCode === null ? '' : html`<p class="hint">${show(page, words('短码', 'Short code'))} <span class="number">${view.shortCode.replace(/(.{4})(?=.)/g, '$1 ')}</span></p>`}
<div class="buttons">${linkButton({ page, label: words('打开 PDF', 'Open the PDF'), path: licencePdfPath(id) })}
${linkButton({ page, label: words('导出可离线核验的文件', 'Export the file for verifying offline'), path: licenceFilePath(id), tone: 'secondary' })}</div>
<form class="form" method="get" action="${licencePdfPath(id)}" aria-label="${plain(page, words('生成加注件', 'Make a copy for a purpose'))}">
<h3>${show(page, words('给别人的副本', 'A copy for somebody'))}</h3><p class="hint">${show(page, words('副本上印有用途和有效期，离开这个用途就不能用。', 'The copy carries its purpose and last day, and is of no use beyond them.'))}</p>
<div class="field"><label class="label" for="field-purpose">${show(page, words('用途', 'Purpose'))}</label><input class="input" id="field-purpose" name="purpose" maxlength="60" required></div>
<div class="field"><label class="label" for="field-until">${show(page, words('有效期至', 'Valid until'))}</label><input class="input input-medium" type="date" id="field-until" name="until" required></div>
<div class="buttons"><button class="button button-secondary" type="submit">${show(page, words('生成副本', 'Make the copy'))}</button></div></form></section>`;
}

const groundWords = { card: words('读取身份证', 'Identity card read'), session: words('本人登录', 'Signed in') };

function reuses(view: View, page: PageContext): Html {
  return html`<section aria-labelledby="used"><h2 id="used">${show(page, words('用在哪里', 'Where it was used'))}</h2>
${table({
  page,
  caption: words('用在哪里', 'Where it was used'),
  captionHidden: true,
  columns: [
    { label: words('时间', 'Time'), cell: (row) => html`<time datetime="${row.at}">${row.at.slice(0, 16).replace('T', ' ')}</time>` },
    { label: words('用途', 'Purpose'), cell: (row) => (row.purpose.startsWith('case:') ? html`<a href="${theCase(row.case)}">${show(page, words('代替办件材料', 'In place of a paper for a case'))}</a>` : row.purpose) },
    { label: words('依据', 'Ground'), cell: (row) => groundWords[row.ground] },
    { label: words('使用机关', 'Office'), cell: (row) => row.office ?? words('本人网上办理', 'You, online') },
  ],
  rows: view.reuses,
  empty: words('还没有使用过。每次代替纸质材料使用，都会记在这里。', 'Not used yet. Each use in place of a paper is written down here.'),
})}</section>`;
}

function history(view: View, page: PageContext): Html {
  if (view.history.length === 0) return html``;
  const name = (state: string) => (state in standingWords ? standingWords[state as keyof typeof standingWords].label : state);
  return html`<section aria-labelledby="history"><h2 id="history">${show(page, words('状态变更', 'Changes of standing'))}</h2>
${table({
  page,
  caption: words('状态变更', 'Changes of standing'),
  captionHidden: true,
  columns: [
    { label: words('时间', 'Time'), cell: (row) => html`<time datetime="${row.at}">${row.at.slice(0, 16).replace('T', ' ')}</time>` },
    { label: words('由', 'From'), cell: (row) => name(row.from) },
    { label: words('变为', 'To'), cell: (row) => name(row.to) },
    { label: words('理由', 'Reason'), cell: (row) => html`<span lang="zh-CN">${row.reason}</span>` },
  ],
  rows: view.history,
  empty: '',
})}</section>`;
}
