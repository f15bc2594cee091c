import type { StaffAsker } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { words } from '../../../kernel/text.ts';
import type { CaseRecord } from '../domain/case.ts';
import { notAcceptedNotice, remedyWords } from '../domain/notices.ts';
import type { ChangedRefusal } from '../domain/refusals.ts';
import type { ActRefusal } from '../domain/state.ts';
import type { CasesNeeds } from '../needs.ts';
import { writeChange } from '../sql/case.ts';
import { refusalOf } from './open-case.ts';
import { tellApplicant } from './tell-applicant.ts';

/** Not accepted: in writing, with the reason and where to turn (行政许可法, articles 32 and 38). */
export async function notAcceptCase(needs: CasesNeeds, deed: Deed<StaffAsker>, record: CaseRecord, input: { version: number; reason: string }): Promise<Outcome<{ id: string; version: number }, ActRefusal | ChangedRefusal>> {
  const refusal = refusalOf(deed, 'not-accept', record, input.version, null);
  if (refusal) return refuse(refusal);
  const published = await needs.items.version(deed.tx, record.itemVersion);
  const version = await writeChange(deed, record.id, record.version, {
    to: 'not-accepted',
    set: { reason: input.reason, assignee: deed.asker.person, tell_until: null, needs_calendar_of: null, concluded_at: deed.now },
    history: [{ kind: 'not-accepted', by: 'staff', from: 'submitted', to: 'not-accepted', says: words(`不予受理，理由：${input.reason}`, `Not accepted: ${input.reason}`) }],
  });
  await tellApplicant(needs, deed, record, notAcceptedNotice(record.itemName, input.reason, remedyWords(published.item.elements.remedies)));
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug });
  deed.emit('case.concluded', { case: record.id, item: record.itemSlug, office: record.office, state: 'not-accepted' });
  return done({ id: record.id, version });
}
