import type { CityData, DemoEntity, DemoPerson, OfficeData } from '../../../cities/types.ts';
import { day } from '../../kernel/day.ts';
import type { Deed } from '../../kernel/deed.ts';
import type { CitizenNumber } from '../../standards/citizen-number.ts';
import type { CreditCode } from '../../standards/credit-code.ts';
import { type Delivery, loadBatch } from './use-cases/load-batch.ts';

export interface CityOffices {
  readonly data: CityData;
  readonly offices: readonly OfficeData[];
}

/** The office that answers for a register, by the name that people read beside what was fetched there. @throws when the city has no such office */
export function leadOffice({ data, offices }: CityOffices, register: Delivery['register']): string {
  const office = offices.find((one) => one.id === data.registers[register]);
  if (!office) throw new Error(`${data.instance} has no office ${data.registers[register]} to lead the ${register} register`);
  return office.name.zh;
}

/** The invented people and organisations of a demo, loaded as deliveries of the departments that lead their registers. */
export async function seedRegisters(deed: Deed, city: CityOffices, people: readonly DemoPerson[], entities: readonly DemoEntity[]): Promise<void> {
  const names = new Map(people.map((person) => [person.number, person.name]));
  await loadBatch(deed, {
    register: 'population',
    department: leadOffice(city, 'population'),
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
    department: leadOffice(city, 'legal-entity'),
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
