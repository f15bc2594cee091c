import type { PersonId, StaffAsker } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { words } from '../../../kernel/text.ts';
import type { Person } from '../../identity/contract.ts';
import type { PublishedItem } from '../../items/contract.ts';
import type { CaseState } from '../contract.ts';
import type { CaseRecord, Supplied } from '../domain/case.ts';
import { ruleOn, type Ruling } from '../domain/decision-rule.ts';
import { dueDays } from '../domain/limits.ts';
import { missingOf, standingsOf } from '../domain/materials.ts';
import { acceptedNotice, grantedNotice } from '../domain/notices.ts';
import type { ChangedRefusal, CompleteRefusal, GrantRefusal } from '../domain/refusals.ts';
import type { ActRefusal } from '../domain/state.ts';
import type { CasesNeeds } from '../needs.ts';
import { readAttached, writeChange, type HistoryLine } from '../sql/case.ts';
import { sealFacts } from '../sql/cells.ts';
import { approverFor, bringAbout } from './conclude.ts';
import { gatherFacts } from './facts.ts';
import { refusalOf } from './open-case.ts';
import { missingErrors } from './submit.ts';
import { tellApplicant } from './tell-applicant.ts';

export interface AcceptedCase {
  readonly id: string;
  readonly version: number;
  readonly state: CaseState;
  readonly promisedDueOn: string | null;
  /** the published rule that decided at once, or why a person decides */
  readonly ruling: Ruling | null;
  readonly licence: string | null;
}

export type AcceptRefusal = ActRefusal | ChangedRefusal | CompleteRefusal | GrantRefusal;

/**
 * The case is accepted and its clock starts: the day itself does not count. Where a published rule decides, it decides
 * in the same breath, by name and version; where it cannot, the case goes to the approver on duty, who is never the one
 * who accepts now.
 */
export async function acceptCase(needs: CasesNeeds, deed: Deed<StaffAsker>, record: CaseRecord, input: { version: number }): Promise<Outcome<AcceptedCase, AcceptRefusal>> {
  const refusal = refusalOf(deed, 'accept', record, input.version, null);
  if (refusal) return refuse(refusal);
  const published = await needs.items.version(deed.tx, record.itemVersion);
  const { supplied } = await readAttached(needs.cells, deed.tx, record.id);
  const missing = missingOf(standingsOf(published.item.elements.materials, supplied, record.form.answers));
  if (missing.length > 0) return refuse({ kind: 'materials-missing', errors: missingErrors(deed, missing, null) });
  const person = await needs.identity.person(deed.tx, record.applicant as PersonId);
  deed.readsPersonal({ subject: person.id, fields: ['name', 'form', 'materials'], purpose: 'case:accept', case: record.id });
  const { decision } = published.item;
  if (decision.kind === 'person') return accepted(needs, deed, record, null);
  const ruling = ruleOn(decision, await gatherFacts(needs, deed, record, published, decision, person));
  return ruling.kind === 'granted' ? acceptedAndGranted(needs, deed, record, published, person, supplied, ruling) : accepted(needs, deed, record, ruling);
}

function acceptanceSet(deed: Deed<StaffAsker>) {
  return { accepted_at: deed.now, accepted_on: deed.today, accepted_by: deed.asker.person, accepted_how: 'clerk' as const, tell_until: null };
}

function acceptanceLine(to: CaseState): HistoryLine {
  return { kind: 'accepted', by: 'staff', from: 'submitted', to, says: words('受理', 'Accepted') };
}

async function accepted(needs: CasesNeeds, deed: Deed<StaffAsker>, record: CaseRecord, ruling: Ruling | null): Promise<Outcome<AcceptedCase, never>> {
  const due = dueDays(needs.calendar(), record.limits, { acceptedOn: deed.today, procedures: [], endedOn: null }, deed.today);
  const assignee = await approverFor(needs, deed, record, deed.asker.person);
  const lines = [acceptanceLine('accepted')];
  if (ruling?.kind === 'to-person') {
    const count = ruling.failed.length;
    lines.push({
      kind: 'rule-to-person',
      by: 'rule',
      from: 'accepted',
      to: 'accepted',
      says: words(`公布的规则 ${ruling.rule} 第 ${ruling.version} 版有 ${count} 项条件不满足，转审批人决定`, `Published rule ${ruling.rule}, version ${ruling.version}: ${count} condition(s) do not hold; a person decides`),
    });
  }
  const version = await writeChange(deed, record.id, record.version, {
    to: 'accepted',
    set: {
      ...acceptanceSet(deed),
      ...due,
      assignee,
      ...(ruling?.kind === 'to-person' ? { rule: ruling.rule, rule_version: ruling.version, facts: sealFacts(needs.cells, record.id, ruling) } : {}),
    },
    history: lines,
  });
  await tellApplicant(needs, deed, record, acceptedNotice(record.itemName, due.promised_due_on, false));
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug, detail: { decision: ruling === null ? 'person' : 'rule-to-person' } });
  deed.emit('case.accepted', { case: record.id, item: record.itemSlug, office: record.office });
  return done({ id: record.id, version, state: 'accepted', promisedDueOn: due.promised_due_on, ruling, licence: null });
}

async function acceptedAndGranted(
  needs: CasesNeeds,
  deed: Deed<StaffAsker>,
  record: CaseRecord,
  published: PublishedItem,
  person: Person,
  supplied: readonly Supplied[],
  ruling: Extract<Ruling, { kind: 'granted' }>,
): Promise<Outcome<AcceptedCase, GrantRefusal>> {
  const brought = await bringAbout(needs, deed, record, published, person, supplied);
  if (!brought.ok) return brought;
  const due = dueDays(needs.calendar(), record.limits, { acceptedOn: deed.today, procedures: [], endedOn: deed.today }, deed.today);
  const { rule, version: ruleVersion, facts } = ruling;
  const granted: HistoryLine = {
    kind: 'granted',
    by: 'rule',
    from: 'accepted',
    to: 'granted',
    says: words(`按公布的规则 ${rule} 第 ${ruleVersion} 版当场准予`, `Granted at once by the published rule ${rule}, version ${ruleVersion}`),
  };
  const version = await writeChange(deed, record.id, record.version, {
    to: 'granted',
    set: {
      ...acceptanceSet(deed),
      ...due,
      organisation: brought.value.organisation?.id ?? record.organisation,
      decided_at: deed.now,
      decided_on: deed.today,
      decided_by_kind: 'rule',
      rule,
      rule_version: ruleVersion,
      facts: sealFacts(needs.cells, record.id, { facts, failed: [] }),
      concluded_at: deed.now,
    },
    history: [acceptanceLine('accepted'), granted],
  });
  await tellApplicant(needs, deed, record, grantedNotice(record.itemName, true, brought.value.licence !== null));
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug, detail: { decision: 'rule', rule, ruleVersion } });
  deed.emit('case.concluded', { case: record.id, item: record.itemSlug, office: record.office, state: 'granted' });
  return done({ id: record.id, version, state: 'granted', promisedDueOn: due.promised_due_on, ruling, licence: brought.value.licence });
}
