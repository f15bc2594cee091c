import { html } from 'hono/html';
import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words, type Text } from '../../../kernel/text.ts';
import { printCaseNumber, type CaseNumber } from '../../../standards/case-number.ts';
import { layout } from '../../../portal/layout.ts';
import { dayText } from '../../../portal/parts/day.ts';
import { linkButton } from '../../../portal/parts/form.ts';
import { notice } from '../../../portal/parts/notice.ts';
import { summaryList } from '../../../portal/parts/summary-list.ts';
import { table } from '../../../portal/parts/table.ts';
import { show } from '../../../portal/words.ts';
import * as paths from '../paths.ts';
import type { receiptPageView } from '../views.ts';

/** The receipt: to read, to print, and to keep as a file whose signature verifies without this server. */
export function submittedPage(view: z.output<typeof receiptPageView>, page: PageContext): Html {
  const { receipt } = view;
  const title = words('收件回执', 'Receipt');
  return layout({
    page,
    title,
    current: 'cases',
    breadcrumbs: [
      { label: words('我的办件', 'My cases'), path: paths.cases() },
      { label: receipt.item.name, path: paths.theCase(view.case) },
    ],
    main: html`<h1>${show(page, title)}</h1>
${notice({ page, kind: 'success', announce: true, title: words('申请已收到', 'Your application was received'), body: words('请记下办件编号。进度会发到你的消息和手机。', 'Please keep the case number. You will be told of every change.') })}
${summaryList(page, [
  { label: words('办件编号', 'Case number'), value: html`<span class="number">${printCaseNumber(receipt.number as CaseNumber)}</span>` },
  { label: words('事项', 'Item'), value: receipt.item.name },
  { label: words('实施编码', 'Item code'), value: html`<span class="number">${receipt.item.code}</span>` },
  { label: words('申请人', 'Applicant'), value: receipt.applicant },
  { label: words('收件部门', 'Office'), value: html`${show(page, receipt.office.name)} <a href="tel:${receipt.office.phone}">${receipt.office.phone}</a>` },
  { label: words('收件日期', 'Received on'), value: dayText(page, receipt.submittedOn) },
  { label: words('最晚答复', 'Answer by'), value: html`${dayText(page, receipt.answerBy)}<p class="hint">${show(page, answerWords)}</p>` },
])}
${table({
  page,
  caption: words('收到的材料', 'Documents received'),
  columns: [
    { label: words('材料', 'Document'), cell: (row) => row.name },
    { label: words('来源', 'From'), cell: (row) => byWords[row.by ?? 'none'] },
  ],
  rows: receipt.materials,
  empty: words('没有材料', 'None'),
})}
<details><summary>${show(page, words('电子签名', 'Electronic signature'))}</summary>
${summaryList(page, [
  { label: words('签名密钥', 'Key'), value: html`<code>${view.keyId}</code>` },
  { label: words('算法', 'Algorithm'), value: view.algorithm },
  { label: words('签名值', 'Signature'), value: html`<code class="break">${view.signature}</code>` },
  { label: words('申请内容摘要（SHA-256）', 'Digest of the answers (SHA-256)'), value: html`<code class="break">${receipt.answersDigest}</code>` },
])}</details>
<div class="buttons"><button class="button button-secondary" type="button" data-print hidden>${show(page, words('打印', 'Print'))}</button>${linkButton({ page, label: words('下载回执文件', 'Save the receipt file'), path: paths.receiptFile(view.case), tone: 'secondary' })}${linkButton({ page, label: words('查看办件', 'To the case'), path: paths.theCase(view.case) })}</div>`,
  });
}

const answerWords = words('五个工作日内一次性告知需要补正的内容；逾期未告知的，自收到之日起即为受理（行政许可法第三十二条）。', 'Within five working days you are told all that is missing; otherwise the case counts as accepted from the day of receipt (Administrative Licensing Law Art. 32).');

const byWords = {
  government: words('政府提供', 'the government'),
  applicant: words('申请人提交', 'you'),
  form: words('申请表生成', 'made from the form'),
  none: words('尚未提交', 'not there yet'),
} as const satisfies Record<string, Text>;
