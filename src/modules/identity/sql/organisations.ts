import { sql } from 'kysely';
import type { OfficeId, PersonId } from '../../../kernel/asker.ts';
import type { Id } from '../../../kernel/brand.ts';
import type { Day } from '../../../kernel/day.ts';
import { rawOf, type Reader, type Tx } from '../../../kernel/db.ts';
import type { CreditCode } from '../../../standards/credit-code.ts';
import type { Organisation, OrganisationId, OrganisationKind, OrganisationRelation } from '../contract.ts';
import { identityOf } from './tables.ts';

export interface NewOrganisation extends Organisation {
  readonly instance: string;
  readonly office: OfficeId;
  readonly region: string;
  readonly address: string;
  readonly scope: string;
  readonly capital: string | null;
  readonly registeredOn: Day;
  readonly now: Date;
}

/** @returns false when name or credit code are taken */
export async function insertOrganisation(tx: Tx, organisation: NewOrganisation): Promise<boolean> {
  const result = await identityOf(tx)
    .insertInto('organisation')
    .values({
      id: organisation.id,
      instance: organisation.instance,
      office: organisation.office,
      region: organisation.region,
      credit_code: organisation.creditCode,
      name: organisation.name,
      kind: organisation.kind,
      address: organisation.address,
      scope: organisation.scope,
      capital: organisation.capital,
      registered_on: organisation.registeredOn,
      created_at: organisation.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

function organisations(reader: Reader) {
  return identityOf(reader).selectFrom('organisation').select(['id', 'credit_code as creditCode', 'name', 'kind']);
}

export async function getOrganisation(reader: Reader, organisation: OrganisationId): Promise<Organisation> {
  const row = await organisations(reader).where('id', '=', organisation).executeTakeFirst();
  if (!row) throw new Error(`there is no organisation ${organisation}`);
  return row;
}

export async function findOrganisationByCode(reader: Reader, code: CreditCode): Promise<Organisation | null> {
  return (await organisations(reader).where('credit_code', '=', code).executeTakeFirst()) ?? null;
}

export async function isNameTaken(reader: Reader, instance: string, name: string): Promise<boolean> {
  const row = await organisations(reader).where('instance', '=', instance).where('name', '=', name).executeTakeFirst();
  return row !== undefined;
}

export async function insertRelation(
  tx: Tx,
  relation: { id: Id<'OrganisationRelation'>; organisation: OrganisationId; person: PersonId; role: OrganisationRelation['role']; from: Day; now: Date },
): Promise<void> {
  await identityOf(tx)
    .insertInto('organisation_relation')
    .values({
      id: relation.id,
      organisation: relation.organisation,
      person: relation.person,
      role: relation.role,
      from_day: relation.from,
      to_day: null,
      created_at: relation.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

interface RelationRow {
  readonly organisation: OrganisationId;
  readonly credit_code: CreditCode;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly role: OrganisationRelation['role'];
  readonly from_day: Day;
  readonly to_day: Day | null;
}

/** Both days belong to the relation. */
export async function relationsOf(reader: Reader, person: PersonId, day: Day): Promise<readonly OrganisationRelation[]> {
  const { rows } = await sql<RelationRow>`select r.organisation, o.credit_code, o.name, o.kind, r.role, r.from_day, r.to_day
    from identity.organisation_relation r join identity.organisation o on o.id = r.organisation
    where r.person = ${person} and r.from_day <= ${day} and (r.to_day is null or r.to_day >= ${day})
    order by r.from_day, o.name`.execute(rawOf(reader));
  return rows.map((row) => ({
    organisation: { id: row.organisation, creditCode: row.credit_code, name: row.name, kind: row.kind },
    person,
    role: row.role,
    from: row.from_day,
    to: row.to_day,
  }));
}

/** The next number of the range; the row stays locked until the caller commits, so that no number is given twice and none is lost. */
export async function nextOfRange(tx: Tx, instance: string): Promise<number> {
  const row = await identityOf(tx)
    .insertInto('credit_code_range')
    .values({ instance, last: 1 })
    .onConflict((conflict) => conflict.constraint('credit_code_range_key').doUpdateSet({ last: sql<number>`credit_code_range.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return row.last;
}
