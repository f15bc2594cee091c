import { html } from 'hono/html';
import type { Html } from '../../kernel/page.ts';
import { words } from '../../kernel/text.ts';
import { type Content, plain, show, type Words } from '../words.ts';
import { besideWords, controlMarks, describedBy, type FieldWords, fieldState, frame, labelWords, mark, sourceWords } from './field.ts';

export interface Option {
  readonly value: string;
  readonly label: Words;
  readonly hint?: Content;
}

export interface SelectField extends FieldWords {
  readonly options: readonly Option[];
  readonly initial?: string;
  readonly autocomplete?: string;
}

export interface Radios extends FieldWords {
  readonly options: readonly Option[];
  readonly initial?: string;
  /** side by side where there is room, for two or three short answers */
  readonly inline?: boolean;
}

export interface Checkboxes extends FieldWords {
  readonly options: readonly Option[];
  readonly initial?: readonly string[];
}

export interface ConsentField extends FieldWords {
  /** the value posted when it is ticked */
  readonly value?: string;
  readonly initial?: boolean;
}

/** Values of several ticked boxes stand in one submitted string, one a line. */
export const valueSeparator = '\n';

export function selectField(field: SelectField): Html {
  const state = fieldState(field.page, field.name, field.initial ?? '');
  return frame(
    field,
    state,
    html`<select class="input" id="${state.id}" name="${field.name}"${controlMarks(field, state)}${mark('autocomplete', field.autocomplete)}>
<option value="">${plain(field.page, chooseWords)}</option>
${field.options.map(
  (option) =>
    html`<option value="${option.value}"${option.value === state.value ? html` selected` : ''}>${plain(field.page, option.label)}</option>`,
)}</select>`,
  );
}

export function radios(field: Radios): Html {
  const state = fieldState(field.page, field.name, field.initial ?? '');
  return group(field, new Set([state.value]), field.options, 'radio', field.inline ?? false);
}

export function checkboxes(field: Checkboxes): Html {
  const state = fieldState(field.page, field.name, (field.initial ?? []).join(valueSeparator));
  return group(field, new Set(state.value.split(valueSeparator)), field.options, 'checkbox', false);
}

/** One box that stands for a yes, its label beside it. */
export function consentField(field: ConsentField): Html {
  const value = field.value ?? 'yes';
  const state = fieldState(field.page, field.name, field.initial ? value : '');
  // A box that was left empty is not posted at all, so a form that comes back without it means "no".
  const ticked = field.page.submitted === null ? state.value === value : field.page.submitted[field.name] === value;
  return html`<div class="field${state.error === null ? '' : ' field-wrong'}">
${besideWords(field, state)}<div class="choice"><input type="checkbox" id="${state.id}" name="${field.name}" value="${value}"${
    ticked ? html` checked` : ''
  }${controlMarks(field, state)}><label for="${state.id}">${labelWords(field)}</label></div>${sourceWords(field, state)}
</div>`;
}

function group(
  field: FieldWords,
  chosen: ReadonlySet<string>,
  options: readonly Option[],
  type: 'radio' | 'checkbox',
  inline: boolean,
): Html {
  const state = fieldState(field.page, field.name, '');
  return html`<fieldset class="field${state.error === null ? '' : ' field-wrong'}"${describedBy(field, state)}>
<legend class="label">${labelWords(field)}</legend>
${besideWords(field, state)}<div class="choices${inline ? ' choices-inline' : ''}">
${options.map((option, position) => {
  // The first control bears the field's own id: the error summary leads there.
  const id = position === 0 ? state.id : `${state.id}-${position + 1}`;
  const hint = option.hint ? `${id}-about` : undefined;
  return html`<div class="choice"><input type="${type}" id="${id}" name="${field.name}" value="${option.value}"${
    chosen.has(option.value) ? html` checked` : ''
  }${mark('aria-describedby', hint)}${type === 'radio' && !field.optional ? html` required` : ''}><label for="${id}">${show(
    field.page,
    option.label,
  )}</label>${option.hint ? html`<p class="hint" id="${hint}">${show(field.page, option.hint)}</p>` : ''}</div>`;
})}</div>${sourceWords(field, state)}
</fieldset>`;
}

const chooseWords = words('请选择', 'Choose one');
