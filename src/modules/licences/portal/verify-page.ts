import { html } from 'hono/html';
import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { dayRange, dayText } from '../../../portal/parts/day.ts';
import { standingWords } from '../../../portal/parts/licence-card.ts';
import { notice } from '../../../portal/parts/notice.ts';
import { summaryList } from '../../../portal/parts/summary-list.ts';
import { table } from '../../../portal/parts/table.ts';
import { statusTag } from '../../../portal/parts/tags.ts';
import { plain, show } from '../../../portal/words.ts';
import { verifyPath } from '../paths.ts';
import type { askVerificationView, verificationView } from '../views.ts';

type Verification = z.output<typeof verificationView>;
type Asked = z.output<typeof askVerificationView>;

const title = words('证照核验', 'Verify a licence');

/** The page to ask on: an identifier from paper or PDF; the QR code leads to the answer by itself. */
export function askPage(view: Asked, page: PageContext): Html {
  return layout({
    page,
    title,
    current: 'verify',
    description: words('核验电子证照的真伪和状态，无需登录。', 'Check that a licence is genuine and in force, without signing in.'),
    main: html`<h1>${show(page, title)}</h1>
<p class="lead">${show(page, words('输入证照标识，或用手机扫描证照上的二维码。', 'Enter the identifier of the licence, or scan its QR code with a phone.'))}</p>
${view.refusal ? html`<div class="error-summary" role="alert" tabindex="-1"><h2>${show(page, view.refusal.title)}</h2>${view.refusal.detail ? html`<p>${show(page, view.refusal.detail)}</p>` : ''}</div>` : ''}
${askForm(page, view.asked ?? '')}
${view.result ? answer(view.result, page) : ''}`,
  });
}

/** The answer by its own address. */
export function verificationPage(view: Verification, page: PageContext): Html {
  const name = words('核验结果', 'Result');
  return layout({
    page,
    title: name,
    current: 'verify',
    breadcrumbs: [{ label: title, path: verifyPath }],
    main: html`<h1>${show(page, name)}</h1>${answer(view, page)}`,
  });
}

function askForm(page: PageContext, asked: string): Html {
  return html`<form class="form" method="get" action="${verifyPath}">
<div class="field"><label class="label" for="field-identifier">${show(page, words('证照标识', 'Identifier'))}</label>
<p class="hint" id="identifier-hint">${show(page, words('以 1.2.156.3005.2 开头，印在 PDF 的属性和核验页上。', 'It begins with 1.2.156.3005.2.'))}</p>
<input class="input" id="field-identifier" name="identifier" value="${asked}" maxlength="200" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="identifier-hint" required></div>
<div class="field"><label class="label" for="field-c">${show(page, words('短码（选填，12 位，可查看全部照面）', 'Short code (optional, 12 characters; shows the whole face)'))}</label>
<input class="input input-medium" id="field-c" name="c" maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false"></div>
<div class="buttons"><button class="button button-primary" type="submit">${show(page, words('核验', 'Verify'))}</button></div>
</form>`;
}

function answer(view: Verification, page: PageContext): Html {
  const standing = standingWords[view.standing];
  const verdict = view.valid
    ? notice({ page, kind: 'success', title: words('证照真实有效', 'Genuine and in force'), announce: true })
    : notice({
        page,
        kind: 'warning',
        title: view.checks.every((check) => check.ok || check.check === 'standing') ? words('证照真实，但目前不能使用', 'Genuine, but not to be used now') : words('核验未通过，请勿采信', 'Not verified: do not rely on it'),
        body: view.checks.find((check) => !check.ok)?.reason ?? '',
        announce: true,
      });
  return html`${verdict}
<section aria-labelledby="what"><h2 id="what">${show(page, view.typeName)} ${statusTag(page, standing.tone, standing.label)}</h2>
${summaryList(page, [
  { label: words('持证主体', 'Holder'), value: view.holderName },
  { label: words('证照编号', 'Number'), value: view.number },
  { label: words('发证机关', 'Issued by'), value: view.issuer },
  { label: words('签发日期', 'Issued on'), value: dayText(page, view.issuedOn) },
  { label: words('有效期', 'Valid'), value: dayRange(page, view.validFrom, view.validTo, words('长期', 'no end date')) },
  { label: words('可信等级', 'Trust level'), value: view.grade === 'A' ? words('A：发证机关制发', 'A: made by the issuing organ') : words('B：窗口已与原件核对', 'B: compared with the original by a window') },
  { label: words('证照标识', 'Identifier'), value: html`<span class="number">${view.identifier}</span>` },
])}</section>
${faceSection(view, page)}
${table({
  page,
  caption: words('核验项目', 'Checks'),
  columns: [
    { label: words('项目', 'Check'), cell: (row) => checkNames[row.check] },
    { label: words('结果', 'Result'), cell: (row) => statusTag(page, row.ok ? 'good' : 'bad', row.ok ? words('通过', 'Passed') : words('未通过', 'Failed')) },
    { label: words('说明', 'Reason'), cell: (row) => row.reason },
  ],
  rows: view.checks,
  empty: '',
})}
<p class="hint">${plain(page, words('核验时间', 'Checked at'))} <time datetime="${view.checkedAt}">${view.checkedAt.slice(0, 19).replace('T', ' ')} UTC</time></p>`;
}

function faceSection(view: Verification, page: PageContext): Html {
  const hint = {
    masked: words('个人信息已隐去。持证人出示的二维码含短码，可查看全部照面。', 'Personal values are hidden. The QR code that the holder shows carries a code that reveals the face.'),
    full: words('已凭短码显示全部照面。', 'The whole face is shown by the short code.'),
    'code-wrong': words('短码不符，个人信息已隐去。', 'The short code does not fit; personal values are hidden.'),
  }[view.detail];
  return html`<section aria-labelledby="face"><h2 id="face">${show(page, words('照面信息', 'Face of the licence'))}</h2><p class="hint">${show(page, hint)}</p>
${summaryList(
  page,
  view.face.map((line) => ({ label: line.label, value: html`<span lang="zh-CN">${line.value}</span>` })),
)}</section>`;
}

const checkNames = {
  identifier: words('标识与校验位', 'Identifier and check character'),
  record: words('登记内容', 'Record'),
  key: words('签发密钥', 'Key of the issuer'),
  signature: words('数字签名', 'Digital signature'),
  log: words('签发日志', 'Issuing log'),
  standing: words('证照状态', 'Standing'),
};
