import type { Selectable } from 'kysely';
import type { OfficeId, PersonId } from '../../../kernel/asker.ts';
import type { Day } from '../../../kernel/day.ts';
import type { OrganisationId } from '../../identity/contract.ts';
import type { ItemVersionId } from '../../items/contract.ts';
import type { CaseId } from '../contract.ts';
import type { CaseRecord, Correction, Decision, SpecialProcedure, Supplied } from '../domain/case.ts';
import { openEvidence, openForm, openName, type Seals } from './cells.ts';
import type { CaseRow, CorrectionRow, MaterialRow, SpecialProcedureRow } from './tables.ts';

/** A case with the sealed cells opened, as the rules see it. */
export function recordOf(cells: Seals, row: Selectable<CaseRow>): CaseRecord {
  return {
    id: row.id as CaseId,
    version: row.version,
    state: row.state,
    channel: row.channel,
    number: row.number,
    office: row.office as OfficeId,
    acceptanceOffice: row.acceptance_office as OfficeId,
    region: row.region,
    itemSlug: row.item_slug,
    itemVersion: row.item_version as ItemVersionId,
    itemName: row.item_name,
    applicant: row.applicant as PersonId | null,
    applicantName: openName(cells, row.id, row.applicant_name),
    organisation: row.organisation as OrganisationId | null,
    form: openForm(cells, row.id, row.form),
    screensSaved: row.screens_saved,
    window: row.window,
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    submittedOn: row.submitted_on as Day | null,
    tellUntil: row.tell_until as Day | null,
    acceptedAt: row.accepted_at,
    acceptedOn: row.accepted_on as Day | null,
    acceptedBy: row.accepted_by as PersonId | null,
    acceptedHow: row.accepted_how,
    assignee: row.assignee as PersonId | null,
    limits: {
      legal: row.legal_days === null || row.legal_unit === null ? null : { days: row.legal_days, unit: row.legal_unit },
      promised: { days: row.promised_days, unit: row.promised_unit },
    },
    due: { legal_due_on: row.legal_due_on as Day | null, promised_due_on: row.promised_due_on as Day | null, warn_on: row.warn_on as Day | null, needs_calendar_of: row.needs_calendar_of },
    decision: decisionOf(row),
    reason: row.reason,
    sealedFacts: row.facts,
    concludedAt: row.concluded_at,
  };
}

function decisionOf(row: Selectable<CaseRow>): Decision | null {
  if (row.decided_at === null || row.decided_on === null) return null;
  const by: Decision['by'] =
    row.decided_by_kind === 'rule' ? { kind: 'rule', rule: row.rule ?? '', version: row.rule_version ?? 0 } : { kind: 'person', person: row.decided_by as PersonId };
  return { at: row.decided_at, on: row.decided_on as Day, by, reason: row.reason };
}

export function suppliedOf(cells: Seals, row: Selectable<MaterialRow>): Supplied {
  return {
    id: row.id,
    material: row.material,
    how: row.how,
    file: row.file === null ? null : { id: row.file, name: row.file_name ?? '', mediaType: row.media_type ?? '', size: row.size ?? 0, pages: row.pages ?? 1 },
    evidence: openEvidence(cells, row.id, row.evidence),
    suppliedAt: row.supplied_at,
    suppliedBy: row.supplied_by as PersonId | null,
  };
}

export function correctionOf(row: Selectable<CorrectionRow>): Correction {
  return {
    toldBy: row.told_by as PersonId,
    toldAt: row.told_at,
    toldOn: row.told_on as Day,
    points: row.points,
    answeredAt: row.answered_at,
    answeredOn: row.answered_on as Day | null,
  };
}

export function procedureOf(row: Selectable<SpecialProcedureRow>): SpecialProcedure {
  return {
    id: row.id,
    procedure: row.procedure,
    name: row.name,
    reason: row.reason,
    notice: row.notice,
    orderedBy: row.ordered_by as PersonId,
    startedOn: row.started_on as Day,
    plannedOn: row.planned_on as Day,
    endedOn: row.ended_on as Day | null,
    passed: row.passed,
    result: row.result,
  };
}
