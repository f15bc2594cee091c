import { createHash } from 'node:crypto';
import type { OfficeId } from '../../../kernel/asker.ts';
import { type Day, yearOf } from '../../../kernel/day.ts';
import { constraintOf } from '../../../kernel/db.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, must, type Outcome, refuse } from '../../../kernel/outcome.ts';
import type { CreditCode } from '../../../standards/credit-code.ts';
import { composeLicenceIdentifier } from '../../../standards/licence-identifier.ts';
import type { Holder, IssueRefusal, LicenceId } from '../contract.ts';
import { completeFace, type Face } from '../domain/face.ts';
import type { LicenceType } from '../domain/licence-type.ts';
import { composeNumber, composeSerial, seriesYear } from '../domain/number.ts';
import { recordText, type SignedRecord } from '../domain/record.ts';
import { standingOf } from '../domain/standing.ts';
import { lastValidDay } from '../domain/validity.ts';
import type { Ground } from '../needs.ts';
import { insertLicence, lockLatestOfHolder, takeNumber } from '../sql/licence.ts';
import type { LicenceRow } from '../sql/tables.ts';
import { writeChange } from './change-standing.ts';

export interface Intent {
  readonly type: string;
  readonly holder: Holder;
  readonly case: { readonly id: string; readonly number: string; readonly item: string } | null;
  readonly issuer: OfficeId;
  readonly face: Face;
  readonly validFrom: Day;
  readonly grade: 'A' | 'B';
  readonly checked: SignedRecord['checked'];
  /** of grade B: number and last day as they stand on the original */
  readonly original: { readonly number: string; readonly validTo: Day | null } | null;
}

/**
 * Writes the intent to issue: number, identifier and the exact bytes to be signed, in the caller's transaction.
 * The signature follows after the commit; whatever happens then, the same bytes are signed or nothing is.
 */
export async function prepareLicence(ground: Ground, deed: Deed, intent: Intent): Promise<Outcome<LicenceId, IssueRefusal>> {
  const type = ground.types.get(intent.type);
  if (!type || type.state !== 'valid') return refuse({ kind: 'licence-type-unknown' });
  if (type.holderKind !== 'both' && type.holderKind !== intent.holder.kind) return refuse({ kind: 'licence-holder-unfit' });
  const office = await ground.identity.office(deed.tx, intent.issuer);
  const holder = await holderOf(ground, deed, intent.holder);
  const earlier = await predecessor(ground, deed, type, intent.holder);
  if (!earlier.ok) return earlier;
  const id = deed.newId<'Licence'>();
  const version = earlier.value ? earlier.value.licence_version + 1 : 1;
  const serial = earlier.value?.serial ?? composeSerial(deed.today, id);
  const identifier = must(composeLicenceIdentifier({ type: type.code, issuingOrgan: office.creditCode as CreditCode, serial, version }));
  const validTo = intent.original ? intent.original.validTo : lastValidDay(type.validity, intent.validFrom);
  const number = intent.original?.number ?? (await numberFor(ground, deed, type, holder.code));
  const face = completeFace(type, intent.face, { number, issuedOn: deed.today, validTo, issuerName: office.name.zh });
  if (!face.ok) return face;
  const record: SignedRecord = {
    format: 'onevisit-licence-1',
    instance: ground.city.instance,
    identifier,
    type: { code: type.code, name: type.name.zh },
    number,
    version: String(version).padStart(3, '0'),
    grade: intent.grade,
    holder: { kind: intent.holder.kind, ...holder },
    issuer: { name: office.name.zh, code: office.creditCode, region: office.region },
    issuedOn: deed.today,
    validFrom: intent.validFrom,
    validTo,
    case: intent.case ? { number: intent.case.number, item: intent.case.item } : null,
    checked: intent.checked,
    face: face.value,
    preparedAt: deed.now.toISOString(),
  };
  const text = recordText(record);
  const row = rowOf(ground, deed, { id, serial, version, intent, record, text, type, region: office.region });
  const written = await write(deed, row);
  if (!written.ok) return written;
  const digest = row.record_digest;
  deed.afterCommit(() => ground.signer.sign({ id, identifier, text, digest }));
  return done(id);
}

