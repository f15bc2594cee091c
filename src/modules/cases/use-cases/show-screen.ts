import type { z } from 'zod';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { words, type Text } from '../../../kernel/text.ts';
import { standingOfActs } from '../domain/act-words.ts';
import { situationOf, type CaseRecord, type FormField, type FormSchema, type FormState } from '../domain/case.ts';
import { isRequired, isShown, screenOf, screensShown } from '../domain/form.ts';
import { answerInWords } from '../domain/licence-face.ts';
import { doerOf } from '../domain/state.ts';
import type { CasesNeeds } from '../needs.ts';
import type { screenView } from '../views.ts';

type View = z.input<typeof screenView>;

/** One screen of the form with what is known, and where it is known from. */
export async function showScreen(needs: Pick<CasesNeeds, 'items'>, deed: Deed, record: CaseRecord, screenId: string): Promise<Outcome<View, { kind: 'screen-unknown' }>> {
  const { form } = (await needs.items.version(deed.tx, record.itemVersion)).item;
  const screen = screenOf(form, screenId);
  if (screen === null) return refuse({ kind: 'screen-unknown' });
  if (deed.asker.role !== 'citizen' && record.applicant !== null) deed.readsPersonal({ subject: record.applicant, fields: [...screen.fields], purpose: 'case:review', case: record.id });
  const shown = screensShown(form, record.form.answers);
  const index = shown.findIndex(({ id }) => id === screen.id);
  return done({
    case: record.id,
    version: record.version,
    itemName: record.itemName,
    screen: { id: screen.id, title: screen.title, intro: screen.intro ?? null },
    fields: screen.fields.map((name) => fieldView(form, name, form.properties[name] as FormField, record.form)),
    screens: shown.map(({ id, title }) => ({ id, title, saved: record.screensSaved.includes(id) })),
    previous: index > 0 ? (shown[index - 1]?.id ?? null) : null,
    next: shown[index + 1]?.id ?? null,
    acts: standingOfActs(situationOf(record, null), doerOf(deed.asker)),
  });
}

function fieldView(form: FormSchema, name: string, field: FormField, { answers, prefilled }: FormState): View['fields'][number] {
  const known = Object.hasOwn(prefilled, name) ? prefilled[name] : undefined;
  const value = answers[name];
  const choices = field.enum ?? field.items?.enum;
  return {
    name,
    type: field.type,
    title: field['x-title'],
    hint: field['x-hint'] ?? null,
    required: isRequired(form, name, field),
    locked: field['x-locked'] === true && known !== undefined,
    when: whenOf(form, field),
    options: choices ? choices.map((one) => ({ value: one, label: field['x-enum-labels']?.[one] ?? { zh: one } })) : null,
    multiline: field['x-multiline'] === true,
    date: field.format === 'date',
    maximumLength: field.maxLength ?? null,
    value: value === undefined ? null : Array.isArray(value) ? [...value] : (value as string | number | boolean),
    source: sourceOf(known, value),
  };
}

/** The source stands beside the value only while it still is that value. */
function sourceOf(known: FormState['prefilled'][string] | undefined, value: unknown): Text | null {
  return known !== undefined && JSON.stringify(known.value) === JSON.stringify(value) ? known.source : null;
}

function whenOf(form: FormSchema, field: FormField): View['fields'][number]['when'] {
  const when = field['x-when'];
  const asked = when && form.properties[when.field];
  if (!when || !asked) return null;
  const title = asked['x-title'];
  const answer = typeof when.equals === 'string' ? (asked['x-enum-labels']?.[when.equals] ?? { zh: when.equals }) : when.equals ? words('是', 'yes') : words('否', 'no');
  const answerEnglish = answer.en?.text ?? answer.zh;
  return { field: when.field, equals: when.equals, words: words(`“${title.zh}”为“${answer.zh}”时填写`, `Only if “${title.en?.text ?? title.zh}” is “${answerEnglish}”`) };
}

/** The answers of a screen in words, for looking over. */
export function answersOfScreen(form: FormSchema, names: readonly string[], state: FormState): { name: string; title: Text; value: string; source: Text | null }[] {
  return names.flatMap((name) => {
    const field = form.properties[name];
    if (field === undefined || !isShown(field, state.answers)) return [];
    const known = Object.hasOwn(state.prefilled, name) ? state.prefilled[name] : undefined;
    return [{ name, title: field['x-title'], value: answerInWords(form, name, state.answers) ?? '', source: sourceOf(known, state.answers[name]) }];
  });
}
