import { html } from 'hono/html';
import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { type Text, words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { linkButton } from '../../../portal/parts/form.ts';
import { type SummaryRow, summaryList } from '../../../portal/parts/summary-list.ts';
import { table } from '../../../portal/parts/table.ts';
import { marks } from '../../../portal/parts/tags.ts';
import { show } from '../../../portal/words.ts';
import type { Item, Material } from '../domain/item.ts';
import * as paths from '../paths.ts';
import type { itemView } from '../views.ts';
import { portalMarks } from './lists.ts';

/** The guide of one item, made from its elements: what to bring, how long, what it costs, where, and what the law says. */
export function guidePage(view: z.output<typeof itemView>, page: PageContext): Html {
  const { item } = view;
  const { elements } = item;
  return layout({
    page,
    title: elements.taskName,
    current: 'items',
    breadcrumbs: [{ label: words('办事事项', 'Service items'), path: paths.items() }],
    main: html`<h1>${show(page, elements.taskName)}</h1>
${marks(page, portalMarks(view.summary.marks))}
<p class="lead">${show(page, effortWords(view.supply, elements.limitSceneNum))}</p>
${entry(item, page)}
${summaryList(page, facts(view, item))}
<section><h2>${show(page, words('受理条件', 'Conditions'))}</h2><ul>${elements.acceptCondition.map((condition) => html`<li>${show(page, condition.name)}${condition.applies.zh === '' ? '' : html`<p class="hint">${show(page, condition.applies)}</p>`}</li>`)}</ul></section>
<section><h2>${show(page, words('申请材料', 'Materials'))}</h2>${materialTable(elements.materials, page)}</section>
<section><h2>${show(page, words('办理流程', 'Steps'))}</h2><p>${show(page, elements.handleFlow)}</p>${steps(item, page)}</section>
<section><h2>${show(page, words('办理地点', 'Where'))}</h2>${elements.transactAddr.map((place) => html`<p>${show(page, place.place)}<br><span class="hint">${show(page, place.time)} · <a href="tel:${place.phone}">${place.phone}</a></span></p>`)}</section>
<section><h2>${show(page, words('设定依据', 'Legal basis'))}</h2>${elements.byLaw.map((law) => html`<details><summary>${show(page, law.law)} ${law.clause}</summary><p lang="zh-CN">${law.text.zh}</p><p class="hint">${law.documentNumber}</p></details>`)}</section>
<section><h2>${show(page, words('您的权利和救济', 'Your rights and remedies'))}</h2><p>${show(page, elements.rightsAndDuties.rights)}</p><p>${show(page, elements.rightsAndDuties.duties)}</p>
${summaryList(page, [
  { label: words('行政复议', 'Administrative review'), value: html`${show(page, elements.remedies.review.department)} · ${elements.remedies.review.phone}` },
  { label: words('行政诉讼', 'Administrative litigation'), value: html`${show(page, elements.remedies.litigation.department)} · ${elements.remedies.litigation.phone}` },
])}</section>
${questions(item, page)}`,
  });
}

function effortWords(supply: { government: number; applicant: number }, visits: number): Text {
  const brought = supply.applicant === 0;
  return words(
    `${visits === 0 ? '全程网办，零跑动' : `最多跑 ${visits} 次`}；${supply.government} 项材料由政府提供，${brought ? '您无需另交材料' : `您准备 ${supply.applicant} 项`}。`,
    `${visits === 0 ? 'No visit needed' : `At most ${visits} ${visits === 1 ? 'visit' : 'visits'}`}; the government supplies ${supply.government} of the materials, ${
      brought ? 'you bring nothing more' : `you bring ${supply.applicant}`
    }.`,
  );
}

function entry(item: Item, page: PageContext): Html {
  if (item.elements.isOnline && item.integration.kind === 'direct') {
    return html`<p>${linkButton({ page, label: words('在线办理', 'Apply online'), path: `/apply/${item.slug}` })}</p>`;
  }
  if (item.integration.kind === 'direct') return html``;
  return html`<p class="hint">${show(page, words('此事项由上级或部门系统办理，请到窗口申请。', 'This item runs in another system of the government; please apply at the window.'))}</p>`;
}

function facts(view: z.output<typeof itemView>, item: Item): SummaryRow[] {
  const { elements } = item;
  const limit = item.limits.legal;
  return [
    { label: words('实施主体', 'Office'), value: elements.deptName },
    { label: words('承诺时限', 'Promised'), value: view.summary.promised },
    {
      label: words('法定时限', 'Legal limit'),
      value: limit === null ? (elements.anticipateExplain ?? words('无法定时限', 'none')) : limit.unit === 'working-day' ? words(`${limit.days} 个工作日`, `${limit.days} working days`) : words(`${limit.days} 天`, `${limit.days} days`),
    },
    { label: words('收费', 'Fee'), value: elements.isFee ? (elements.feeItems[0]?.feeStand ?? words('收费', 'yes')) : words('不收费', 'none') },
    { label: words('办理结果', 'Result'), value: elements.resultName ?? words('无', 'none') },
    { label: words('咨询电话', 'Questions'), value: elements.linkWay.phone },
    { label: words('监督投诉', 'Complaints'), value: elements.superviseWay.phone },
    { label: words('实施编码', 'Code'), value: elements.taskCode },
  ];
}

function materialTable(materials: readonly Material[], page: PageContext): Html {
  return table({
    page,
    caption: words('申请材料', 'Materials'),
    captionHidden: true,
    columns: [
      { label: words('材料', 'Material'), cell: (row) => row.materialName },
      { label: words('谁提供', 'Who supplies it'), cell: (row) => supplierWords(row) },
      { label: words('受理标准', 'What is checked'), cell: (row) => row.acceptStandard },
    ],
    rows: [...materials],
    empty: words('无需材料。', 'No materials are needed.'),
  });
}

function supplierWords(material: Material): Text {
  switch (material.supply.kind) {
    case 'licence':
      return words('政府：电子证照', 'The government: an electronic licence');
    case 'register':
      return words('政府：基础库', 'The government: a register');
    case 'form':
      return words('由在线表单生成', 'Made from the form');
    case 'applicant':
      return material.supply.orDeclaration ? words('您：上传，或作出承诺', 'You: upload it, or make a declaration') : words('您：上传', 'You: upload it');
  }
}

function steps(item: Item, page: PageContext): Html {
  return html`<ol>${item.elements.processLinks.map(
    (link) => html`<li>${show(page, link.linkName)} · ${show(page, link.office)} · ${link.limit === 0 ? show(page, words('当场', 'at once')) : show(page, words(`${link.limit} 个工作日`, `${link.limit} working days`))}</li>`,
  )}</ol>`;
}

function questions(item: Item, page: PageContext): Html {
  if (item.elements.questions.length === 0) return html``;
  return html`<section><h2>${show(page, words('常见问题', 'Questions and answers'))}</h2>${item.elements.questions.map(
    (one) => html`<details><summary>${show(page, one.question)}</summary><p>${show(page, one.answer)}</p></details>`,
  )}</section>`;
}
