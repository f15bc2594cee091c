import { html } from 'hono/html';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { dayText } from '../../../portal/parts/day.ts';
import { errorSummary } from '../../../portal/parts/error-summary.ts';
import { figures, type Figure } from '../../../portal/parts/figures.ts';
import { linkButton } from '../../../portal/parts/form.ts';
import { notice } from '../../../portal/parts/notice.ts';
import { timeline } from '../../../portal/parts/steps.ts';
import { summaryList, type SummaryRow } from '../../../portal/parts/summary-list.ts';
import { statusTag } from '../../../portal/parts/tags.ts';
import { show, type Content } from '../../../portal/words.ts';
import { licencePath } from '../../licences/paths.ts';
import { rate } from '../../supervision/paths.ts';
import * as paths from '../paths.ts';
import { actOf, daysIn, materialEvidence, part, stateTones, type CaseView } from './parts.ts';

/** The case as its applicant sees it: where it stands, what it cost them in visits and papers, and why each date is what it is. */
export function casePage(view: CaseView, page: PageContext): Html {
  return layout({
    page,
    title: view.item.name,
    current: 'cases',
    breadcrumbs: [{ label: words('我的办件', 'My cases'), path: paths.cases() }],
    main: html`${errorSummary(page, [])}
<h1>${show(page, view.item.name)}</h1>
<p>${statusTag(page, stateTones[view.state], view.stateName)}</p>
${next(view, page)}
${result(view, page)}
${view.state === 'draft' ? '' : figures(page, figuresOf(view))}
${view.timeline.length === 0 ? '' : part(page, words('办理进度', 'Progress'), timeline(page, view.timeline.map(({ on, what, why, state }) => ({ day: on, what, state, ...(why ? { explanation: why } : {}) }))))}
${view.figures.provisionalYear === null ? '' : notice({ page, kind: 'warning', title: provisionalWords(view.figures.provisionalYear) })}
${procedures(view, page)}
${part(page, words('材料', 'Documents'), html`${view.materials.map((material) => materialEvidence(page, view.id, material))}`)}
${view.state === 'draft' ? '' : answers(view, page)}
${part(page, words('办件信息', 'About this case'), summaryList(page, facts(view, page)))}
${actOf(view, 'withdraw').allowed ? html`<p><a href="${paths.withdrawal(view.id)}">${show(page, words('撤回申请', 'Withdraw the application'))}</a></p>` : ''}`,
  });
}

/** The one thing to do next, if it is the applicant's turn. */
function next(view: CaseView, page: PageContext): Content {
  const turn = page.asker.role === 'citizen';
  if (view.state === 'draft' && turn) {
    if (!actOf(view, 'save-screen').allowed) return notice({ page, kind: 'information', title: words('这个申请正在窗口办理', 'This application is being taken at a window') });
    const path = view.nextScreen === null ? paths.check(view.id) : paths.screen(view.id, view.nextScreen);
    const label = view.nextScreen === null ? words('核对并提交', 'Check and send') : words('继续填写', 'Go on');
    return html`<p>${linkButton({ page, label, path })}</p>`;
  }
  if (view.state === 'correction' && view.correction !== null) {
    const points = html`<ul>${view.correction.points.map((point) => html`<li>${show(page, point.label)}：${point.why}${point.open ? fix(view, page, point) : html` <strong>${show(page, words('（已补）', '(done)'))}</strong>`}</li>`)}</ul>`;
    return notice({ page, kind: 'warning', title: words('需要补正，只告知这一次', 'Something is missing; this is the complete list'), body: html`${points}<p>${linkButton({ page, label: words('去补正', 'Put it right'), path: paths.materials(view.id) })}</p>` });
  }
  return '';
}

function fix(view: CaseView, page: PageContext, point: NonNullable<CaseView['correction']>['points'][number]): Content {
  if (point.about === 'material') return '';
  const screen = view.screens.find(({ answers: given }) => given.some(({ name }) => name === point.key));
  return screen ? html` <a href="${paths.screen(view.id, screen.id)}">${show(page, words('修改', 'Change'))}</a>` : '';
}

