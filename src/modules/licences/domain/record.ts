import { canonicalText, parseStrict } from '../../../kernel/canonical.ts';
import { parseDay, type Day } from '../../../kernel/day.ts';
import { type LicenceIdentifier, parseLicenceIdentifier, partsOfLicenceIdentifier } from '../../../standards/licence-identifier.ts';
import { exactly, hex32, instant, mapOf, matching, misfit, nullOr, objectOf, type Shape, text } from './shape.ts';

/**
 * What is signed: the metadata of GB/T 36903 and the face, as one canonical text. Everything that is ever shown of a
 * licence is read from here; the columns beside it only help to find it.
 */
export interface SignedRecord {
  readonly format: 'onevisit-licence-1';
  /** who runs the platform that issued it */
  readonly instance: string;
  /** 证照标识 ZZBS */
  readonly identifier: LicenceIdentifier;
  readonly type: { readonly code: string; readonly name: string };
  /** 证照编号 ZZBH */
  readonly number: string;
  readonly version: string;
  /** 可信等级: A made by the organ, B checked against the original */
  readonly grade: 'A' | 'B';
  /** 持证主体, 主体代码类型 (001, 111 …) and 主体代码 */
  readonly holder: { readonly kind: 'person' | 'organisation'; readonly name: string; readonly codeType: string; readonly code: string };
  /** 颁发机构 */
  readonly issuer: { readonly name: string; readonly code: string; readonly region: string };
  readonly issuedOn: Day;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  /** 办件流水号 and the item; null for a licence that was not the result of a case here */
  readonly case: { readonly number: string; readonly item: string } | null;
  /** of grade B: who saw the original, when, and the digest of the copy that was compared with it */
  readonly checked: { readonly office: string; readonly window: string; readonly at: string; readonly copy: string } | null;
  readonly face: Readonly<Record<string, string>>;
  readonly preparedAt: string;
}

const aDay = (value: unknown) => typeof value === 'string' && parseDay(value) !== null;

const recordShape: Shape = {
  format: exactly('onevisit-licence-1'),
  instance: matching(/^[a-z0-9-]{1,40}$/),
  // A look-alike from another script or width would be tidied by the parser: here only the exact text counts.
  identifier: (value) => typeof value === 'string' && /^[0-9A-Z.]{1,130}$/.test(value) && parseLicenceIdentifier(value).ok,
  type: { code: matching(/^[0-9A-Z]{18}\d{3}$/), name: text(256) },
  number: text(128),
  version: matching(/^\d{3}$/),
  grade: exactly('A', 'B'),
  holder: { kind: exactly('person', 'organisation'), name: text(200), codeType: matching(/^\d{3}$/), code: matching(/^[0-9A-Z]{1,40}$/) },
  issuer: { name: text(256), code: matching(/^[0-9A-Z]{18}$/), region: matching(/^\d{12}$/) },
  issuedOn: aDay,
  validFrom: aDay,
  validTo: nullOr(aDay),
  case: nullOr(objectOf({ number: text(64), item: text(100) })),
  checked: nullOr(objectOf({ office: text(256), window: text(40), at: instant, copy: hex32 })),
  face: mapOf(/^[a-zA-Z][a-zA-Z0-9]{0,59}$/, 60, text(4_000)),
  preparedAt: instant,
};

export function recordText(record: SignedRecord): string {
  return canonicalText(record);
}

export type ReadRecord = { readonly record: SignedRecord } | { readonly wrong: string };

/** Reads signed text back. Only the canonical form passes: two texts with the same sense would be two licences. */
export function readRecord(signed: string): ReadRecord {
  const parsed = parseStrict(signed, { maximumDepth: 4 });
  if (!parsed.ok) return { wrong: 'not JSON, or with a key twice' };
  const path = misfit(parsed.value, recordShape);
  if (path !== null) return { wrong: `not as a record is: ${path}` };
  const record = parsed.value as SignedRecord;
  if (recordText(record) !== signed) return { wrong: 'not in canonical form' };
  const parts = partsOfLicenceIdentifier(record.identifier);
  if (parts.type !== record.type.code || parts.issuingOrgan !== record.issuer.code || parts.version !== Number(record.version)) {
    return { wrong: 'the identifier names another type, organ or version' };
  }
  if (record.validTo !== null && record.validTo < record.validFrom) return { wrong: 'it ends before it begins' };
  if ((record.grade === 'B') !== (record.checked !== null)) return { wrong: 'grade and check do not fit' };
  return { record };
}
