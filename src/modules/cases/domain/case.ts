import type { OfficeId, PersonId } from '../../../kernel/asker.ts';
import type { Day } from '../../../kernel/day.ts';
import type { Text } from '../../../kernel/text.ts';
import type { OrganisationId } from '../../identity/contract.ts';
import type { Item, ItemVersionId } from '../../items/contract.ts';
import type { CaseId, CaseState } from '../contract.ts';
import type { DueDays } from './limits.ts';
import type { Situation } from './state.ts';

export const channels = ['online', 'window'] as const;
export type Channel = (typeof channels)[number];

export type Limit = Item['limits']['promised'];
export type FormSchema = Item['form'];
export type FormField = FormSchema['properties'][string];
export type ItemMaterial = Item['elements']['materials'][number];
export type DecisionRule = Item['decision'];

export type AnswerValue = string | number | boolean | readonly string[];
export type Answers = Readonly<Record<string, AnswerValue>>;

/** A value that the government already had: where it is from and when it was read stays with it. */
export interface Prefilled {
  readonly value: AnswerValue;
  readonly source: Text;
  readonly at: string;
}

/** What stands on the form so far, kept as one sealed cell. */
export interface FormState {
  readonly answers: Answers;
  readonly prefilled: Readonly<Record<string, Prefilled>>;
  /** fields answered anew since the correction was told */
  readonly corrected: readonly string[];
}

export interface Decision {
  readonly at: Date;
  readonly on: Day;
  readonly by: { readonly kind: 'person'; readonly person: PersonId } | { readonly kind: 'rule'; readonly rule: string; readonly version: number };
  readonly reason: string | null;
}

/** A case as the rules see it. */
export interface CaseRecord {
  readonly id: CaseId;
  readonly version: number;
  readonly state: CaseState;
  readonly channel: Channel;
  readonly number: string | null;
  /** decides */
  readonly office: OfficeId;
  /** receives and accepts */
  readonly acceptanceOffice: OfficeId;
  readonly region: string;
  readonly itemSlug: string;
  readonly itemVersion: ItemVersionId;
  readonly itemName: Text;
  readonly applicant: PersonId | null;
  readonly applicantName: string | null;
  readonly organisation: OrganisationId | null;
  readonly form: FormState;
  readonly screensSaved: readonly string[];
  readonly window: string | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly submittedOn: Day | null;
  readonly tellUntil: Day | null;
  readonly acceptedAt: Date | null;
  readonly acceptedOn: Day | null;
  readonly acceptedBy: PersonId | null;
  /** a clerk accepted, or the law did because nobody told the applicant in time (行政许可法, article 32) */
  readonly acceptedHow: 'clerk' | 'law' | null;
  readonly assignee: PersonId | null;
  readonly limits: { readonly legal: Limit | null; readonly promised: Limit };
  readonly due: DueDays;
  readonly decision: Decision | null;
  /** of a refusal, a non-acceptance or a withdrawal */
  readonly reason: string | null;
  /** what a published rule looked at; opened only for those who decide or are decided about */
  readonly sealedFacts: string | null;
  readonly concludedAt: Date | null;
}

/** A material that stands on the case, whoever brought it. What the form itself supplies or declares is derived, not kept. */
export interface Supplied {
  readonly id: string;
  readonly material: string;
  readonly how: 'upload' | 'licence' | 'register';
  readonly file: { readonly id: string; readonly name: string; readonly mediaType: string; readonly size: number; readonly pages: number } | null;
  readonly evidence: Evidence | null;
  readonly suppliedAt: Date;
  readonly suppliedBy: PersonId | null;
}

/** What stands in place of a paper, in words of record. */
export interface Evidence {
  readonly source: Text;
  /** person → relation → organisation → licence */
  readonly path: readonly string[];
  readonly verifiedAt: string;
  /** licence identifier, or the register's batch */
  readonly reference: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface Correction {
  readonly toldBy: PersonId;
  readonly toldAt: Date;
  readonly toldOn: Day;
  readonly points: readonly CorrectionPoint[];
  readonly answeredAt: Date | null;
  readonly answeredOn: Day | null;
}

export interface CorrectionPoint {
  readonly about: 'material' | 'answer';
  /** material id or field name */
  readonly key: string;
  readonly why: string;
}

/** Time that the law does not count, told in writing (行政许可法, article 45). */
export interface SpecialProcedure {
  readonly id: string;
  readonly procedure: string;
  readonly name: Text;
  readonly reason: string;
  readonly notice: Text;
  readonly orderedBy: PersonId;
  readonly startedOn: Day;
  readonly plannedOn: Day;
  readonly endedOn: Day | null;
  readonly passed: boolean | null;
  readonly result: string | null;
}

export function situationOf(record: CaseRecord, correction: Correction | null): Situation {
  return { state: record.state, channel: record.channel, correctionTold: correction !== null, applicant: record.applicant, acceptedBy: record.acceptedBy };
}
