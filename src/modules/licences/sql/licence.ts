import { sql } from 'kysely';
import { type Reader, rawOf, type Tx } from '../../../kernel/db.ts';
import type { Holder, LicenceId } from '../contract.ts';
import { licenceColumns, type LicenceRow, licencesTables } from './tables.ts';

/** The next number of a series, in the transaction that writes the licence: rolled back together, so no number is skipped. */
export async function takeNumber(tx: Tx, series: { instance: string; type: string; year: number }): Promise<number> {
  const taken = await sql<{ last: number }>`insert into licences.number_series (instance, type, year, last) values (${series.instance}, ${series.type}, ${series.year}, 1)
    on conflict on constraint number_series_key do update set last = number_series.last + 1 returning last`.execute(rawOf(tx));
  const row = taken.rows[0];
  if (!row) throw new Error('a number series gave no number');
  return row.last;
}

/** The newest licence of the type that the holder has or had, locked so that two deeds do not replace it at once. */
export async function lockLatestOfHolder(tx: Tx, type: string, holder: Holder): Promise<LicenceRow | null> {
  const row = await licencesTables(tx)
    .selectFrom('licence')
    .select(licenceColumns)
    .where('type', '=', type)
    .where(...holderIs(holder))
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

function holderIs(holder: Holder): ['holder_person' | 'holder_organisation', '=', string] {
  return holder.kind === 'person' ? ['holder_person', '=', holder.person] : ['holder_organisation', '=', holder.organisation];
}

export async function insertLicence(tx: Tx, row: LicenceRow): Promise<void> {
  await licencesTables(tx).insertInto('licence').values(row).execute();
}

export async function findLicence(reader: Reader, id: LicenceId): Promise<LicenceRow | null> {
  const row = await licencesTables(reader).selectFrom('licence').select(licenceColumns).where('id', '=', id).where('state', '<>', 'void').executeTakeFirst();
  return row ?? null;
}

export async function lockLicence(tx: Tx, id: LicenceId): Promise<LicenceRow | null> {
  const row = await licencesTables(tx).selectFrom('licence').select(licenceColumns).where('id', '=', id).where('state', '<>', 'void').forUpdate().executeTakeFirst();
  return row ?? null;
}

/** For verification, which is open to everybody: the one signed licence of this identifier, whoever asks. */
export async function findByIdentifier(reader: Reader, identifier: string): Promise<LicenceRow | null> {
  const row = await licencesTables(reader)
    .selectFrom(sql<LicenceRow>`licences.licence_by_identifier(${identifier})`.as('licence'))
    .select(licenceColumns)
    .executeTakeFirst();
  return row ?? null;
}

export async function licencesOfCase(reader: Reader, caseId: string): Promise<readonly LicenceRow[]> {
  return licencesTables(reader).selectFrom('licence').select(licenceColumns).where('case_id', '=', caseId).where('state', '<>', 'void').orderBy('id', 'desc').execute();
}

export async function licencesHeldBy(reader: Reader, holders: readonly Holder[], type: string | null = null): Promise<readonly LicenceRow[]> {
  const persons = holders.flatMap((holder) => (holder.kind === 'person' ? [holder.person] : []));
  const organisations = holders.flatMap((holder) => (holder.kind === 'organisation' ? [holder.organisation] : []));
  if (persons.length + organisations.length === 0) return [];
  const query = licencesTables(reader)
    .selectFrom('licence')
    .select(licenceColumns)
    .where('state', '<>', 'void')
    .where((where) => where.or([where('holder_person', '=', sql<string>`any(${persons}::uuid[])`), where('holder_organisation', '=', sql<string>`any(${organisations}::uuid[])`)]));
  const typed = type === null ? query : query.where('type', '=', type);
  return typed.orderBy('id', 'desc').limit(listLimit).execute();
}

const listLimit = 500;

/** Licences that an office issued, newest first, a page at a time. `q` is a whole identifier or number, never a part of one. */
export async function licencesOfOffice(reader: Reader, question: { office: string; q: string | null; type: string | null; after: string | null; limit: number }): Promise<readonly LicenceRow[]> {
  let query = licencesTables(reader).selectFrom('licence').select(licenceColumns).where('office', '=', question.office).where('state', '<>', 'void');
  const { q, type, after } = question;
  if (q !== null) query = query.where((where) => where.or([where('identifier', '=', q), where('number', '=', q)]));
  if (type !== null) query = query.where('type', '=', type);
  if (after !== null) query = query.where('id', '<', after);
  return query.orderBy('id', 'desc').limit(question.limit).execute();
}
