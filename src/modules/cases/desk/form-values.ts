import type { FieldView } from './api.ts';

export type FieldValue = string | number | boolean | readonly string[] | null | undefined;
export type FormValues = Readonly<Record<string, FieldValue>>;

/** What stands in the fields when the screen opens. */
export function valuesOf(fields: readonly FieldView[]): FormValues {
  return Object.fromEntries(fields.map(({ name, value, type }) => [name, value === null ? (type === 'array' ? [] : type === 'boolean' ? false : undefined) : type === 'integer' ? String(value) : value]));
}

/** A question that hangs on another of this screen is put only where that one is answered so. */
export function isAsked({ when }: FieldView, fields: readonly FieldView[], values: FormValues): boolean {
  if (when === null || !fields.some(({ name }) => name === when.field)) return true;
  return values[when.field] === when.equals;
}

/** The answers as the route takes them: what is asked and may be changed; an empty field takes its answer back. */
export function answersOf(fields: readonly FieldView[], values: FormValues): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    fields.filter((field) => !field.locked && isAsked(field, fields, values)).map(({ name }) => {
      const value = values[name];
      return [name, value === undefined || value === '' ? null : value];
    }),
  );
}

/** A field that must be answered and is not. `false` is an answer, except to what has to be agreed to; the server says which. */
export function isEmpty(value: FieldValue): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
}
