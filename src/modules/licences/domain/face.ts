import { parseDay, type Day } from '../../../kernel/day.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import type { FaceField, LicenceType } from './licence-type.ts';

export type Face = Readonly<Record<string, string>>;

/** What is known only when the licence is made out, and which the office that grants therefore cannot fill in. */
export interface IssueFacts {
  readonly number: string;
  readonly issuedOn: Day;
  readonly validTo: Day | null;
  readonly issuerName: string;
}

/** 照面信息项 that the platform fills, by their names in the catalogue of types. */
const filledAtIssue: Readonly<Record<string, (facts: IssueFacts) => string | null>> = {
  permitNumber: (facts) => facts.number,
  certificateNumber: (facts) => facts.number,
  issuedOn: (facts) => facts.issuedOn,
  registeredOn: (facts) => facts.issuedOn,
  validUntil: (facts) => facts.validTo ?? '长期',
  issuer: (facts) => facts.issuerName,
};

/**
 * The whole face, or the fields that are missing, too long, no day, or not on this face at all.
 * Number and end of validity are never taken from the caller.
 */
export function completeFace(type: Pick<LicenceType, 'faceFields'>, given: Face, facts: IssueFacts): Outcome<Face, { kind: 'licence-face-incomplete'; fields: readonly string[] }> {
  const face: Record<string, string> = {};
  const wrong = Object.keys(given).filter((name) => !type.faceFields.some((field) => field.name === name));
  for (const field of type.faceFields) {
    const value = valueOf(field, given, facts);
    if (value === '') {
      if (field.required) wrong.push(field.name);
    } else if (fits(field, value)) face[field.name] = value;
    else wrong.push(field.name);
  }
  return wrong.length === 0 ? done(face) : refuse({ kind: 'licence-face-incomplete', fields: wrong });
}

const neverGiven = new Set(['permitNumber', 'certificateNumber', 'validUntil']);

function valueOf(field: FaceField, given: Face, facts: IssueFacts): string {
  const atIssue = filledAtIssue[field.name]?.(facts) ?? '';
  if (neverGiven.has(field.name)) return atIssue;
  return (given[field.name] ?? '').trim().normalize('NFC') || atIssue;
}

function fits(field: FaceField, value: string): boolean {
  if ([...value].length > field.maxLength) return false;
  if (!value.isWellFormed() || /\p{Cc}/u.test(value.replaceAll('\n', ''))) return false;
  if (field.type === 'integer') return /^-?\d+$/.test(value);
  return field.type !== 'date' || value === '长期' || parseDay(value) !== null;
}
