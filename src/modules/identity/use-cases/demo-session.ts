import type { OfficeId, PersonId, Role, SessionId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { isInTerm } from '../domain/post.ts';
import type { IdentityGround } from '../ground.ts';
import { findAccountOf, firstAccountOf } from '../sql/accounts.ts';
import { findPersonByNumber } from '../sql/people.ts';
import { postsOfRole } from '../sql/posts.ts';
import { type NumberRefusal, readNumber } from './input.ts';
import { openSession } from './open-session.ts';

export interface DemoSessionWish {
  readonly role: Exclude<Role, 'public'>;
  /** citizen number; the first one of the role when absent */
  readonly number?: string;
  /** the office of the post, by its name in the city's data */
  readonly office?: string;
}

export interface DemoSession {
  readonly session: SessionId;
  readonly token: string;
  readonly person: PersonId;
  readonly office: OfficeId | null;
}

export type DemoSessionRefusal = NumberRefusal | { kind: 'nobody-in-this-role' };

/** A session without a sign-in, for tours and checkers of a demo. Whoever calls this has made sure that it is one. */
export async function openDemoSession(needs: Pick<IdentityGround, 'cells' | 'handover' | 'place'>, deed: Deed, wish: DemoSessionWish): Promise<Outcome<DemoSession, DemoSessionRefusal>> {
  const number = wish.number === undefined ? null : readNumber(wish.number, deed.today);
  if (number !== null && !number.ok) return number;
  const nobody = refuse({ kind: 'nobody-in-this-role' });
  const wanted = number === null ? null : await findPersonByNumber(deed.tx, needs.cells, number.value);
  if (number !== null && wanted === null) return nobody;
  const found = wish.role === 'citizen' ? await citizen(deed, wanted) : await staff(needs, deed, wish.role, wanted, wish.office);
  if (found === null) return nobody;
  const opened = await openSession(needs, deed, { account: found.account, kind: wish.role === 'citizen' ? 'citizen' : 'staff', post: found.post });
  if (opened === null) return nobody;
  deed.audit({ object: { kind: 'account', id: found.account }, detail: { role: wish.role } });
  return done({ ...opened, person: found.person, office: found.office });
}

async function citizen(deed: Deed, person: PersonId | null) {
  const account = person === null ? await firstAccountOf(deed.tx, 'citizen') : await findAccountOf(deed.tx, person, 'citizen');
  return account === null ? null : { account: account.id, person: account.person, office: null, post: null };
}

async function staff(needs: Pick<IdentityGround, 'place'>, deed: Deed, role: Exclude<DemoSessionWish['role'], 'citizen'>, person: PersonId | null, slug: string | undefined) {
  const office = slug === undefined ? null : needs.place.tree.findBySlug(slug);
  if (slug !== undefined && office === null) return null;
  const posts = (await postsOfRole(deed.tx, role)).filter((post) => isInTerm(post, deed.today));
  const post = posts.find((one) => (person === null || one.person === person) && (office === null || one.office === office.id));
  return post === undefined ? null : { account: post.account, person: post.person, office: post.office, post: post.id };
}
