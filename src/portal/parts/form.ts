import { html } from 'hono/html';
import type { Html, PageContext } from '../../kernel/page.ts';
import { type Text, words } from '../../kernel/text.ts';
import { plain, show, type Words } from '../words.ts';
import { mark } from './field.ts';

export type ButtonTone = 'primary' | 'secondary' | 'danger';

export interface Button {
  readonly page: PageContext;
  readonly label: Words;
  readonly tone?: ButtonTone;
  /** posted with the form when this button sends it */
  readonly name?: string;
  readonly value?: string;
}

/** What a view says about a deed: may it be done now, and if not, why. */
export interface Act {
  readonly act: string;
  readonly allowed: boolean;
  readonly why: Text | null;
}

export interface Form {
  readonly page: PageContext;
  readonly action: string;
  readonly body: Html | readonly Html[];
  /** submit buttons, made by submitButton or actButton; none for a form whose body holds its own */
  readonly buttons: Html | readonly Html[];
  readonly multipart?: boolean;
  /** the script sends the form as soon as a file is chosen */
  readonly uploadOnChoose?: boolean;
  /** values the person does not see */
  readonly hidden?: Readonly<Record<string, string>>;
  /** an accessible name, where a page has several forms */
  readonly label?: Words;
}

/**
 * A form that writes. `_key` is the idempotency key that was made when the page opened: pressing twice is one deed.
 * `novalidate`: the server finds the faults, so that they are said in the person's language and in one place.
 */
export function form(of: Form): Html {
  return html`<form class="form" method="post" action="${of.action}" novalidate${of.multipart ? html` enctype="multipart/form-data"` : ''}${
    of.uploadOnChoose ? html` data-upload` : ''
  }${mark('aria-label', of.label === undefined ? undefined : plain(of.page, of.label))} data-sending="${plain(of.page, sendingWords)}">
${hiddenFields(of.page, of.hidden)}${of.body}
<div class="buttons">${of.buttons}</div>
</form>`;
}

export function submitButton(button: Button): Html {
  return html`<button class="button button-${button.tone ?? 'primary'}" type="submit"${mark('name', button.name)}${mark('value', button.value)}>${show(
    button.page,
    button.label,
  )}</button>`;
}

/**
 * The button of a deed. Where the deed is not allowed it stays where it is, can be reached by keyboard, does nothing
 * (it is no submit button), and its reason stands beside it.
 */
export function actButton(button: Button & { readonly act: Act }): Html {
  if (button.act.allowed) return submitButton(button);
  const id = `why-${button.act.act}`;
  return html`<span class="act-refused"><button class="button button-${button.tone ?? 'primary'}" type="button" aria-disabled="true" aria-describedby="${id}">${show(
    button.page,
    button.label,
  )}</button><span class="why" id="${id}">${show(button.page, button.act.why ?? notNowWords)}</span></span>`;
}

/** A form that is one button: take up, withdraw, revoke. */
export function actForm(of: Button & { readonly act: Act; readonly action: string; readonly hidden?: Readonly<Record<string, string>> }): Html {
  if (!of.act.allowed) return actButton(of);
  return html`<form class="act-form" method="post" action="${of.action}" data-sending="${plain(of.page, sendingWords)}">${hiddenFields(
    of.page,
    of.hidden,
  )}${submitButton(of)}</form>`;
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function linkButton(of: { readonly page: PageContext; readonly label: Words; readonly path: string; readonly tone?: ButtonTone }): Html {
  return html`<a class="button button-${of.tone ?? 'primary'}" href="${of.path}">${show(of.page, of.label)}</a>`;
}

/** The proof that the form came from our page, its idempotency key, and what else it carries. */
export function hiddenFields(page: PageContext, more: Readonly<Record<string, string>> = {}): Html {
  const values = { _csrf: page.csrf, _key: page.key, ...more };
  return html`${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}

const sendingWords = words('正在提交，请稍候', 'Sending, please wait');
const notNowWords = words('目前不能办理', 'Not possible at present');
