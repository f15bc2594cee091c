import { html } from 'hono/html';
import type { Html } from '../../kernel/page.ts';
import { words } from '../../kernel/text.ts';
import { type Content, show, type Speaking, type Words } from '../words.ts';

export interface SummaryRow {
  readonly label: Words;
  readonly value: Content;
  /** where this one answer can be changed */
  readonly changePath?: string;
}

/** Labels and their values: answers before sending, facts of an item or a case. */
export function summaryList(page: Speaking, rows: readonly SummaryRow[]): Html {
  return html`<dl class="summary">${rows.map(
    (row) => html`<div class="summary-row"><dt>${show(page, row.label)}</dt><dd><span class="summary-value">${show(page, row.value === '' ? notGivenWords : row.value)}</span>${
      row.changePath
        ? html` <a class="change" href="${row.changePath}">${show(page, changeWords)}<span class="hidden"> ${show(page, row.label)}</span></a>`
        : ''
    }</dd></div>`,
  )}</dl>`;
}

const changeWords = words('修改', 'Change');
const notGivenWords = words('未填写', 'Not given');
