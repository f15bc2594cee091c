import { html } from 'hono/html';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { errorSummary } from '../../../portal/parts/error-summary.ts';
import { actForm, linkButton } from '../../../portal/parts/form.ts';
import { notice } from '../../../portal/parts/notice.ts';
import { summaryList } from '../../../portal/parts/summary-list.ts';
import { plain, show, type Content } from '../../../portal/words.ts';
import * as paths from '../paths.ts';
import { actOf, breadcrumbs, materialEvidence, part, type CaseView } from './parts.ts';

/** All answers on one page, each with the way to change it, before the application is handed in. */
export function checkPage(view: CaseView, page: PageContext): Html {
  const title = words('核对并提交', 'Check and send');
  const outOfDate = page.problem?.type.endsWith(':form-out-of-date') === true;
  return layout({
    page,
    title,
    current: 'cases',
    breadcrumbs: breadcrumbs(view),
    main: html`${errorSummary(page, [])}
<h1>${show(page, title)}</h1>
${
  outOfDate
    ? actForm({ page, label: words('更新草稿', 'Bring the draft up to date'), act: actOf(view, 'prefill'), action: paths.refresh(view.id), hidden: { version: String(view.version) }, tone: 'secondary' })
    : ''
}
${view.organisation ? summaryList(page, [{ label: words('申请单位', 'Organisation'), value: `${view.organisation.name}（${view.organisation.creditCode}）` }]) : ''}
${view.screens.map((screen) =>
  part(
    page,
    screen.title,
    summaryList(page, screen.answers.map((answer) => ({ label: answer.title, value: answerWords(page, answer), changePath: paths.screen(view.id, screen.id) }))),
  ),
)}
${part(page, words('材料', 'Documents'), html`${view.materials.map((material) => materialEvidence(page, view.id, material))}<p><a href="${paths.materials(view.id)}">${show(page, words('修改材料', 'Change the documents'))}</a></p>`)}
${notice({ page, kind: 'information', title: words('提交即确认以上内容真实，并同意为办理本事项查询必要的登记信息。', 'By sending you confirm that this is true and that registers may be read for this case.') })}
<div class="buttons">${actForm({ page, label: words('提交申请', 'Send the application'), act: actOf(view, 'submit'), action: paths.submission(view.id), hidden: { version: String(view.version) } })}${linkButton({ page, label: words('返回', 'Back'), path: paths.materials(view.id), tone: 'secondary' })}</div>`,
  });
}

function answerWords(page: PageContext, answer: CaseView['screens'][number]['answers'][number]): Content {
  if (answer.source === null) return answer.value;
  return html`${answer.value}<p class="source">${plain(page, words('来源：', 'From: '))}${show(page, answer.source)}</p>`;
}
