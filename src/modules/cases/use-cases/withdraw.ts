import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { words } from '../../../kernel/text.ts';
import type { CaseRecord } from '../domain/case.ts';
import { withdrawnNotice } from '../domain/notices.ts';
import type { ChangedRefusal } from '../domain/refusals.ts';
import type { ActRefusal } from '../domain/state.ts';
import type { CasesNeeds } from '../needs.ts';
import { readAttached, endProcedure, writeChange } from '../sql/case.ts';
import { refusalOf } from './open-case.ts';
import { tellApplicant } from './tell-applicant.ts';

/** The applicant takes the application back, at any time before the decision; a clerk only clears away a window draft. */
export async function withdrawCase(needs: CasesNeeds, deed: Deed, record: CaseRecord, input: { version: number }): Promise<Outcome<{ id: string; version: number }, ActRefusal | ChangedRefusal>> {
  const refusal = refusalOf(deed, 'withdraw', record, input.version, null);
  if (refusal) return refuse(refusal);
  if (record.state === 'suspended') {
    const open = (await readAttached(needs.cells, deed.tx, record.id)).procedures.find(({ endedOn }) => endedOn === null);
    if (open) await endProcedure(deed, open.id, { passed: false, result: '申请人撤回，未进行' });
  }
  const byApplicant = deed.asker.role === 'citizen';
  const version = await writeChange(deed, record.id, record.version, {
    to: 'withdrawn',
    set: { concluded_at: deed.now, promised_due_on: null, legal_due_on: null, warn_on: null, needs_calendar_of: null },
    history: [
      {
        kind: 'withdrawn',
        by: byApplicant ? 'applicant' : 'staff',
        from: record.state,
        to: 'withdrawn',
        says: byApplicant ? words('申请人撤回申请', 'Withdrawn by the applicant') : words('窗口取消未提交的收件', 'An application that was not handed in was cleared away at the window'),
      },
    ],
  });
  if (record.state !== 'draft') {
    await tellApplicant(needs, deed, record, withdrawnNotice(record.itemName));
    deed.emit('case.concluded', { case: record.id, item: record.itemSlug, office: record.office, state: 'withdrawn' });
  }
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug });
  return done({ id: record.id, version });
}
