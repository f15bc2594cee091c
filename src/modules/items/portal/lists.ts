import { html } from 'hono/html';
import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { empty } from '../../../portal/parts/empty.ts';
import { searchForm } from '../../../portal/parts/search.ts';
import { type Mark, marks } from '../../../portal/parts/tags.ts';
import { show } from '../../../portal/words.ts';
import type { ItemMark } from '../domain/item.ts';
import * as paths from '../paths.ts';
import type { listView } from '../views.ts';

type List = z.output<typeof listView>;

/** The room's marks in the words of the portal's tags. */
export function portalMarks(of: readonly ItemMark[]): Mark[] {
  return of.map((mark) => (mark === 'zero-visit' ? 'no-visit' : mark));
}

export function searchPage(view: List, page: PageContext): Html {
  const title = words('搜索结果', 'Search results');
  const question = view.question ?? '';
  return layout({
    page,
    title,
    current: 'items',
    ownSearch: true,
    main: html`<h1>${show(page, title)}</h1>
${searchForm({ page, place: 'page', query: question })}
<p class="lead" role="status">${show(page, countWords(question, view.items.length))}</p>
${
  view.items.length === 0
    ? empty(
        page,
        words('没有找到相关事项', 'Nothing was found'),
        html`<p>${show(page, words('换个说法试试，例如“开饭店”“个体户”，或者', 'Try other words, for example 开饭店, or '))}<a href="/items">${show(page, words('查看全部事项', 'see all items'))}</a></p>`,
      )
    : itemList(view.items, page)
}`,
  });
}

function countWords(question: string, count: number) {
  if (question === '') return words('请输入要办的事。', 'Please type what you need.');
  return words(`“${question}”：找到 ${count} 项`, `${count} ${count === 1 ? 'item' : 'items'} for “${question}”`);
}

export function listPage(view: List, page: PageContext): Html {
  const title = words('办事事项', 'Service items');
  return layout({
    page,
    title,
    current: 'items',
    main: html`<h1>${show(page, title)}</h1>${
      view.items.length === 0 ? empty(page, words('还没有发布事项', 'No items are published yet')) : itemList(view.items, page)
    }`,
  });
}

function itemList(items: List['items'], page: PageContext): Html {
  return html`<ul class="cards">${items.map(
    (item) => html`<li class="card"><h2 class="card-title"><a href="${paths.item(item.slug)}">${show(page, item.name)}</a></h2>
<p class="hint">${show(page, item.department)} · ${show(page, item.promised)}</p>${marks(page, portalMarks(item.marks))}</li>`,
  )}</ul>`;
}
