import type { ColumnType } from 'kysely';
import type { Reader } from '../../../kernel/db.ts';
import { tablesOf } from '../../../kernel/db.ts';
import type { Text } from '../../../kernel/text.ts';
import type { CaseState } from '../contract.ts';
import type { Channel, CorrectionPoint, Limit } from '../domain/case.ts';

/** Written as JSON text, read as a value. */
type Json<Value> = ColumnType<Value, string, string>;

export interface CaseRow {
  id: string;
  instance: string;
  office: string;
  acceptance_office: string;
  region: string;
  version: number;
  state: CaseState;
  channel: Channel;
  number: string | null;
  item_slug: string;
  item_version: string;
  item_name: Json<Text>;
  applicant: string | null;
  applicant_name: string | null;
  organisation: string | null;
  form: string | null;
  screens_saved: string[];
  window: string | null;
  legal_days: number | null;
  legal_unit: Limit['unit'] | null;
  promised_days: number;
  promised_unit: Limit['unit'];
  created_at: Date;
  submitted_at: Date | null;
  submitted_on: string | null;
  tell_until: string | null;
  accepted_at: Date | null;
  accepted_on: string | null;
  accepted_by: string | null;
  accepted_how: 'clerk' | 'law' | null;
  assignee: string | null;
  legal_due_on: string | null;
  promised_due_on: string | null;
  warn_on: string | null;
  needs_calendar_of: number | null;
  decided_at: Date | null;
  decided_on: string | null;
  decided_by_kind: 'person' | 'rule' | null;
  decided_by: string | null;
  rule: string | null;
  rule_version: number | null;
  facts: string | null;
  reason: string | null;
  concluded_at: Date | null;
}

export interface MaterialRow {
  id: string;
  case_id: string;
  material: string;
  how: 'upload' | 'licence' | 'register';
  file: string | null;
  file_name: string | null;
  media_type: string | null;
  size: number | null;
  pages: number | null;
  evidence: string | null;
  supplied_at: Date;
  supplied_by: string | null;
}

export type ByKind = 'applicant' | 'staff' | 'rule' | 'law' | 'system';

export interface HistoryRow {
  id: string;
  case_id: string;
  at: Date;
  on: string;
  kind: string;
  by_kind: ByKind;
  by_person: string | null;
  office: string | null;
  from_state: CaseState | null;
  to_state: CaseState;
  says: Json<Text>;
}

export interface CorrectionRow {
  case_id: string;
  told_by: string;
  told_at: Date;
  told_on: string;
  points: Json<readonly CorrectionPoint[]>;
  answered_at: Date | null;
  answered_on: string | null;
}

export interface SpecialProcedureRow {
  id: string;
  case_id: string;
  procedure: string;
  name: Json<Text>;
  reason: string;
  notice: Json<Text>;
  ordered_by: string;
  started_at: Date;
  started_on: string;
  planned_on: string;
  ended_at: Date | null;
  ended_on: string | null;
  passed: boolean | null;
  result: string | null;
}

export interface VisitRow {
  case_id: string;
  visited_on: string;
  at: Date;
  office: string;
  window: string | null;
  clerk: string;
}

export interface ReceiptRow {
  case_id: string;
  issued_at: Date;
  payload: string;
  key_id: string;
  algorithm: string;
  signature: string;
}

/** Named, not starred: a statement that is prepared by name breaks when a migration adds a column to a star. */
export const caseColumns = [
  'id', 'instance', 'office', 'acceptance_office', 'region', 'version', 'state', 'channel', 'number', 'item_slug',
  'item_version', 'item_name', 'applicant', 'applicant_name', 'organisation', 'form', 'screens_saved', 'window',
  'legal_days', 'legal_unit', 'promised_days', 'promised_unit', 'created_at', 'submitted_at', 'submitted_on',
  'tell_until', 'accepted_at', 'accepted_on', 'accepted_by', 'accepted_how', 'assignee', 'legal_due_on',
  'promised_due_on', 'warn_on', 'needs_calendar_of', 'decided_at', 'decided_on', 'decided_by_kind', 'decided_by',
  'rule', 'rule_version', 'facts', 'reason', 'concluded_at',
] as const satisfies readonly (keyof CaseRow)[];

export const materialColumns = [
  'id', 'case_id', 'material', 'how', 'file', 'file_name', 'media_type', 'size', 'pages', 'evidence', 'supplied_at',
  'supplied_by',
] as const satisfies readonly (keyof MaterialRow)[];

export interface CasesTables {
  case_record: CaseRow;
  material: MaterialRow;
  history: HistoryRow;
  correction: CorrectionRow;
  special_procedure: SpecialProcedureRow;
  visit: VisitRow;
  receipt: ReceiptRow;
}

export function tables(reader: Reader) {
  return tablesOf<CasesTables>(reader, 'cases');
}
