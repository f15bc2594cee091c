import { expect, test } from 'vitest';
import type { CaseState } from '../../cases/contract.ts';
import type { Satisfaction } from '../contract.ts';
import { judgeRating } from './rating.ts';

test.each<[string, CaseState, boolean, Satisfaction, string, string]>([
  ['a granted case is rated', 'granted', false, 1, '', 'done'],
  ['a refused case is rated too', 'refused', false, 2, '', 'done'],
  ['a running case is not rated yet', 'accepted', false, 1, '', 'case-not-concluded'],
  ['a draft is not rated', 'draft', false, 1, '', 'case-not-concluded'],
  ['a case is rated once', 'granted', true, 1, '', 'rated-before'],
  ['a bad rating says what was wrong', 'granted', false, 4, '  ', 'words-needed'],
  ['a bad rating with words is taken', 'granted', false, 5, '窗口等了很久', 'done'],
])('%s', (_sentence, state, before, satisfaction, said, expected) => {
  const outcome = judgeRating(state, before, satisfaction, said);
  expect(outcome.ok ? 'done' : outcome.refusal.kind).toBe(expected);
});
