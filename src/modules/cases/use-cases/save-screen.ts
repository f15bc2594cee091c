import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { sayPlain, words } from '../../../kernel/text.ts';
import type { AnswerValue, Answers, CaseRecord } from '../domain/case.ts';
import { readScreen, screenOf, screensShown, type FieldFault, type RawAnswers } from '../domain/form.ts';
import type { AnswersRefusal, ChangedRefusal } from '../domain/refusals.ts';
import type { ActRefusal } from '../domain/state.ts';
import type { CasesNeeds } from '../needs.ts';
import { readAttached, writeChange } from '../sql/case.ts';
import { sealForm } from '../sql/cells.ts';
import { refusalOf } from './open-case.ts';

export interface ScreenSaved {
  readonly id: string;
  readonly version: number;
  /** the next screen that asks something, or null after the last one */
  readonly next: string | null;
  readonly answers: Answers;
}

export interface ScreenInput {
  readonly version: number;
  readonly screen: string;
  readonly answers: RawAnswers;
}

/** One screen of answers, checked and kept: a draft goes on from any device. While a correction runs, only what was named may change. */
export async function saveScreen(needs: CasesNeeds, deed: Deed, record: CaseRecord, input: ScreenInput): Promise<Outcome<ScreenSaved, ActRefusal | ChangedRefusal | AnswersRefusal>> {
  const refusal = refusalOf(deed, 'save-screen', record, input.version, null);
  if (refusal) return refuse(refusal);
  const { form } = (await needs.items.version(deed.tx, record.itemVersion)).item;
  const screen = screenOf(form, input.screen);
  if (screen === null) return refuse({ kind: 'screen-unknown' });
  const read = readScreen(form, screen, input.answers, record.form);
  if (read.faults.length > 0) return refuse({ kind: 'answers-wrong', errors: fieldErrors(deed, read.faults) });
  const changed = changedFields(record.form.answers, read.answers);
  let { corrected } = record.form;
  if (record.state === 'correction') {
    const { correction } = await readAttached(needs.cells, deed.tx, record.id);
    const named = new Set(correction?.points.flatMap((point) => (point.about === 'answer' ? [point.key] : [])));
    const stray = changed.filter((name) => !named.has(name));
    if (stray.length > 0) return refuse({ kind: 'answer-not-to-correct', errors: fieldErrors(deed, stray.map((field) => ({ field, message: notNamedWords }))) });
    corrected = [...new Set([...corrected, ...screen.fields.filter((name) => named.has(name))])];
  }
  const set = { form: sealForm(needs.cells, record.id, { ...record.form, answers: read.answers, corrected }), screens_saved: [...new Set([...record.screensSaved, screen.id])] };
  const version = await writeChange(deed, record.id, record.version, { to: record.state, set, history: [] });
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug, fields: changed });
  const shown = screensShown(form, read.answers);
  const next = shown[shown.findIndex(({ id }) => id === screen.id) + 1]?.id ?? null;
  return done({ id: record.id, version, next, answers: read.answers });
}

function changedFields(before: Answers, after: Answers): string[] {
  const same = (left: AnswerValue | undefined, right: AnswerValue | undefined) => JSON.stringify(left) === JSON.stringify(right);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !same(before[name], after[name]));
}

export function fieldErrors(deed: Deed, faults: readonly FieldFault[]): { field: string; message: string }[] {
  return faults.map(({ field, message }) => ({ field, message: sayPlain(message, deed.locale) }));
}

const notNamedWords = words('补正通知没有要求修改此项', 'the correction notice did not ask to change this');
