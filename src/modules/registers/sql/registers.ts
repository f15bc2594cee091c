import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import { tablesOf, type Reader, type Tx } from '../../../kernel/db.ts';
import type { CitizenNumber } from '../../../standards/citizen-number.ts';
import type { CreditCode } from '../../../standards/credit-code.ts';
import type { EntityRecord, PersonRecord } from '../contract.ts';

interface RegistersTables {
  batch: { id: string; register: string; department: string; rows: number; digest: string; loaded_at: Date };
  person: {
    number: string;
    name: string;
    sex: string;
    birth_date: string;
    nationality: string;
    household_address: string;
    household_region: string;
    residence_address: string | null;
    marital_status: string;
    alive: boolean;
    died_on: string | null;
    listed_as_dishonest: boolean;
    batch: string;
  };
  entity: {
    credit_code: string;
    name: string;
    kind: string;
    legal_representative: string;
    legal_representative_number: string | null;
    address: string;
    scope: string;
    state: 'active' | 'revoked' | 'cancelled';
    established_on: string;
    batch: string;
  };
}

export interface Source {
  readonly department: string;
  readonly batch: string;
  readonly loadedAt: Date;
}

const tables = (reader: Reader) => tablesOf<RegistersTables>(reader, 'registers');

const personColumns = [
  'number', 'name', 'sex', 'birth_date', 'nationality', 'household_address', 'household_region', 'residence_address',
  'marital_status', 'alive', 'died_on', 'listed_as_dishonest', 'batch',
] as const satisfies readonly (keyof RegistersTables['person'])[];
const entityColumns = [
  'credit_code', 'name', 'kind', 'legal_representative', 'legal_representative_number', 'address', 'scope', 'state',
  'established_on', 'batch',
] as const satisfies readonly (keyof RegistersTables['entity'])[];

/** By the whole number only: the function is all that a citizen's request reaches of the register. */
export async function findPerson(reader: Reader, number: CitizenNumber): Promise<{ record: PersonRecord; source: Source } | null> {
  const row = await tables(reader)
    .selectFrom(sql<RegistersTables['person']>`registers.person_by_number(${number})`.as('person'))
    .innerJoin('batch', 'batch.id', 'person.batch')
    .select(personColumns)
    .select(['batch.department', 'batch.loaded_at'])
    .executeTakeFirst();
  if (!row) return null;
  return {
    record: {
      number: row.number as CitizenNumber,
      name: row.name,
      sex: row.sex,
      birthDate: row.birth_date as Day,
      nationality: row.nationality,
      householdAddress: row.household_address,
      householdRegion: row.household_region,
      residenceAddress: row.residence_address,
      maritalStatus: row.marital_status,
      alive: row.alive,
      diedOn: row.died_on as Day | null,
      listedAsDishonest: row.listed_as_dishonest,
    },
    source: { department: row.department, batch: row.batch, loadedAt: row.loaded_at },
  };
}

export async function findEntity(reader: Reader, code: CreditCode): Promise<{ record: EntityRecord; source: Source } | null> {
  const row = await tables(reader)
    .selectFrom(sql<RegistersTables['entity']>`registers.entity_by_code(${code})`.as('entity'))
    .innerJoin('batch', 'batch.id', 'entity.batch')
    .select(entityColumns)
    .select(['batch.department', 'batch.loaded_at'])
    .executeTakeFirst();
  if (!row) return null;
  return {
    record: {
      creditCode: row.credit_code as CreditCode,
      name: row.name,
      kind: row.kind,
      legalRepresentative: row.legal_representative,
      legalRepresentativeNumber: row.legal_representative_number as CitizenNumber | null,
      address: row.address,
      scope: row.scope,
      state: row.state,
      establishedOn: row.established_on as Day,
    },
    source: { department: row.department, batch: row.batch, loadedAt: row.loaded_at },
  };
}

export async function entityNameExists(reader: Reader, name: string): Promise<boolean> {
  const row = await tables(reader).selectFrom('entity').select('credit_code').where('name', '=', name).where('state', '=', 'active').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** @returns false when this content was loaded before */
export async function insertBatch(tx: Tx, batch: { id: string; register: 'population' | 'legal-entity'; department: string; rows: number; digest: string; now: Date }): Promise<boolean> {
  const inserted = await tables(tx)
    .insertInto('batch')
    .values({ id: batch.id, register: batch.register, department: batch.department, rows: batch.rows, digest: batch.digest, loaded_at: batch.now })
    .onConflict((conflict) => conflict.constraint('batch_content').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function writePersons(tx: Tx, batch: string, records: readonly PersonRecord[]): Promise<void> {
  const rows = records.map((record) => ({
    number: record.number,
    name: record.name,
    sex: record.sex,
    birth_date: record.birthDate,
    nationality: record.nationality,
    household_address: record.householdAddress,
    household_region: record.householdRegion,
    residence_address: record.residenceAddress,
    marital_status: record.maritalStatus,
    alive: record.alive,
    died_on: record.diedOn,
    listed_as_dishonest: record.listedAsDishonest,
    batch,
  }));
  if (rows.length === 0) return;
  await tables(tx)
    .insertInto('person')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('number').doUpdateSet((e) => ({
        name: e.ref('excluded.name'),
        household_address: e.ref('excluded.household_address'),
        household_region: e.ref('excluded.household_region'),
        residence_address: e.ref('excluded.residence_address'),
        marital_status: e.ref('excluded.marital_status'),
        alive: e.ref('excluded.alive'),
        died_on: e.ref('excluded.died_on'),
        listed_as_dishonest: e.ref('excluded.listed_as_dishonest'),
        batch: e.ref('excluded.batch'),
      })),
    )
    .execute();
}

export async function writeEntities(tx: Tx, batch: string, records: readonly EntityRecord[]): Promise<void> {
  const rows = records.map((record) => ({
    credit_code: record.creditCode,
    name: record.name,
    kind: record.kind,
    legal_representative: record.legalRepresentative,
    legal_representative_number: record.legalRepresentativeNumber,
    address: record.address,
    scope: record.scope,
    state: record.state,
    established_on: record.establishedOn,
    batch,
  }));
  if (rows.length === 0) return;
  await tables(tx)
    .insertInto('entity')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('credit_code').doUpdateSet((e) => ({
        name: e.ref('excluded.name'),
        legal_representative: e.ref('excluded.legal_representative'),
        legal_representative_number: e.ref('excluded.legal_representative_number'),
        address: e.ref('excluded.address'),
        scope: e.ref('excluded.scope'),
        state: e.ref('excluded.state'),
        batch: e.ref('excluded.batch'),
      })),
    )
    .execute();
}
