import type { FormState, Evidence } from '../domain/case.ts';
import type { Facts, FailedCondition } from '../domain/decision-rule.ts';

/** The part of the kernel's cells that this room needs: column and row are bound into each sealed cell. */
export interface Seals {
  seal(column: string, rowId: string, plaintext: string): string;
  open(column: string, rowId: string, sealed: string): string;
}

export interface KeptFacts {
  readonly facts: Facts;
  readonly failed: readonly FailedCondition[];
}

const columns = {
  form: 'cases.case_record.form',
  applicantName: 'cases.case_record.applicant_name',
  facts: 'cases.case_record.facts',
  evidence: 'cases.material.evidence',
} as const;

export function sealForm(cells: Seals, caseId: string, form: FormState): string {
  return cells.seal(columns.form, caseId, JSON.stringify(form));
}

export function openForm(cells: Seals, caseId: string, sealed: string | null): FormState {
  return sealed === null ? { answers: {}, prefilled: {}, corrected: [] } : (JSON.parse(cells.open(columns.form, caseId, sealed)) as FormState);
}

export function sealName(cells: Seals, caseId: string, name: string): string {
  return cells.seal(columns.applicantName, caseId, name);
}

export function openName(cells: Seals, caseId: string, sealed: string | null): string | null {
  return sealed === null ? null : cells.open(columns.applicantName, caseId, sealed);
}

export function sealFacts(cells: Seals, caseId: string, facts: KeptFacts): string {
  return cells.seal(columns.facts, caseId, JSON.stringify(facts));
}

export function openFacts(cells: Seals, caseId: string, sealed: string | null): KeptFacts | null {
  return sealed === null ? null : (JSON.parse(cells.open(columns.facts, caseId, sealed)) as KeptFacts);
}

export function sealEvidence(cells: Seals, materialRow: string, evidence: Evidence): string {
  return cells.seal(columns.evidence, materialRow, JSON.stringify(evidence));
}

export function openEvidence(cells: Seals, materialRow: string, sealed: string | null): Evidence | null {
  return sealed === null ? null : (JSON.parse(cells.open(columns.evidence, materialRow, sealed)) as Evidence);
}
