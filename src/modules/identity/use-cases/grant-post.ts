import type { OfficeId, PersonId, PostId, StaffAsker } from '../../../kernel/asker.ts';
import { type Day, parseDay } from '../../../kernel/day.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import type { Post } from '../contract.ts';
import { checkGrant, type GrantRefusal as RuleRefusal, isWithinRegion } from '../domain/post.ts';
import type { Place } from '../place.ts';
import { findAccountOf } from '../sql/accounts.ts';
import { endPost, findPost, insertPost, postsOf } from '../sql/posts.ts';

export interface GrantInput {
  readonly person: PersonId;
  readonly office: OfficeId;
  readonly role: Post['role'];
  readonly region: string;
  readonly items: readonly string[] | '*';
  readonly window: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly deputyOf: PostId | null;
}

export type GrantRefusal =
  | RuleRefusal
  | { kind: 'grant-to-no-staff'; field: 'person' }
  | { kind: 'grant-day-wrong'; field: 'from' | 'to' }
  | { kind: 'grant-region-wrong'; field: 'region' }
  | { kind: 'grant-deputy-wrong'; field: 'deputyOf' }
  | { kind: 'post-already-held' };

/** Gives a post. It opens what it opens from the person's next sign-in or choice of post on. */
export async function grantPost(place: Place, deed: Deed<StaffAsker>, input: GrantInput): Promise<Outcome<{ post: PostId }, GrantRefusal>> {
  const term = termOf(input, deed.today);
  if (!term.ok) return term;
  if (!isWithinRegion(input.region, deed.asker.region)) return refuse({ kind: 'grant-region-wrong', field: 'region' });
  const account = await findAccountOf(deed.tx, input.person, 'staff');
  if (account === null || account.state !== 'active') return refuse({ kind: 'grant-to-no-staff', field: 'person' });
  const allowed = checkGrant({ by: deed.asker.person, to: input.person, role: input.role, term: term.value }, await postsOf(deed.tx, input.person));
  if (!allowed.ok) return allowed;
  if (input.deputyOf !== null && !(await mayDeputise(deed, input, input.deputyOf))) return refuse({ kind: 'grant-deputy-wrong', field: 'deputyOf' });
  const post = deed.newId<'Post'>();
  const { person, office, role, region, items, window, deputyOf } = input;
  const stored = { id: post, person, office, role, region, items, window, deputyOf, ...term.value };
  if (!(await insertPost(deed.tx, { ...stored, instance: place.instance, grantedBy: deed.asker.account, now: deed.now }))) return refuse({ kind: 'post-already-held' });
  deed.audit({ object: { kind: 'post', id: post }, detail: { person, office, role } });
  return done({ post });
}

function termOf(input: GrantInput, today: Day): Outcome<{ from: Day; to: Day | null }, { kind: 'grant-day-wrong'; field: 'from' | 'to' }> {
  const from = input.from === null ? today : parseDay(input.from);
  if (from === null) return refuse({ kind: 'grant-day-wrong', field: 'from' });
  const to = input.to === null ? null : parseDay(input.to);
  if (to === null && input.to !== null) return refuse({ kind: 'grant-day-wrong', field: 'to' });
  return done({ from, to });
}

/** A deputy stands in for somebody else, in the same office and role. */
async function mayDeputise(deed: Deed, input: GrantInput, of: PostId): Promise<boolean> {
  const post = await findPost(deed.tx, of);
  return post !== null && post.person !== input.person && post.office === input.office && post.role === input.role && post.deputyOf === null;
}

/** Takes a post away at once: the sessions that use it find nothing at their next request. */
export async function revokePost(deed: Deed<StaffAsker>, post: PostId): Promise<Outcome<{ post: PostId }, { kind: 'post-over' }>> {
  if (!(await endPost(deed.tx, post, deed.asker.account, deed.now))) return refuse({ kind: 'post-over' });
  deed.audit({ object: { kind: 'post', id: post } });
  return done({ post });
}
