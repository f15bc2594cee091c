import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { sayPlain, words } from '../../../kernel/text.ts';
import type { CaseRecord } from '../domain/case.ts';
import { checkAnswers } from '../domain/form.ts';
import { tellUntil } from '../domain/limits.ts';
import { missingOf, standingsOf } from '../domain/materials.ts';
import { supplementedNotice } from '../domain/notices.ts';
import type { AnswersRefusal, ChangedRefusal, CompleteRefusal, SupplementRefusal } from '../domain/refusals.ts';
import type { ActRefusal } from '../domain/state.ts';
import { unanswered } from '../domain/told-once.ts';
import type { CasesNeeds } from '../needs.ts';
import { answerCorrection, readAttached, writeChange } from '../sql/case.ts';
import { refusalOf } from './open-case.ts';
import { fieldErrors } from './save-screen.ts';
import { missingErrors } from './submit.ts';
import { labelOf } from './tell-correction.ts';
import { tellApplicant } from './tell-applicant.ts';

/** What was missing is there, brought online or to the window: back to acceptance, with its time to answer begun anew. */
export async function supplementCase(
  needs: CasesNeeds,
  deed: Deed,
  record: CaseRecord,
  input: { version: number },
): Promise<Outcome<{ id: string; version: number }, ActRefusal | ChangedRefusal | SupplementRefusal | AnswersRefusal | CompleteRefusal>> {
  const { supplied, correction } = await readAttached(needs.cells, deed.tx, record.id);
  const refusal = refusalOf(deed, 'supplement', record, input.version, correction);
  if (refusal) return refuse(refusal);
  if (correction === null) throw new Error(`case ${record.id} is in correction without one`);
  const published = await needs.items.version(deed.tx, record.itemVersion);
  const faults = checkAnswers(published.item.form, record.form.answers);
  if (faults.length > 0) return refuse({ kind: 'answers-wrong', errors: fieldErrors(deed, faults) });
  const standings = standingsOf(published.item.elements.materials, supplied, record.form.answers);
  const declared = new Set(standings.flatMap((standing) => (standing.declared ? [standing.material.id] : [])));
  const open = unanswered(correction, supplied, record.form.corrected, declared);
  if (open.length > 0) {
    const errors = open.map((point) => ({ field: point.about === 'material' ? `materials/${point.key}` : point.key, message: `${sayPlain(labelOf(published, point), deed.locale)}: ${point.why}` }));
    return refuse({ kind: 'correction-unanswered', errors });
  }
  const missing = missingOf(standings);
  if (missing.length > 0) return refuse({ kind: 'materials-missing', errors: missingErrors(deed, missing, null) });
  const until = tellUntil(needs.calendar(), deed.today);
  await answerCorrection(deed, record.id);
  const version = await writeChange(deed, record.id, record.version, {
    to: 'submitted',
    set: { tell_until: until.on, needs_calendar_of: until.provisional },
    history: [
      { kind: 'supplemented', by: deed.asker.role === 'citizen' ? 'applicant' : 'staff', from: 'correction', to: 'submitted', says: words('补正材料已交齐', 'Everything missing was handed in') },
    ],
  });
  await tellApplicant(needs, deed, record, supplementedNotice(record.itemName));
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug });
  return done({ id: record.id, version });
}
