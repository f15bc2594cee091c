import { html } from 'hono/html';
import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { dayText } from '../../../portal/parts/day.ts';
import { empty } from '../../../portal/parts/empty.ts';
import { linkButton } from '../../../portal/parts/form.ts';
import { pager } from '../../../portal/parts/pager.ts';
import { table } from '../../../portal/parts/table.ts';
import { statusTag } from '../../../portal/parts/tags.ts';
import { show } from '../../../portal/words.ts';
import * as paths from '../paths.ts';
import type { casesView } from '../views.ts';
import { stateTones } from './parts.ts';

/** A person's cases, newest first. */
export function listPage(view: z.output<typeof casesView>, page: PageContext): Html {
  const title = words('我的办件', 'My cases');
  return layout({
    page,
    title,
    current: 'cases',
    main: html`<h1>${show(page, title)}</h1>
${
  view.cases.length === 0
    ? empty(page, words('还没有办件', 'No cases yet'), linkButton({ page, label: words('去办事', 'Find a service'), path: '/items' }))
    : html`${table({
        page,
        caption: title,
        captionHidden: true,
        columns: [
          { label: words('事项', 'Item'), cell: (row) => html`<a href="${paths.theCase(row.id)}">${show(page, row.itemName)}</a>` },
          { label: words('状态', 'State'), cell: (row) => statusTag(page, stateTones[row.state], row.stateName) },
          { label: words('提交日期', 'Sent on'), cell: (row) => (row.submittedOn === null ? '—' : dayText(page, row.submittedOn)) },
          { label: words('承诺日期', 'Due'), cell: (row) => (row.dueOn === null ? '—' : dayText(page, row.dueOn)) },
          { label: words('办件编号', 'Number'), cell: (row) => (row.number === null ? '—' : html`<span class="number">${row.number}</span>`) },
        ],
        rows: view.cases,
        empty: '',
      })}${pager(page, null, view.next === null ? null : paths.cases(view.next))}`
}`,
  });
}
