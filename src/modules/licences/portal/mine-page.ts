import { html } from 'hono/html';
import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { consentField, selectField } from '../../../portal/parts/choices.ts';
import { confirm } from '../../../portal/parts/confirm.ts';
import { empty } from '../../../portal/parts/empty.ts';
import { errorSummary } from '../../../portal/parts/error-summary.ts';
import { dateField, textField } from '../../../portal/parts/field.ts';
import { fileField } from '../../../portal/parts/file-field.ts';
import { form, submitButton } from '../../../portal/parts/form.ts';
import { licenceCard } from '../../../portal/parts/licence-card.ts';
import { table } from '../../../portal/parts/table.ts';
import { statusTag } from '../../../portal/parts/tags.ts';
import { show } from '../../../portal/words.ts';
import { copiesFormPath, copyFilePath, licencePath } from '../paths.ts';
import type { mineView } from '../views.ts';

type Mine = z.output<typeof mineView>;

const title = words('我的证照', 'My licences');
const gradeWords = {
  C: words('C：本人上传，待窗口核对', 'C: uploaded, to be compared at a window'),
  D: words('D：本人承诺', 'D: declared by you'),
};

export function minePage(view: Mine, page: PageContext): Html {
  return layout({
    page,
    title,
    current: 'licences',
    main: html`<h1>${show(page, title)}</h1>
<p class="lead">${show(page, words('办事时不用再带这些证照：窗口读身份证即可调用。', 'No need to bring these: a window that reads your identity card can use them.'))}</p>
${errorSummary(page, ['type', 'number', 'validFrom', 'validTo', 'file'])}
${
  view.licences.length === 0
    ? empty(page, words('还没有证照', 'No licences yet'), words('办结后签发的证照会自动存到这里。', 'What is issued to you is kept here by itself.'))
    : html`<div class="cards">${view.licences.map((licence) =>
        licenceCard({ page, ...licence, headingLevel: 2, path: licencePath(licence.id) }),
      )}</div>`
}
${copies(view, page)}`,
  });
}

function copies(view: Mine, page: PageContext): Html {
  return html`<section aria-labelledby="copies"><h2 id="copies">${show(page, words('我上传的复印件', 'Copies I brought'))}</h2>
${table({
  page,
  caption: words('我上传的复印件', 'Copies I brought'),
  captionHidden: true,
  columns: [
    { label: words('证照', 'Licence'), cell: (row) => row.typeName },
    { label: words('编号', 'Number'), cell: (row) => row.number },
    { label: words('可信等级', 'Trust level'), cell: (row) => (row.checkedAt ? statusTag(page, 'good', words('已核对，见上方证照', 'Compared: see above')) : show(page, gradeWords[row.grade])) },
    { label: words('文件', 'File'), cell: (row) => (row.grade === 'C' ? html`<a href="${copyFilePath(row.id)}">${show(page, words('查看', 'View'))}</a>` : '') },
  ],
  rows: view.copies,
  empty: words('没有复印件。只有本平台查不到的证照才需要上传。', 'No copies. Only what this platform cannot find needs one.'),
})}
${confirm({ page, trigger: words('上传证照复印件', 'Upload a copy'), title: words('上传证照复印件', 'Upload a copy of a licence'), body: copyForm(view, page) })}</section>`;
}

function copyForm(view: Mine, page: PageContext): Html {
  return form({
    page,
    action: copiesFormPath,
    multipart: true,
    body: html`${selectField({ page, name: 'type', label: words('证照种类', 'Kind of licence'), options: view.types.map((type) => ({ value: type.slug, label: type.name })) })}
${textField({ page, name: 'number', label: words('证照编号', 'Number'), maximumLength: 128 })}
${dateField({ page, name: 'validFrom', label: words('有效期起', 'Valid from') })}
${dateField({ page, name: 'validTo', label: words('有效期止', 'Valid until'), optional: true })}
${fileField({ page, name: 'file', label: words('照片或扫描件', 'Photo or scan'), endings: ['pdf', 'jpg', 'jpeg', 'png'], maximumMegabytes: 10, optional: true })}
${consentField({ page, name: 'declared', label: words('没有文件，本人对所填内容的真实性负责', 'I have no file and vouch for what I wrote'), optional: true })}`,
    buttons: submitButton({ page, label: words('保存', 'Save') }),
  });
}
