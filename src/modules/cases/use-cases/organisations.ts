import type { PersonId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import type { Organisation } from '../../identity/contract.ts';
import type { Item } from '../../items/contract.ts';
import type { OrganisationRefusal } from '../domain/refusals.ts';
import type { CasesNeeds } from '../needs.ts';

/**
 * For whom a person applies. An item for organisations wants one that the person stands in a dated relation to; with one
 * alone there is nothing to choose.
 * @param wanted credit code, or null when none was named
 */
export async function organisationFor(
  needs: Pick<CasesNeeds, 'identity'>,
  deed: Deed,
  person: PersonId,
  kinds: Item['applicantKinds'],
  wanted: string | null,
): Promise<Outcome<Organisation | null, OrganisationRefusal>> {
  if (!kinds.includes('organisation')) return wanted === null ? done(null) : refuse({ kind: 'organisation-not-yours', field: 'organisation' });
  if (wanted === null && kinds.includes('person')) return done(null);
  const relations = await needs.identity.relationsOf(deed.tx, person, deed.today);
  const organisations = [...new Map(relations.map(({ organisation }) => [organisation.id, organisation])).values()];
  if (wanted !== null) {
    const named = organisations.find((one) => one.creditCode === wanted);
    return named ? done(named) : refuse({ kind: 'organisation-not-yours', field: 'organisation' });
  }
  const [only] = organisations;
  if (only === undefined) return refuse({ kind: 'no-organisation' });
  return organisations.length === 1 ? done(only) : refuse({ kind: 'organisation-to-choose' });
}
