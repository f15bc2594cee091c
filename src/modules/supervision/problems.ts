import type { Problems } from '../../kernel/problem.ts';
import { words } from '../../kernel/text.ts';
import type { RatingRefusal } from './domain/rating.ts';

export const ratingProblems: Problems<RatingRefusal> = {
  'case-not-concluded': { status: 409, title: words('办结后才能评价', 'A case can be rated once it is concluded') },
  'rated-before': { status: 409, title: words('这个办件已经评价过', 'This case has been rated already') },
  'words-needed': { status: 422, title: words('请写下不满意的原因，方便我们改进', 'Please say what was wrong, so that it can be put right') },
};
