import type { PersonId, StaffAsker } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { words } from '../../../kernel/text.ts';
import type { CaseState } from '../contract.ts';
import type { CaseRecord } from '../domain/case.ts';
import { dueDays } from '../domain/limits.ts';
import { grantedNotice, refusedNotice, remedyWords } from '../domain/notices.ts';
import type { ChangedRefusal, DutyRefusal, GrantRefusal } from '../domain/refusals.ts';
import type { ActRefusal } from '../domain/state.ts';
import type { CasesNeeds } from '../needs.ts';
import { readAttached, writeChange } from '../sql/case.ts';
import { bringAbout } from './conclude.ts';
import { isOnDuty } from './on-duty.ts';
import { refusalOf } from './open-case.ts';
import { tellApplicant } from './tell-applicant.ts';

export interface DecidedCase {
  readonly id: string;
  readonly version: number;
  readonly state: CaseState;
  readonly licence: string | null;
}

export type DecideRefusal = ActRefusal | ChangedRefusal | DutyRefusal | GrantRefusal;

/** The approver grants: organisation, licence and conclusion come about in this one transaction, or nothing does. */
export async function grantCase(needs: CasesNeeds, deed: Deed<StaffAsker>, record: CaseRecord, input: { version: number }): Promise<Outcome<DecidedCase, DecideRefusal>> {
  const refusal = refusalOf(deed, 'grant', record, input.version, null);
  if (refusal) return refuse(refusal);
  if (!(await isOnDuty(needs, deed, record))) return refuse({ kind: 'not-on-duty' });
  const published = await needs.items.version(deed.tx, record.itemVersion);
  const person = await needs.identity.person(deed.tx, record.applicant as PersonId);
  deed.readsPersonal({ subject: person.id, fields: ['name', 'form', 'materials'], purpose: 'case:decide', case: record.id });
  const { supplied, procedures } = await readAttached(needs.cells, deed.tx, record.id);
  const brought = await bringAbout(needs, deed, record, published, person, supplied);
  if (!brought.ok) return brought;
  const version = await writeChange(deed, record.id, record.version, {
    to: 'granted',
    set: { ...decidedSet(needs, deed, record, procedures), organisation: brought.value.organisation?.id ?? record.organisation },
    history: [{ kind: 'granted', by: 'staff', from: 'accepted', to: 'granted', says: words('准予许可', 'Granted') }],
  });
  await tellApplicant(needs, deed, record, grantedNotice(record.itemName, false, brought.value.licence !== null));
  concluded(deed, record, 'granted');
  return done({ id: record.id, version, state: 'granted', licence: brought.value.licence });
}

/** The approver refuses: with the reason, and where to turn (行政许可法, article 38). */
export async function refuseCase(needs: CasesNeeds, deed: Deed<StaffAsker>, record: CaseRecord, input: { version: number; reason: string }): Promise<Outcome<DecidedCase, ActRefusal | ChangedRefusal | DutyRefusal>> {
  const refusal = refusalOf(deed, 'refuse', record, input.version, null);
  if (refusal) return refuse(refusal);
  if (!(await isOnDuty(needs, deed, record))) return refuse({ kind: 'not-on-duty' });
  const published = await needs.items.version(deed.tx, record.itemVersion);
  const { procedures } = await readAttached(needs.cells, deed.tx, record.id);
  const version = await writeChange(deed, record.id, record.version, {
    to: 'refused',
    set: { ...decidedSet(needs, deed, record, procedures), reason: input.reason },
    history: [{ kind: 'refused', by: 'staff', from: 'accepted', to: 'refused', says: words(`不予许可，理由：${input.reason}`, `Refused: ${input.reason}`) }],
  });
  await tellApplicant(needs, deed, record, refusedNotice(record.itemName, input.reason, remedyWords(published.item.elements.remedies)));
  concluded(deed, record, 'refused');
  return done({ id: record.id, version, state: 'refused', licence: null });
}

function decidedSet(needs: CasesNeeds, deed: Deed<StaffAsker>, record: CaseRecord, procedures: Parameters<typeof dueDays>[2]['procedures']) {
  const due = dueDays(needs.calendar(), record.limits, { acceptedOn: record.acceptedOn, procedures, endedOn: deed.today }, deed.today);
  return { ...due, decided_at: deed.now, decided_on: deed.today, decided_by_kind: 'person' as const, decided_by: deed.asker.person, concluded_at: deed.now };
}

function concluded(deed: Deed, record: CaseRecord, state: CaseState): void {
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug, detail: { decision: state } });
  deed.emit('case.concluded', { case: record.id, item: record.itemSlug, office: record.office, state });
}
