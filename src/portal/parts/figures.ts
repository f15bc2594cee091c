import { html } from 'hono/html';
import type { Html } from '../../kernel/page.ts';
import { show, type Speaking, type Words } from '../words.ts';

export interface Figure {
  readonly label: Words;
  readonly value: string | number;
  readonly unit?: Words;
}

/** The few figures that matter most on a page: visits made, materials supplied by the government, days used. */
export function figures(page: Speaking, of: readonly Figure[]): Html {
  return html`<dl class="figures">${of.map(
    (figure) => html`<div class="figure"><dt>${show(page, figure.label)}</dt><dd>${figure.value}${
      figure.unit ? html` <span class="unit">${show(page, figure.unit)}</span>` : ''
    }</dd></div>`,
  )}</dl>`;
}
