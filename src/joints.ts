import type { PersonId } from './kernel/asker.ts';
import type { TopicHandler } from './kernel/room.ts';
import type { Identity } from './modules/identity/contract.ts';
import { type CityOffices, leadOffice } from './modules/registers/seed.ts';
import { loadBatch } from './modules/registers/use-cases/load-batch.ts';
import type { CreditCode } from './standards/credit-code.ts';

/** Where a message must reach a room that its sender does not know: only main's side of the house joins them. */
export function joints({ identity, city }: { identity: Identity; city: CityOffices }): Readonly<Record<string, TopicHandler>> {
  return {
    // A new organisation reaches the legal-entity register as a delivery of the registering department.
    'identity.organisation-registered': async (deed, payload) => {
      const operator = await identity.person(deed.tx, String(payload.operator) as PersonId);
      await loadBatch(deed, {
        register: 'legal-entity',
        department: leadOffice(city, 'legal-entity'),
        records: [
          {
            creditCode: String(payload.creditCode) as CreditCode,
            name: String(payload.name),
            kind: String(payload.kind),
            legalRepresentative: operator.name,
            legalRepresentativeNumber: operator.citizenNumber,
            address: String(payload.address),
            scope: String(payload.scope),
            state: 'active',
            establishedOn: deed.today,
          },
        ],
      });
    },
  };
}
