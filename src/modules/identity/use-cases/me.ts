import type { SignedIn } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done } from '../../../kernel/outcome.ts';
import { isInTerm } from '../domain/post.ts';
import type { IdentityGround } from '../ground.ts';
import { relationsOf } from '../sql/organisations.ts';
import { getPerson } from '../sql/people.ts';
import { postsOf } from '../sql/posts.ts';
import { openSessionsOf } from '../sql/sessions.ts';

/** What the asker is here, for the frame of both faces: capacity, posts to choose from, organisations, own sessions. */
export async function whoAmI(needs: Pick<IdentityGround, 'cells' | 'place'>, deed: Deed<SignedIn>) {
  const { asker } = deed;
  const person = await getPerson(deed.tx, needs.cells, asker.person);
  const relations = await relationsOf(deed.tx, asker.person, deed.today);
  const sessions = await openSessionsOf(deed.tx, asker.account);
  const posts = asker.role === 'citizen' ? [] : (await postsOf(deed.tx, asker.person)).filter((post) => isInTerm(post, deed.today));
  return done({
    role: asker.role,
    person: person.id,
    account: asker.account,
    name: person.name,
    citizenNumber: person.citizenNumber,
    phone: person.phone,
    realNameLevel: person.realNameLevel,
    organisations: relations.map(({ organisation, role, from }) => ({ ...organisation, role, from })),
    sessions: sessions.map((session) => ({
      id: session.id,
      startedAt: session.startedAt.toISOString(),
      seenAt: session.seenAt.toISOString(),
      current: session.id === asker.session,
    })),
    post: asker.role === 'citizen' ? null : asker.post,
    window: asker.role === 'citizen' ? null : asker.window,
    authenticatedAt: asker.role === 'citizen' ? null : asker.authenticatedAt.toISOString(),
    posts: posts.map(({ id, office, role, region, items, window, from, to, deputyOf }) => ({
      id,
      office,
      officeName: needs.place.tree.find(office)?.name ?? { zh: '' },
      role,
      region,
      items: items === '*' ? ('*' as const) : [...items],
      window,
      from,
      to,
      deputyOf,
    })),
    zone: needs.place.zone,
    csrf: deed.csrf ?? null,
  });
}
