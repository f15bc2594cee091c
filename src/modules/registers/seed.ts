import type { CityData, DemoEntity, DemoPerson } from '../../../cities/types.ts';
import { day } from '../../kernel/day.ts';
import type { Deed } from '../../kernel/deed.ts';
import type { CitizenNumber } from '../../standards/citizen-number.ts';
import type { CreditCode } from '../../standards/credit-code.ts';
import { loadBatch } from './use-cases/load-batch.ts';

/** The invented people and organisations of a demo, loaded as deliveries of the departments that lead them. */
export async function seedRegisters(deed: Deed, city: CityData, people: readonly DemoPerson[], entities: readonly DemoEntity[]): Promise<void> {
  const names = new Map(people.map((person) => [person.number, person.name]));
  await loadBatch(deed, {
    register: 'population',
    department: `${city.instance}-public-security`,
    records: people.map((person) => ({
      number: person.number as CitizenNumber,
      name: person.name,
      sex: person.sex,
      birthDate: day(person.birthDate),
      nationality: person.nationality,
      householdAddress: person.householdAddress,
      householdRegion: person.householdRegion,
      residenceAddress: person.residenceAddress,
      maritalStatus: person.maritalStatus,
      alive: person.alive,
      diedOn: person.diedOn === undefined ? null : day(person.diedOn),
      listedAsDishonest: person.listedAsDishonest ?? false,
    })),
  });
  await loadBatch(deed, {
    register: 'legal-entity',
    department: `${city.instance}-industry-commerce`,
    records: entities.map((entity) => ({
      creditCode: entity.creditCode as CreditCode,
      name: entity.name,
      kind: entity.kind,
      legalRepresentative: names.get(entity.legalRepresentative) ?? '',
      legalRepresentativeNumber: entity.legalRepresentative as CitizenNumber,
      address: entity.address,
      scope: entity.scope,
      state: entity.state,
      establishedOn: day(entity.establishedOn),
    })),
  });
}
