import { html } from 'hono/html';
import type { Html } from '../../kernel/page.ts';
import { type Content, plain, show, type Speaking, type Words } from '../words.ts';

export interface Column<Row> {
  readonly label: Words;
  readonly cell: (row: Row) => Content;
  /** figures: set right, with digits of equal width */
  readonly numeric?: boolean;
}

export interface Table<Row> {
  readonly page: Speaking;
  readonly caption: Words;
  /** the caption is still read out */
  readonly captionHidden?: boolean;
  /** the first column names the row */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** what to show when there are no rows */
  readonly empty: Content;
}

/**
 * A table that becomes a stack of cards on a phone. The roles are written out because `display: block` would take them
 * away, and each cell carries its column's label for the stacked form.
 */
export function table<Row>(of: Table<Row>): Html {
  const { page, columns } = of;
  if (of.rows.length === 0) return html`<div class="empty">${show(page, of.empty)}</div>`;
  return html`<table class="table" role="table">
<caption${of.captionHidden ? html` class="hidden"` : ''}>${show(page, of.caption)}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(
    (column) => html`<th role="columnheader" scope="col"${column.numeric ? html` class="numeric"` : ''}>${show(page, column.label)}</th>`,
  )}</tr></thead>
<tbody role="rowgroup">${of.rows.map(
    (row) => html`<tr role="row">${columns.map((column, position) => {
      const numeric = column.numeric ? html` class="numeric"` : '';
      const content = show(page, column.cell(row));
      return position === 0
        ? html`<th role="rowheader" scope="row"${numeric}>${content}</th>`
        : html`<td role="cell" data-label="${plain(page, column.label)}"${numeric}><div class="cell">${content}</div></td>`;
    })}</tr>`,
  )}</tbody>
</table>`;
}
