import type { PersonId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { registeringAreaOf } from '../../../standards/credit-code.ts';
import type { Organisation, OrganisationId, OrganisationKind } from '../contract.ts';
import { creditCodeOf } from '../domain/credit-code-range.ts';
import type { Place } from '../place.ts';
import { insertOrganisation, insertRelation, isNameTaken, nextOfRange } from '../sql/organisations.ts';

export interface OrganisationToRegister {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly creditCodePrefix: string;
  readonly operator: PersonId;
  readonly address: string;
  readonly scope: string;
  readonly capital: string | null;
}

export type RegisterOrganisationRefusal = { kind: 'organisation-name-taken'; field: 'name' };

/** The name is unique by constraint, not by question: of two that register it at once, one is refused. */
export async function registerOrganisation(place: Place, deed: Deed, asked: OrganisationToRegister): Promise<Outcome<Organisation, RegisterOrganisationRefusal>> {
  const taken = refuse({ kind: 'organisation-name-taken', field: 'name' });
  if (await isNameTaken(deed.tx, place.instance, asked.name)) return taken;
  const creditCode = creditCodeOf(asked.creditCodePrefix, await nextOfRange(deed.tx, place.instance));
  const organisation: Organisation = { id: deed.newId<'Organisation'>() as OrganisationId, creditCode, name: asked.name, kind: asked.kind };
  const { asker } = deed;
  const inserted = await insertOrganisation(deed.tx, {
    ...organisation,
    instance: place.instance,
    office: asker.role === 'public' || asker.role === 'citizen' ? place.office : asker.office,
    region: `${registeringAreaOf(creditCode)}000000`,
    address: asked.address,
    scope: asked.scope,
    capital: asked.capital,
    registeredOn: deed.today,
    now: deed.now,
  });
  if (!inserted) return taken;
  const relation = deed.newId<'OrganisationRelation'>();
  const role = asked.kind === 'individual-business' ? 'operator' : 'legal-representative';
  await insertRelation(deed.tx, { id: relation, organisation: organisation.id, person: asked.operator, role, from: deed.today, now: deed.now });
  deed.audit({ detail: { organisation: organisation.id, relation } });
  const { name, kind, address, scope, operator } = asked;
  deed.emit('identity.organisation-registered', { organisation: organisation.id, creditCode, name, kind, address, scope, operator });
  return done(organisation);
}
