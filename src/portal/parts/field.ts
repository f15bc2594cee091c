import { html } from 'hono/html';
import type { Html, PageContext } from '../../kernel/page.ts';
import { words } from '../../kernel/text.ts';
import { type Content, show, type Words } from '../words.ts';

/** What every field says about itself, whatever its control. */
export interface FieldWords {
  readonly page: PageContext;
  /** the name that is posted and that a refusal names in `problem.field` or `problem.errors` */
  readonly name: string;
  readonly label: Words;
  readonly hint?: Content;
  readonly optional?: boolean;
  /** where a value that is already filled in comes from, for example the licence or register */
  readonly source?: Content;
}

export interface TextField extends FieldWords {
  readonly initial?: string;
  readonly type?: 'text' | 'search' | 'tel' | 'email' | 'password' | 'number';
  /** WCAG 2.2, 1.3.5: the purpose of the field in the words of HTML's autocomplete */
  readonly autocomplete?: string;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email';
  readonly maximumLength?: number;
  readonly width?: 'short' | 'medium' | 'full';
  /** shown and posted, not to be changed here */
  readonly readOnly?: boolean;
}

export interface TextArea extends FieldWords {
  readonly initial?: string;
  readonly rows?: number;
  readonly maximumLength?: number;
}

export interface DateField extends FieldWords {
  /** yyyy-mm-dd */
  readonly initial?: string;
  readonly earliest?: string;
  readonly latest?: string;
  readonly autocomplete?: 'bday' | 'off';
}

/** What a field shows: what the person had typed wins over what we knew, and the refusal stands with it. */
export interface FieldState {
  readonly id: string;
  readonly value: string;
  readonly error: string | null;
}

export function textField(field: TextField): Html {
  const state = fieldState(field.page, field.name, field.initial ?? '');
  return frame(
    field,
    state,
    html`<input class="input input-${field.width ?? 'full'}" id="${state.id}" name="${field.name}" type="${field.type ?? 'text'}" value="${
      field.type === 'password' ? '' : state.value
    }"${controlMarks(field, state)}${mark('autocomplete', field.autocomplete)}${mark('inputmode', field.inputMode)}${mark(
      'maxlength',
      field.maximumLength,
    )}${field.readOnly ? html` readonly` : ''}>`,
  );
}

export function textArea(field: TextArea): Html {
  const state = fieldState(field.page, field.name, field.initial ?? '');
  // The line break after the tag is dropped by the parser; without it a text that begins with one would lose it.
  return frame(
    field,
    state,
    html`<textarea class="input" id="${state.id}" name="${field.name}" rows="${field.rows ?? 4}"${controlMarks(field, state)}${mark(
      'maxlength',
      field.maximumLength,
    )}>
${state.value}</textarea>`,
  );
}

export function dateField(field: DateField): Html {
  const state = fieldState(field.page, field.name, field.initial ?? '');
  return frame(
    field,
    state,
    html`<input class="input input-medium" type="date" id="${state.id}" name="${field.name}" value="${state.value}"${controlMarks(
      field,
      state,
    )}${mark('min', field.earliest)}${mark('max', field.latest)}${mark('autocomplete', field.autocomplete)}>`,
  );
}

export function fieldState(page: PageContext, name: string, initial: string): FieldState {
  const named = page.problem?.errors?.find((error) => error.field === name)?.message;
  const whole = page.problem?.field === name ? (page.problem.detail ?? page.problem.title) : undefined;
  return { id: fieldId(name), value: page.submitted?.[name] ?? initial, error: named ?? whole ?? null };
}

/** The id of a field's control, where the error summary's link leads; any name gives a valid one and no two names the same. */
export function fieldId(name: string): string {
  return `field-${name.replace(/[^A-Za-z0-9-]/gu, (character) => `_${character.codePointAt(0)?.toString(16)}_`)}`;
}

/** Label, hint, error and source around one control. */
export function frame(field: FieldWords, state: FieldState, control: Html): Html {
  return html`<div class="field${state.error === null ? '' : ' field-wrong'}">
<label class="label" for="${state.id}">${labelWords(field)}</label>
${besideWords(field, state)}${control}${sourceWords(field, state)}
</div>`;
}

export function labelWords(field: FieldWords): Html {
  return html`${show(field.page, field.label)}${field.optional ? html`<span class="optional">${show(field.page, optionalWords)}</span>` : ''}`;
}

/** Hint and error, in the order in which they are read out. */
export function besideWords(field: FieldWords, state: FieldState): Html {
  return html`${field.hint ? html`<p class="hint" id="${state.id}-hint">${show(field.page, field.hint)}</p>` : ''}${
    state.error === null
      ? ''
      : html`<p class="error" id="${state.id}-error"><span class="hidden">${show(field.page, errorWord)}</span>${state.error}</p>`
  }`;
}

export function sourceWords(field: FieldWords, state: FieldState): Html {
  return html`${field.source ? html`<p class="source" id="${state.id}-source">${show(field.page, field.source)}</p>` : ''}`;
}

/** The marks by which assistive technology finds hint, error and duty of a control. */
export function controlMarks(field: FieldWords, state: FieldState): Html {
  return html`${describedBy(field, state)}${state.error === null ? '' : html` aria-invalid="true"`}${field.optional ? '' : html` required`}`;
}

export function describedBy(field: FieldWords, state: FieldState): Html {
  const ids = [
    field.hint ? `${state.id}-hint` : '',
    state.error === null ? '' : `${state.id}-error`,
    field.source ? `${state.id}-source` : '',
  ].filter((id) => id !== '');
  return mark('aria-describedby', ids.length === 0 ? undefined : ids.join(' '));
}

/** One attribute, or nothing. */
export function mark(name: string, value: string | number | undefined): Html {
  return value === undefined ? html`` : html` ${name}="${value}"`;
}

const optionalWords = words('（选填）', ' (optional)');
const errorWord = words('错误：', 'Error: ');
