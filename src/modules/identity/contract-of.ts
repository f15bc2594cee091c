import type { Cells } from '../../kernel/cells.ts';
import type { Identity, Post } from './contract.ts';
import { onDutyOf, reachOf } from './domain/post.ts';
import type { Place } from './place.ts';
import { getOffice } from './sql/offices.ts';
import { findOrganisationByCode, getOrganisation, isNameTaken, relationsOf } from './sql/organisations.ts';
import { findPersonByNumber, getPerson, namesOf } from './sql/people.ts';
import { postsOfOffice } from './sql/posts.ts';
import type { Touches } from './touches.ts';
import { askerOf } from './use-cases/asker-of.ts';
import { registerOrganisation } from './use-cases/register-organisation.ts';
import { useReading } from './use-cases/use-reading.ts';

/** The promises of contract.ts, each bound to what it needs. */
export function contractOf({ place, cells, touches }: { place: Place; cells: Cells; touches: Touches }): Identity {
  return {
    askerOf: (reader, token, now) => askerOf({ touches, zone: place.zone }, reader, token, now),
    displayName: async (reader, person) => (await getPerson(reader, cells, person)).name,
    person: (reader, person) => getPerson(reader, cells, person),
    names: (reader, persons) => namesOf(reader, cells, persons),
    findPersonByNumber: (reader, number) => findPersonByNumber(reader, cells, number),

    office: async (reader, office) => place.tree.find(office) ?? getOffice(reader, office),
    findOfficeBySlug: async (_reader, slug) => place.tree.findBySlug(slug),
    offices: async () => place.tree.all,
    reaches: (asker, office, region) => reachOf(place.tree, asker, office, region),
    onDuty: async (reader, { office, role, item, day }) => {
      const stored = await postsOfOffice(reader, office, role);
      const names = await namesOf(reader, cells, stored.map((post) => post.person));
      const named = stored.map((post) => ({ ...post, personName: names.get(post.person) ?? '' }));
      return onDutyOf(named, item, day).map(
        ({ id, person, personName, office: of, role: as, items, deputyOf }): Post => ({ id, person, personName, office: of, role: as, items, deputyOf }),
      );
    },

    organisation: getOrganisation,
    findOrganisationByCode,
    relationsOf,
    isNameTaken: (reader, name) => isNameTaken(reader, place.instance, name),
    registerOrganisation: (deed, organisation) => registerOrganisation(place, deed, organisation),

    useReading: (deed, reading, caseId) => useReading({ cells }, deed, reading, caseId),
  };
}
