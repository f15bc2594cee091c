import { sql } from 'kysely';
import { rawOf, type Reader, type Tx } from '../../../kernel/db.ts';
import type { LicenceId } from '../contract.ts';
import { licenceColumns, type LicenceRow, licencesTables } from './tables.ts';

/** An intent to issue that waits for its signature. */
export interface Prepared {
  readonly id: LicenceId;
  readonly identifier: string;
  /** the exact text as it was sealed */
  readonly sealed: string;
  readonly digest: Buffer;
  readonly preparedAt: Date;
}

/** What was prepared up to that instant and is not signed yet: the work a crash left behind. */
export async function waitingForSignature(reader: Reader, until: Date, limit: number): Promise<readonly Prepared[]> {
  const rows = await licencesTables(reader)
    .selectFrom('licence')
    .select(['id', 'identifier', 'to_be_signed', 'record_digest', 'prepared_at'])
    .where('state', '=', 'prepared')
    .where('prepared_at', '<=', until)
    .orderBy('prepared_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id as LicenceId, identifier: row.identifier, sealed: row.to_be_signed, digest: row.record_digest, preparedAt: row.prepared_at }));
}

export interface Signed {
  readonly id: LicenceId;
  readonly keyId: string;
  readonly algorithm: string;
  readonly signature: Buffer;
  readonly signedAt: Date;
  readonly salt: Buffer;
}

export interface Issued {
  readonly id: LicenceId;
  readonly type: string;
  readonly case: string | null;
  readonly person: string | null;
  readonly organisation: string | null;
}

/**
 * Puts many signatures in their place in one statement. Only a row that is still `prepared` takes one: when two
 * processes signed the same bytes, the second finds nothing left to do.
 * @returns those that became valid by this call
 */
export async function storeSignatures(tx: Tx, signed: readonly Signed[]): Promise<readonly Issued[]> {
  const values = signed.map((one) => ({
    id: one.id,
    key_id: one.keyId,
    algorithm: one.algorithm,
    signature: one.signature.toString('hex'),
    signed_at: one.signedAt.toISOString(),
    salt: one.salt.toString('hex'),
  }));
  const stored = await sql<{ id: string; type: string; case_id: string | null; holder_person: string | null; holder_organisation: string | null }>`
    update licences.licence l set state = 'valid', version = l.version + 1, key_id = s.key_id, algorithm = s.algorithm,
      signature = decode(s.signature, 'hex'), signed_at = s.signed_at, log_salt = decode(s.salt, 'hex')
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as s (id uuid, key_id text, algorithm text, signature text, signed_at timestamptz, salt text)
    where l.id = s.id and l.state = 'prepared'
    returning l.id, l.type, l.case_id, l.holder_person, l.holder_organisation`.execute(rawOf(tx));
  return stored.rows.map((row) => ({ id: row.id as LicenceId, type: row.type, case: row.case_id, person: row.holder_person, organisation: row.holder_organisation }));
}

export async function countWaiting(reader: Reader, until: Date): Promise<number> {
  const row = await licencesTables(reader)
    .selectFrom('licence')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('state', '=', 'prepared')
    .where('prepared_at', '<=', until)
    .executeTakeFirst();
  return row?.count ?? 0;
}

/** What was signed since then, by id, a page at a time. */
export async function signedSince(reader: Reader, since: Date, after: string | null, limit: number): Promise<readonly LicenceRow[]> {
  const query = licencesTables(reader).selectFrom('licence').select(licenceColumns).where('signed_at', '>=', since).where('state', '<>', 'void');
  return (after === null ? query : query.where('id', '>', after)).orderBy('id').limit(limit).execute();
}
