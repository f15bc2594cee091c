import { done, type Outcome, refuse } from '../../../kernel/outcome.ts';
import { type Text, words } from '../../../kernel/text.ts';
import type { CaseState } from '../../cases/contract.ts';
import type { Satisfaction } from '../contract.ts';

/** GB/T 39046 A.8 */
export const satisfactionWords: Readonly<Record<Satisfaction, Text>> = {
  1: words('非常满意', 'Very satisfied'),
  2: words('满意', 'Satisfied'),
  3: words('基本满意', 'Fairly satisfied'),
  4: words('不满意', 'Dissatisfied'),
  5: words('非常不满意', 'Very dissatisfied'),
};

export type RatingRefusal = { kind: 'case-not-concluded' } | { kind: 'rated-before' } | { kind: 'words-needed'; field: 'words' };

const concluded: ReadonlySet<CaseState> = new Set(['granted', 'refused', 'not-accepted', 'withdrawn']);

/**
 * May this case be rated so? Every concluded case, once; a bad rating says what was wrong, so that it can be answered
 * (国办发〔2019〕51号: every bad review is called back, corrected and answered).
 */
export function judgeRating(state: CaseState, ratedBefore: boolean, satisfaction: Satisfaction, said: string): Outcome<void, RatingRefusal> {
  if (!concluded.has(state)) return refuse({ kind: 'case-not-concluded' });
  if (ratedBefore) return refuse({ kind: 'rated-before' });
  if (satisfaction >= 4 && said.trim() === '') return refuse({ kind: 'words-needed', field: 'words' });
  return done(undefined);
}
