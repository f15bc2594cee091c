import type { RealNameLevel } from '../../../kernel/asker.ts';
import type { FieldError } from '../../../kernel/problem.ts';
import type { ReadingRefusal } from '../../identity/contract.ts';
import type { IssueRefusal } from '../../licences/contract.ts';
import type { CaseState } from '../contract.ts';
import type { ActRefusal } from './state.ts';
import type { CorrectionRefusal } from './told-once.ts';
import type { UploadRefusal } from './uploads.ts';

/** Everything this room says no with, deed by deed: each deed names the members that it can meet. */
export type ChangedRefusal = { readonly kind: 'case-changed'; readonly version: number; readonly state: CaseState };
export type StaleFormRefusal = { readonly kind: 'form-out-of-date'; readonly had: number; readonly now: number };

export type BeginRefusal =
  | { readonly kind: 'item-not-published' }
  | { readonly kind: 'item-not-online' }
  | { readonly kind: 'item-not-at-this-window' }
  | { readonly kind: 'real-name-level-too-low'; readonly needs: RealNameLevel; readonly has: RealNameLevel }
  | OrganisationRefusal;

export type OrganisationRefusal =
  | { readonly kind: 'no-organisation' }
  | { readonly kind: 'organisation-not-yours'; readonly field: 'organisation' }
  | { readonly kind: 'organisation-to-choose' };

export type AnswersRefusal =
  | { readonly kind: 'answers-wrong'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'screen-unknown' }
  | { readonly kind: 'answer-not-to-correct'; readonly errors: readonly FieldError[] };

export type MaterialRefusal =
  | { readonly kind: 'material-unknown' }
  | { readonly kind: 'material-from-government' }
  | { readonly kind: 'too-many-files'; readonly field: 'file'; readonly limit: number }
  | { readonly kind: 'file-gone' }
  | UploadRefusal;

export type CompleteRefusal = { readonly kind: 'materials-missing'; readonly errors: readonly FieldError[] };
export type TellRefusal = CorrectionRefusal | { readonly kind: 'correction-too-late'; readonly until: string };
export type SupplementRefusal = { readonly kind: 'correction-unanswered'; readonly errors: readonly FieldError[] };

export type InspectionRefusal =
  | { readonly kind: 'procedure-not-of-item'; readonly field: 'procedure' }
  | { readonly kind: 'planned-day-out-of-range'; readonly field: 'plannedOn'; readonly from: string; readonly to: string };

export type DutyRefusal = { readonly kind: 'not-on-duty' };
export type GrantRefusal = IssueRefusal | { readonly kind: 'organisation-name-taken'; readonly field: 'name' };
export type CardRefusal = ReadingRefusal | { readonly kind: 'card-of-another-person' };

export type CaseRefusal =
  | ActRefusal
  | ChangedRefusal
  | StaleFormRefusal
  | BeginRefusal
  | AnswersRefusal
  | MaterialRefusal
  | CompleteRefusal
  | TellRefusal
  | SupplementRefusal
  | InspectionRefusal
  | DutyRefusal
  | GrantRefusal
  | CardRefusal;
