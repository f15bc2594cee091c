import type { StaffAsker } from '../../../kernel/asker.ts';
import type { Day } from '../../../kernel/day.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { words } from '../../../kernel/text.ts';
import type { CaseRecord } from '../domain/case.ts';
import { procedureUntil } from '../domain/limits.ts';
import { inspectionNotice } from '../domain/notices.ts';
import type { ChangedRefusal, DutyRefusal, InspectionRefusal } from '../domain/refusals.ts';
import type { ActRefusal } from '../domain/state.ts';
import type { CasesNeeds } from '../needs.ts';
import { insertProcedure, writeChange } from '../sql/case.ts';
import { isOnDuty } from './on-duty.ts';
import { refusalOf } from './open-case.ts';
import { tellApplicant } from './tell-applicant.ts';

export interface InspectionOrder {
  readonly version: number;
  readonly procedure: string;
  readonly reason: string;
  readonly plannedOn: Day;
}

/** A special procedure of the item begins: its time counts in no limit, and the applicant is told so in writing (行政许可法, article 45). */
export async function orderInspection(
  needs: CasesNeeds,
  deed: Deed<StaffAsker>,
  record: CaseRecord,
  input: InspectionOrder,
): Promise<Outcome<{ id: string; version: number; procedure: string }, ActRefusal | ChangedRefusal | InspectionRefusal | DutyRefusal>> {
  const refusal = refusalOf(deed, 'order-inspection', record, input.version, null);
  if (refusal) return refuse(refusal);
  if (!(await isOnDuty(needs, deed, record))) return refuse({ kind: 'not-on-duty' });
  const { item } = await needs.items.version(deed.tx, record.itemVersion);
  const procedure = item.specialProcedures.find(({ id }) => id === input.procedure);
  if (!procedure) return refuse({ kind: 'procedure-not-of-item', field: 'procedure' });
  const until = procedureUntil(needs.calendar(), procedure.maximum, deed.today);
  if (input.plannedOn < deed.today || input.plannedOn > until) return refuse({ kind: 'planned-day-out-of-range', field: 'plannedOn', from: deed.today, to: until });
  const id = deed.newId<'SpecialProcedure'>();
  await insertProcedure(deed.tx, {
    id,
    case_id: record.id,
    procedure: procedure.id,
    name: JSON.stringify(procedure.name),
    reason: input.reason,
    notice: JSON.stringify(procedure.notice),
    ordered_by: deed.asker.person,
    started_at: deed.now,
    started_on: deed.today,
    planned_on: input.plannedOn,
  });
  const version = await writeChange(deed, record.id, record.version, {
    to: 'suspended',
    set: { promised_due_on: null, legal_due_on: null, warn_on: null, assignee: deed.asker.person },
    history: [
      {
        kind: 'suspended',
        by: 'staff',
        from: 'accepted',
        to: 'suspended',
        says: words(`${procedure.name.zh}，期限暂停：${input.reason}`, `${procedure.name.en?.text ?? procedure.name.zh}; the limit stops: ${input.reason}`),
      },
    ],
  });
  await tellApplicant(needs, deed, record, inspectionNotice(record.itemName, procedure.name, procedure.notice, input.plannedOn));
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug, detail: { procedure: procedure.id, plannedOn: input.plannedOn } });
  return done({ id: record.id, version, procedure: id });
}
