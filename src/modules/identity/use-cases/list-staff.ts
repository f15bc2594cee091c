import type { OfficeId, PersonId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, type Outcome } from '../../../kernel/outcome.ts';
import type { IdentityGround } from '../ground.ts';
import { namesOf } from '../sql/people.ts';
import { staffOfOffice } from '../sql/posts.ts';

/** The posts of an office with who holds them. Names are shown to the administrator, so their owners can see it was done. */
export async function listStaff(needs: Pick<IdentityGround, 'cells'>, deed: Deed, office: OfficeId) {
  const rows = await staffOfOffice(deed.tx, office);
  const names = await namesOf(deed.tx, needs.cells, rows.map((row) => row.person));
  for (const subject of new Set(rows.map((row) => row.person))) deed.readsPersonal({ subject: subject as PersonId, fields: ['name'], purpose: 'staff:list' });
  const staff = rows.map(({ id, person, account, state, enrolled, role, region, items, window, from, to, deputyOf }) => ({
    post: id,
    person,
    name: names.get(person) ?? '',
    account,
    state,
    enrolled,
    role,
    region,
    items: items === '*' ? ('*' as const) : [...items],
    window,
    from,
    to,
    deputyOf,
  }));
  return done({ staff }) satisfies Outcome<unknown, never>;
}