function result(view: CaseView, page: PageContext): Content {
  if (view.state === 'granted') {
    const how = view.decision?.by === 'rule' ? words(`按公布的规则 ${view.decision.rule} 第 ${view.decision.ruleVersion} 版当场决定。`, `Decided at once by the published rule ${view.decision.rule}, version ${view.decision.ruleVersion}.`) : words('由值班审批人决定。', 'Decided by the approver on duty.');
    return html`${notice({ page, kind: 'success', title: words('已准予', 'Granted'), body: how })}
${view.licences.length === 0 ? '' : html`<ul>${view.licences.map((licence) => html`<li><a href="${licencePath(licence.id)}">${show(page, licence.typeName)} <span class="number">${licence.number}</span></a></li>`)}</ul>`}
<p>${linkButton({ page, label: words('评价这次办理', 'Rate this case'), path: rate(view.id), tone: 'secondary' })}</p>`;
  }
  if (view.state === 'refused' || view.state === 'not-accepted') return notice({ page, kind: 'warning', title: view.stateName, body: words(`理由：${view.reason ?? ''}`, `Reason: ${view.reason ?? ''}`) });
  return '';
}

function figuresOf({ figures: of }: CaseView): Figure[] {
  const unit = daysIn(of.unit);
  return [
    { label: words('跑了几次', 'Visits made'), value: of.visits, unit: words('次', of.visits === 1 ? 'visit' : 'visits') },
    { label: words('要你提交的材料', 'Asked of you'), value: of.asked, unit: words('份', of.asked === 1 ? 'document' : 'documents') },
    { label: words('政府提供的材料', 'Supplied by the government'), value: of.government, unit: words('份', of.government === 1 ? 'document' : 'documents') },
    { label: words('承诺时限', 'Promised'), value: of.promisedDays, unit: of.promisedDays === 0 ? words('即办', 'days: at once') : unit },
    ...(of.usedDays === null ? [] : [{ label: words('已用时限', 'Used'), value: of.usedDays, unit }]),
  ];
}

function procedures(view: CaseView, page: PageContext): Content {
  if (view.procedures.length === 0) return '';
  return part(
    page,
    words('特别程序告知书', 'Written notice of the special procedure'),
    html`${view.procedures.map((one) =>
      summaryList(page, [
        { label: words('程序', 'Procedure'), value: one.name },
        { label: words('告知内容', 'Notice'), value: one.notice },
        { label: words('理由', 'Reason'), value: one.reason },
        { label: words('开始', 'Began'), value: dayText(page, one.startedOn) },
        { label: words('预定', 'Planned for'), value: dayText(page, one.plannedOn) },
        ...(one.endedOn === null ? [] : [{ label: words('结束', 'Ended'), value: html`${dayText(page, one.endedOn)} ${show(page, one.passed ? words('通过', 'passed') : words('未通过', 'not passed'))}：${one.result ?? ''}` }]),
      ]),
    )}`,
  );
}

function answers(view: CaseView, page: PageContext): Html {
  return html`<details><summary>${show(page, words('申请内容', 'What you sent'))}</summary>${view.screens.map((screen) => html`<h3>${show(page, screen.title)}</h3>${summaryList(page, screen.answers.map((answer) => ({ label: answer.title, value: answer.value })))}`)}</details>`;
}

function facts(view: CaseView, page: PageContext): SummaryRow[] {
  return [
    { label: words('办件编号', 'Case number'), value: view.printedNumber === null ? words('提交后生成', 'given when it is sent') : html`<span class="number">${view.printedNumber}</span>` },
    ...(view.applicant === null ? [] : [{ label: words('申请人', 'Applicant'), value: view.applicant }]),
    ...(view.organisation === null ? [] : [{ label: words('单位', 'Organisation'), value: `${view.organisation.name}（${view.organisation.creditCode}）` }]),
    { label: words('办理部门', 'Office'), value: html`${show(page, view.office.name)} <a href="tel:${view.office.phone}">${view.office.phone}</a>` },
    { label: words('办理方式', 'How'), value: view.channel === 'online' ? words('网上', 'online') : words('窗口', 'at a window') },
    ...(view.number === null ? [] : [{ label: words('收件回执', 'Receipt'), value: html`<a href="${paths.submitted(view.id)}">${show(page, words('查看', 'Show'))}</a>` }]),
  ];
}

function provisionalWords(year: number) {
  return words(`${year}年的节假日安排尚未公布，上面的到期日为暂定，公布后会重新计算并告诉你。`, `The official calendar of ${year} is not published yet; the due days above are provisional and will be counted again.`);
}
