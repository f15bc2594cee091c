import type { OfficeId, PersonId } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/brand.ts';
import type { Day } from '../../kernel/day.ts';
import type { Reader } from '../../kernel/db.ts';
import type { Text } from '../../kernel/text.ts';

export type CaseId = Id<'Case'>;

export type CaseState =
  | 'draft'
  | 'submitted'
  | 'correction'
  | 'accepted'
  | 'suspended'
  | 'not-accepted'
  | 'granted'
  | 'refused'
  | 'withdrawn';

export interface CaseGist {
  readonly id: CaseId;
  readonly number: string | null;
  readonly item: string;
  readonly itemName: Text;
  readonly office: OfficeId;
  readonly region: string;
  readonly applicant: PersonId | null;
  readonly state: CaseState;
  /** the day of the decision, or null while there is none */
  readonly decidedOn: Day | null;
}

export interface Cases {
  find(reader: Reader, caseId: CaseId): Promise<CaseGist | null>;
}