/** 代码类型 of GB/T 36903: 001 credit code, 111 citizen number. */
async function holderOf(ground: Ground, deed: Deed, holder: Holder): Promise<{ name: string; codeType: string; code: string }> {
  if (holder.kind === 'person') {
    const person = await ground.identity.person(deed.tx, holder.person);
    return { name: person.name, codeType: '111', code: person.citizenNumber };
  }
  const organisation = await ground.identity.organisation(deed.tx, holder.organisation);
  return { name: organisation.name, codeType: '001', code: organisation.creditCode };
}

/**
 * The licence that this one follows as a new version, or null for a first one. Where a holder may have one valid licence
 * only, one that still holds stands in the way, and one that has run out gives way.
 */
async function predecessor(ground: Ground, deed: Deed, type: LicenceType, holder: Holder): Promise<Outcome<LicenceRow | null, IssueRefusal>> {
  if (!type.singleValid) return done(null);
  const latest = await lockLatestOfHolder(deed.tx, type.code, holder);
  if (!latest) return done(null);
  const numberStays = 'from' in type.numberPattern;
  if (latest.state !== 'void') {
    const standing = standingOf({ state: latest.state, validTo: latest.valid_to as Day | null }, deed.today);
    if (standing === 'prepared' || standing === 'valid' || standing === 'suspended') {
      return refuse({ kind: 'licence-already-held', licence: latest.id as LicenceId });
    }
    if (standing === 'expired') await writeChange(ground, deed, latest, 'replaced', '有效期届满，换发新证');
  }
  return done(numberStays ? latest : null);
}

async function numberFor(ground: Ground, deed: Deed, type: LicenceType, holderCode: string): Promise<string> {
  const pattern = type.numberPattern;
  const year = seriesYear(pattern, yearOf(deed.today));
  if ('from' in pattern || year === null) return holderCode;
  return composeNumber(pattern, year, await takeNumber(deed.tx, { instance: ground.city.instance, type: type.code, year }));
}

interface Made {
  readonly id: LicenceId;
  readonly serial: string;
  readonly version: number;
  readonly intent: Intent;
  readonly record: SignedRecord;
  readonly text: string;
  readonly type: LicenceType;
  readonly region: string;
}

function rowOf(ground: Ground, deed: Deed, { id, serial, version, intent, record, text, type, region }: Made): LicenceRow {
  return {
    id,
    instance: record.instance,
    office: intent.issuer,
    region,
    version: 1,
    type: type.code,
    identifier: record.identifier,
    serial,
    licence_version: version,
    number: record.number,
    grade: intent.grade,
    holder_person: intent.holder.kind === 'person' ? intent.holder.person : null,
    holder_organisation: intent.holder.kind === 'organisation' ? intent.holder.organisation : null,
    single_valid: type.singleValid,
    case_id: intent.case?.id ?? null,
    item: intent.case?.item ?? null,
    issuer_office: intent.issuer,
    issued_on: record.issuedOn,
    valid_from: record.validFrom,
    valid_to: record.validTo,
    state: 'prepared',
    to_be_signed: ground.cells.seal('licences.licence.to_be_signed', id, text),
    record_digest: createHash('sha256').update(text).digest(),
    prepared_at: deed.now,
    key_id: null,
    algorithm: null,
    signature: null,
    signed_at: null,
    log_salt: null,
  };
}

const heldAlready = new Set(['licence_once_a_case', 'licence_single_valid', 'licence_number']);

/** A race that the lock could not see (no row yet to lock) ends at the unique keys. */
async function write(deed: Deed, row: LicenceRow): Promise<Outcome<null, IssueRefusal>> {
  try {
    await insertLicence(deed.tx, row);
    return done(null);
  } catch (error) {
    if (!heldAlready.has(constraintOf(error) ?? '')) throw error;
    return refuse({ kind: 'licence-already-held', licence: row.id as LicenceId });
  }
}
