import type { Asker, OfficeId } from '../../../kernel/asker.ts';
import type { Day } from '../../../kernel/day.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import type { Post } from '../contract.ts';
import type { OfficeTree } from './office-tree.ts';

export interface PostTerm {
  readonly from: Day;
  readonly to: Day | null;
}

/** Both days belong to the term. */
export function isInTerm(post: PostTerm, day: Day): boolean {
  return post.from <= day && (post.to === null || day <= post.to);
}

/**
 * A code of 12 digits stands for the place and all below it: province 2, city 4, county 6, street 9, community 12 digits count.
 */
export function isWithinRegion(region: string, of: string): boolean {
  const digits = [2, 4, 6, 9].find((count) => /^0*$/.test(of.slice(count))) ?? 12;
  return region.slice(0, digits) === of.slice(0, digits);
}

/**
 * How far the post in use reaches a case of this office and region: its own office; or, within the region of the post,
 * the offices under it and, from a hall, those whose windows it keeps. A department never reaches its neighbour.
 */
export function reachOf(tree: OfficeTree, asker: Asker, office: OfficeId, region: string): 'office' | 'region' | 'none' {
  if (asker.role === 'public' || asker.role === 'citizen') return 'none';
  if (!isWithinRegion(region, asker.region)) return 'none';
  if (asker.office === office) return 'office';
  return tree.answersFor(asker.office, office) ? 'region' : 'none';
}

export function coversItem(items: readonly string[] | '*', item: string): boolean {
  return items === '*' || items.includes(item);
}

/** Those on duty: holders first, then the deputies; a deputy only while the post stood in for is in its term too. */
export function onDutyOf<P extends Post & PostTerm>(posts: readonly P[], item: string, day: Day): readonly P[] {
  const inTerm = posts.filter((post) => isInTerm(post, day) && coversItem(post.items, item));
  const ids = new Set(inTerm.map((post) => post.id));
  const holders = inTerm.filter((post) => post.deputyOf === null);
  return [...holders, ...inTerm.filter((post) => post.deputyOf !== null && ids.has(post.deputyOf))];
}

export type GrantRefusal =
  | { kind: 'grant-to-oneself' }
  | { kind: 'grant-term-wrong'; field: 'to' }
  | { kind: 'grant-mixes-admin-and-business' };

/**
 * Separation of powers (GB/T 22239 8.1.4.2): an administrator gives no post to himself, and nobody administers and
 * handles or audits cases at the same time.
 */
export function checkGrant(
  grant: { readonly by: string; readonly to: string; readonly role: Post['role']; readonly term: PostTerm },
  held: readonly (PostTerm & { readonly role: Post['role'] })[],
): Outcome<null, GrantRefusal> {
  if (grant.by === grant.to) return refuse({ kind: 'grant-to-oneself' });
  if (grant.term.to !== null && grant.term.to < grant.term.from) return refuse({ kind: 'grant-term-wrong', field: 'to' });
  const others = held.filter((post) => overlap(post, grant.term) && (post.role === 'admin') !== (grant.role === 'admin'));
  return others.length > 0 ? refuse({ kind: 'grant-mixes-admin-and-business' }) : done(null);
}

function overlap(one: PostTerm, other: PostTerm): boolean {
  return (one.to === null || other.from <= one.to) && (other.to === null || one.from <= other.to);
}
