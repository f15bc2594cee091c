import type { StaffAsker } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { words } from '../../../kernel/text.ts';
import type { CaseRecord } from '../domain/case.ts';
import { dueDays } from '../domain/limits.ts';
import { inspectedNotice } from '../domain/notices.ts';
import type { ChangedRefusal, DutyRefusal } from '../domain/refusals.ts';
import type { ActRefusal } from '../domain/state.ts';
import type { CasesNeeds } from '../needs.ts';
import { endProcedure, readAttached, writeChange } from '../sql/case.ts';
import { isOnDuty } from './on-duty.ts';
import { refusalOf } from './open-case.ts';
import { tellApplicant } from './tell-applicant.ts';

/** The inspection is over, passed or not; the clock runs again from the next day. */
export async function recordInspection(
  needs: CasesNeeds,
  deed: Deed<StaffAsker>,
  record: CaseRecord,
  input: { version: number; passed: boolean; result: string },
): Promise<Outcome<{ id: string; version: number; promisedDueOn: string | null }, ActRefusal | ChangedRefusal | DutyRefusal>> {
  const refusal = refusalOf(deed, 'record-inspection', record, input.version, null);
  if (refusal) return refuse(refusal);
  if (!(await isOnDuty(needs, deed, record))) return refuse({ kind: 'not-on-duty' });
  const { procedures } = await readAttached(needs.cells, deed.tx, record.id);
  const open = procedures.find(({ endedOn }) => endedOn === null);
  if (!open) throw new Error(`case ${record.id} is suspended without a procedure`);
  await endProcedure(deed, open.id, input);
  const ended = procedures.map((procedure) => (procedure.id === open.id ? { ...procedure, endedOn: deed.today } : procedure));
  const due = dueDays(needs.calendar(), record.limits, { acceptedOn: record.acceptedOn, procedures: ended, endedOn: null }, deed.today);
  const version = await writeChange(deed, record.id, record.version, {
    to: 'accepted',
    set: due,
    history: [
      {
        kind: 'resumed',
        by: 'staff',
        from: 'suspended',
        to: 'accepted',
        says: words(`${open.name.zh}${input.passed ? '通过' : '未通过'}：${input.result}，期限恢复`, `${open.name.en?.text ?? open.name.zh} ${input.passed ? 'passed' : 'not passed'}: ${input.result}; the limit runs again`),
      },
    ],
  });
  await tellApplicant(needs, deed, record, inspectedNotice(record.itemName, open.name, input.passed, due.promised_due_on));
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug, detail: { passed: input.passed } });
  return done({ id: record.id, version, promisedDueOn: due.promised_due_on });
}
