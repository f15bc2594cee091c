import { html } from 'hono/html';
import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { radios } from '../../../portal/parts/choices.ts';
import { errorSummary } from '../../../portal/parts/error-summary.ts';
import { empty } from '../../../portal/parts/empty.ts';
import { textArea } from '../../../portal/parts/field.ts';
import { form, submitButton } from '../../../portal/parts/form.ts';
import { notice } from '../../../portal/parts/notice.ts';
import { pager } from '../../../portal/parts/pager.ts';
import { table } from '../../../portal/parts/table.ts';
import { show } from '../../../portal/words.ts';
import type { Satisfaction } from '../contract.ts';
import { fieldsWords } from '../domain/fields.ts';
import { satisfactionWords } from '../domain/rating.ts';
import * as paths from '../paths.ts';
import type { ratingView, readingsView } from '../views.ts';

const levels: readonly Satisfaction[] = [1, 2, 3, 4, 5];

export function ratingPage(view: z.output<typeof ratingView>, page: PageContext): Html {
  const title = words('评价本次办理', 'Rate this case');
  return layout({
    page,
    title,
    current: 'cases',
    breadcrumbs: [
      { label: words('我的办件', 'My cases'), path: '/cases' },
      { label: view.itemName, path: `/cases/${view.case}` },
    ],
    main: html`${errorSummary(page, ['satisfaction', 'words'])}<h1>${show(page, title)}</h1>
<p class="lead">${show(page, view.itemName)}</p>
${view.satisfaction !== null ? thanks(view, page) : view.mayRate ? ratingForm(view, page) : notice({ page, kind: 'information', title: words('办结后才能评价。', 'A case can be rated once it is concluded.') })}`,
  });
}

function ratingForm(view: z.output<typeof ratingView>, page: PageContext): Html {
  return form({
    page,
    action: paths.rate(view.case),
    body: html`${radios({
      page,
      name: 'satisfaction',
      label: words('您满意吗？', 'How satisfied are you?'),
      options: levels.map((level) => ({ value: String(level), label: satisfactionWords[level] })),
    })}${textArea({
      page,
      name: 'words',
      label: words('想说的话', 'What you would like to say'),
      hint: words('不满意时请写明原因，我们会回访。', 'If something was wrong, please say what: somebody will come back to you.'),
      optional: true,
      maximumLength: 1000,
    })}`,
    buttons: submitButton({ page, label: words('提交评价', 'Send the rating') }),
  });
}

function thanks(view: z.output<typeof ratingView>, page: PageContext): Html {
  const level = satisfactionWords[(view.satisfaction ?? 3) as Satisfaction];
  return notice({
    page,
    kind: 'success',
    title: words('感谢您的评价', 'Thank you for rating'),
    body: html`<p>${show(page, level)} · <time datetime="${view.ratedAt ?? ''}">${(view.ratedAt ?? '').slice(0, 10)}</time></p>
<p><a href="/cases/${view.case}">${show(page, words('返回办件', 'Back to the case'))}</a></p>`,
  });
}

export function readingsPage(view: z.output<typeof readingsView>, page: PageContext): Html {
  const title = words('谁看过我的信息', 'Who looked at my data');
  return layout({
    page,
    title,
    breadcrumbs: [{ label: words('我的信息', 'My data'), path: '/me' }],
    main: html`<h1>${show(page, title)}</h1>
<p class="lead">${show(page, words('每次有人读取您的个人信息，都会记在这里：哪个部门、看了什么、为了什么。', 'Each reading of your personal data stands here: which office, what was read, and why.'))}</p>
${
  view.readings.length === 0
    ? empty(page, words('还没有人看过您的信息', 'Nobody has looked at your data yet'))
    : table({
        page,
        caption: words('读取记录', 'Readings'),
        captionHidden: true,
        columns: [
          { label: words('时间', 'When'), cell: (row) => html`<time datetime="${row.at}">${row.at.slice(0, 16).replace('T', ' ')}</time>` },
          { label: words('部门', 'Office'), cell: (row) => row.who },
          { label: words('看了什么', 'What was read'), cell: (row) => fieldList(row.fields, page) },
          { label: words('为了什么', 'Why'), cell: (row) => row.purpose },
          { label: words('办件', 'Case'), cell: (row) => (row.case === null ? '—' : html`<a href="/cases/${row.case}">${show(page, words('查看', 'Open'))}</a>`) },
        ],
        rows: view.readings,
        empty: '',
      })
}${pager(page, null, view.next === null ? null : paths.readings(view.next))}`,
  });
}

function fieldList(fields: readonly string[], page: PageContext): Html {
  return html`${fieldsWords(fields).map((field, position) => html`${position > 0 ? show(page, words('、', ', ')) : ''}${show(page, field)}`)}`;
}
