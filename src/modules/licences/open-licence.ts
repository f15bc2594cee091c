import { createHash } from 'node:crypto';
import type { OfficeId, PersonId } from '../../kernel/asker.ts';
import type { Day } from '../../kernel/day.ts';
import { parseDay } from '../../kernel/day.ts';
import type { Signature, SignatureAlgorithm } from '../../kernel/keys/provider.ts';
import type { OrganisationId } from '../identity/contract.ts';
import type { Holder, LicenceId, LicenceSummary, Standing } from './contract.ts';
import { readRecord, type SignedRecord } from './domain/record.ts';
import { standingOf } from './domain/standing.ts';
import type { Ground } from './needs.ts';
import type { LicenceRow } from './sql/tables.ts';

/** A row with its cell opened. Everything shown comes from the record; of the row only state, days and keys count. */
export interface OpenedLicence {
  readonly summary: LicenceSummary;
  readonly record: SignedRecord;
  readonly bytes: Buffer;
  readonly standing: Standing;
  /** null until it is signed */
  readonly signature: (Signature & { readonly at: Date; readonly salt: Buffer }) | null;
  readonly case: string | null;
  readonly office: OfficeId;
  readonly region: string;
}

/** @throws when the cell does not open, is not what was written, or is no record: somebody changed the table */
export function openLicence(ground: Pick<Ground, 'cells' | 'types'>, row: LicenceRow, today: Day): OpenedLicence {
  const text = ground.cells.open('licences.licence.to_be_signed', row.id, row.to_be_signed);
  const bytes = Buffer.from(text, 'utf8');
  if (!createHash('sha256').update(bytes).digest().equals(row.record_digest)) throw new Error(`licence ${row.id}: the record is not what was written`);
  const read = readRecord(text);
  if (!('record' in read)) throw new Error(`licence ${row.id}: ${read.wrong}`);
  const { record } = read;
  if (row.state === 'void') throw new Error(`licence ${row.id} was voided`);
  // Days are taken from the signed text: a row whose days were moved must not make an expired licence valid.
  const standing = standingOf({ state: row.state, validTo: record.validTo }, today);
  return {
    summary: summaryOf(ground, row, record, standing),
    record,
    bytes,
    standing,
    signature: signatureOf(row),
    case: row.case_id,
    office: row.office as OfficeId,
    region: row.region,
  };
}

function summaryOf(ground: Pick<Ground, 'types'>, row: LicenceRow, record: SignedRecord, standing: Standing): LicenceSummary {
  return {
    id: row.id as LicenceId,
    identifier: standing === 'prepared' ? null : record.identifier,
    type: record.type.code,
    typeName: ground.types.get(record.type.code)?.name ?? { zh: record.type.name },
    number: record.number,
    holder: holderOf(row),
    holderName: record.holder.name,
    issuer: { zh: record.issuer.name },
    issuedOn: record.issuedOn,
    validFrom: parseDay(record.validFrom) ?? record.issuedOn,
    validTo: record.validTo,
    standing,
    grade: record.grade,
    face: record.face,
  };
}

export function holderOf(row: Pick<LicenceRow, 'holder_person' | 'holder_organisation'>): Holder {
  return row.holder_person !== null
    ? { kind: 'person', person: row.holder_person as PersonId }
    : { kind: 'organisation', organisation: row.holder_organisation as OrganisationId };
}

function signatureOf(row: LicenceRow): OpenedLicence['signature'] {
  if (row.signature === null || row.key_id === null || row.algorithm === null || row.signed_at === null || row.log_salt === null) return null;
  return { kid: row.key_id, algorithm: row.algorithm as SignatureAlgorithm, signature: row.signature, at: row.signed_at, salt: row.log_salt };
}
