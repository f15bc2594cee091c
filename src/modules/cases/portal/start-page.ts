import { html } from 'hono/html';
import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { radios } from '../../../portal/parts/choices.ts';
import { errorSummary } from '../../../portal/parts/error-summary.ts';
import { form, linkButton, submitButton } from '../../../portal/parts/form.ts';
import { notice } from '../../../portal/parts/notice.ts';
import { summaryList } from '../../../portal/parts/summary-list.ts';
import { show, type Content } from '../../../portal/words.ts';
import { item } from '../../items/paths.ts';
import * as paths from '../paths.ts';
import type { startView } from '../views.ts';

type View = z.output<typeof startView>;

/** Before applying: what the government supplies, what the person brings, and the drafts that may go on. */
export function startPage(view: View, page: PageContext): Html {
  const title = words(`申请：${view.item.name.zh}`, `Apply: ${view.item.name.en?.text ?? view.item.name.zh}`);
  const government = view.materials.filter(({ by }) => by !== 'applicant');
  const brought = view.materials.filter(({ by }) => by === 'applicant');
  return layout({
    page,
    title,
    current: 'items',
    breadcrumbs: [{ label: view.item.name, path: item(view.item.slug) }],
    main: html`${errorSummary(page, ['organisation'])}
<h1>${show(page, title)}</h1>
${drafts(view, page)}
<section><h2>${show(page, words('政府已有，不用你提交', 'The government has it already'))}</h2>
${summaryList(page, government.map((material) => ({ label: material.name, value: material.by === 'form' ? words('由申请表自动生成', 'made from the form') : (material.held ?? words('办理时查询', 'looked up when needed')) })))}</section>
<section><h2>${show(page, words('需要你准备', 'What you bring'))}</h2>
${brought.length === 0 ? html`<p>${show(page, words('不需要准备材料。', 'Nothing.'))}</p>` : summaryList(page, brought.map((material) => ({ label: material.name, value: material.standard })))}</section>
${entry(view, page)}`,
  });
}

function drafts(view: View, page: PageContext): Html {
  if (view.drafts.length === 0) return html``;
  return notice({
    page,
    kind: 'information',
    title: words('你有没填完的申请', 'You have a draft'),
    body: html`<ul>${view.drafts.map(({ id, startedAt }) => html`<li><a href="${paths.theCase(id)}">${show(page, words(`继续填写（${startedAt.slice(0, 10)} 开始）`, `Go on with the draft of ${startedAt.slice(0, 10)}`))}</a></li>`)}</ul>`,
  });
}

function entry(view: View, page: PageContext): Content {
  if (!view.online) return notice({ page, kind: 'warning', title: words('这个事项请到窗口办理', 'Please apply for this at a window') });
  if (!view.signedIn) return html`<p>${linkButton({ page, label: words('登录后开始', 'Sign in and begin'), path: `/sign-in?back=${encodeURIComponent(paths.start(view.item.slug))}` })}</p>`;
  if (view.needsLevel !== null) return notice({ page, kind: 'warning', title: words('账户的实名等级不够，请先完成实名核验', 'Please have your identity verified first') });
  if (view.needsOrganisation && view.organisations.length === 0) {
    return notice({ page, kind: 'warning', title: words('这个事项由单位申请，没有查到你名下的单位', 'This item is for organisations, and none is registered under your name') });
  }
  const choose = view.organisations.length > 0 && (view.needsOrganisation ? view.organisations.length > 1 : true);
  const options = [...(view.needsOrganisation ? [] : [{ value: '', label: words('我本人', 'Myself') }]), ...view.organisations.map((one) => ({ value: one.creditCode, label: `${one.name}（${one.creditCode}）` }))];
  return form({
    page,
    action: paths.cases(),
    hidden: { item: view.item.slug },
    body: choose ? radios({ page, name: 'organisation', label: words('为谁申请', 'For whom do you apply?'), options }) : html``,
    buttons: submitButton({ page, label: words('开始填写', 'Begin') }),
  });
}
