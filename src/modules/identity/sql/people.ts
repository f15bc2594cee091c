import { sql } from 'kysely';
import type { OfficeId, PersonId, RealNameLevel } from '../../../kernel/asker.ts';
import type { Cells } from '../../../kernel/cells.ts';
import { rawOf, type Reader, type Tx } from '../../../kernel/db.ts';
import type { CitizenNumber } from '../../../standards/citizen-number.ts';
import type { Person } from '../contract.ts';
import { identityOf } from './tables.ts';

export interface NewPerson {
  readonly id: PersonId;
  readonly instance: string;
  readonly office: OfficeId;
  readonly region: string;
  readonly name: string;
  readonly citizenNumber: CitizenNumber;
  readonly phone: string | null;
  readonly realNameLevel: RealNameLevel;
  readonly now: Date;
}

/** @returns false when somebody with this number is there already */
export async function insertPerson(tx: Tx, cells: Cells, person: NewPerson): Promise<boolean> {
  const result = await identityOf(tx)
    .insertInto('person')
    .values({
      id: person.id,
      instance: person.instance,
      office: person.office,
      region: person.region,
      name: cells.seal('identity.person.name', person.id, person.name),
      citizen_number: cells.seal('identity.person.citizen_number', person.id, person.citizenNumber),
      citizen_number_index: cells.index('citizen-number', person.citizenNumber),
      phone: person.phone === null ? null : cells.seal('identity.person.phone', person.id, person.phone),
      phone_index: person.phone === null ? null : cells.index('phone', person.phone),
      real_name_level: person.realNameLevel,
      created_at: person.now,
    })
    .onConflict((conflict) => conflict.constraint('person_citizen_number_index').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function findPersonByNumber(reader: Reader, cells: Cells, number: CitizenNumber): Promise<PersonId | null> {
  // By a function: also a citizen's request, which sees no other person, may have to say whose data it read.
  const { rows } = await sql<{ id: PersonId | null }>`select identity.person_by_number_index(${cells.index('citizen-number', number)}) as id`.execute(rawOf(reader));
  return rows[0]?.id ?? null;
}

/** @throws when there is no such person */
export async function getPerson(reader: Reader, cells: Cells, person: PersonId): Promise<Person> {
  const row = await identityOf(reader)
    .selectFrom('person')
    .select(['id', 'name', 'citizen_number', 'phone', 'real_name_level'])
    .where('id', '=', person)
    .executeTakeFirst();
  if (!row) throw new Error(`there is no person ${person}`);
  return {
    id: row.id,
    name: cells.open('identity.person.name', row.id, row.name),
    citizenNumber: cells.open('identity.person.citizen_number', row.id, row.citizen_number) as CitizenNumber,
    phone: row.phone === null ? null : cells.open('identity.person.phone', row.id, row.phone),
    realNameLevel: row.real_name_level,
  };
}

export async function namesOf(reader: Reader, cells: Cells, persons: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>> {
  const asked = [...new Set(persons)];
  if (asked.length === 0) return new Map();
  const rows = await identityOf(reader).selectFrom('person').select(['id', 'name']).where('id', 'in', asked).execute();
  return new Map(rows.map((row) => [row.id, cells.open('identity.person.name', row.id, row.name)]));
}

export async function setPhone(tx: Tx, cells: Cells, person: PersonId, phone: string): Promise<void> {
  await identityOf(tx)
    .updateTable('person')
    .set({ phone: cells.seal('identity.person.phone', person, phone), phone_index: cells.index('phone', phone) })
    .where('id', '=', person)
    .execute();
}

export async function setNameAndLevel(tx: Tx, cells: Cells, person: PersonId, name: string, level: RealNameLevel): Promise<void> {
  await identityOf(tx)
    .updateTable('person')
    .set({ name: cells.seal('identity.person.name', person, name), real_name_level: level })
    .where('id', '=', person)
    .execute();
}

export async function setLevel(tx: Tx, person: PersonId, level: RealNameLevel): Promise<void> {
  await identityOf(tx).updateTable('person').set({ real_name_level: level }).where('id', '=', person).execute();
}
