import { html } from 'hono/html';
import type { Html, PageContext } from '../../kernel/page.ts';
import { words } from '../../kernel/text.ts';
import { show } from '../words.ts';
import { fieldId } from './field.ts';

/**
 * What went wrong, above the form, each line a link to its field. `fields` are the names of the fields that stand on this
 * page: an error about any other is said without a link, so that no link leads nowhere.
 */
export function errorSummary(page: PageContext, fields: readonly string[]): Html {
  const { problem } = page;
  if (problem === null) return html``;
  const here = new Set(fields);
  const errors = problem.errors?.length
    ? problem.errors
    : problem.field === undefined
      ? []
      : [{ field: problem.field, message: problem.detail ?? problem.title }];
  const detail = problem.detail !== undefined && !errors.some((error) => error.message === problem.detail) ? problem.detail : null;
  return html`<div class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title">
<h2 id="error-summary-title">${problem.title || show(page, titleWords)}</h2>
${detail === null ? '' : html`<p>${detail}</p>`}${
    errors.length === 0
      ? ''
      : html`<ul>${errors.map((error) =>
          here.has(error.field) ? html`<li><a href="#${fieldId(error.field)}">${error.message}</a></li>` : html`<li>${error.message}</li>`,
        )}</ul>`
  }${problem.instance === undefined ? '' : html`<p class="hint">${show(page, numberWords)}<code>${problem.instance}</code></p>`}
</div>`;
}

const titleWords = words('有内容需要修改', 'Something needs to be changed');
const numberWords = words('记录编号：', 'Reference: ');
