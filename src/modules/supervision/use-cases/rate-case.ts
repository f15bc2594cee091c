import type { Deed } from '../../../kernel/deed.ts';
import { done, type Outcome } from '../../../kernel/outcome.ts';
import type { CaseGist } from '../../cases/contract.ts';
import type { Satisfaction } from '../contract.ts';
import { judgeRating, type RatingRefusal } from '../domain/rating.ts';
import { findRating, insertRating } from '../sql/ratings.ts';

export const wordsColumn = 'supervision.rating.words';

export interface RateNeeds {
  readonly instance: string;
  readonly cells: { seal(column: string, rowId: string, plaintext: string): string };
}

export async function rateCase(
  needs: RateNeeds,
  deed: Deed,
  gist: CaseGist,
  rating: { satisfaction: Satisfaction; words: string },
): Promise<Outcome<{ case: string }, RatingRefusal>> {
  const before = await findRating(deed.tx, gist.id);
  const judged = judgeRating(gist.state, before !== null, rating.satisfaction, rating.words);
  if (!judged.ok) return judged;
  if (deed.asker.role !== 'citizen') throw new Error('the route admits citizens only');
  const id = deed.newId<'Rating'>();
  const said = rating.words.trim();
  await insertRating(deed.tx, {
    id,
    instance: needs.instance,
    case_id: gist.id,
    item: gist.item,
    office: gist.office,
    region: gist.region,
    person: deed.asker.person,
    satisfaction: rating.satisfaction,
    words: said === '' ? null : needs.cells.seal(wordsColumn, id, said),
    rated_at: deed.now,
  });
  deed.audit({ object: { kind: 'rating', id }, case: gist.id, detail: { satisfaction: rating.satisfaction } });
  return done({ case: gist.id });
}
