import type { Kysely } from 'kysely';
import { tablesOf, type Reader } from '../../../kernel/db.ts';
import type { State } from '../domain/standing.ts';

export interface LicenceRow {
  id: string;
  instance: string;
  office: string;
  region: string;
  version: number;
  type: string;
  identifier: string;
  serial: string;
  licence_version: number;
  number: string;
  grade: 'A' | 'B';
  holder_person: string | null;
  holder_organisation: string | null;
  single_valid: boolean;
  case_id: string | null;
  item: string | null;
  issuer_office: string;
  issued_on: string;
  valid_from: string;
  valid_to: string | null;
  state: State;
  to_be_signed: string;
  record_digest: Buffer;
  prepared_at: Date;
  key_id: string | null;
  algorithm: string | null;
  signature: Buffer | null;
  signed_at: Date | null;
  log_salt: Buffer | null;
}

/** Named, not starred: a statement that is prepared by name breaks when a migration adds a column to a star. */
export const licenceColumns = [
  'id', 'instance', 'office', 'region', 'version', 'type', 'identifier', 'serial', 'licence_version', 'number',
  'grade', 'holder_person', 'holder_organisation', 'single_valid', 'case_id', 'item', 'issuer_office', 'issued_on',
  'valid_from', 'valid_to', 'state', 'to_be_signed', 'record_digest', 'prepared_at', 'key_id', 'algorithm',
  'signature', 'signed_at', 'log_salt',
] as const satisfies readonly (keyof LicenceRow)[];

export interface LicencesTables {
  licence: LicenceRow;
  number_series: { instance: string; type: string; year: number; last: number };
  standing_change: {
    id: string;
    licence: string;
    from_state: string;
    to_state: string;
    at: Date;
    person: string | null;
    office: string | null;
    reason: string;
    log_salt: Buffer;
  };
  reuse: {
    id: string;
    licence: string;
    case_id: string;
    material: string;
    purpose: string;
    ground: 'card' | 'session';
    reading: string | null;
    person: string;
    asker_person: string | null;
    asker_office: string | null;
    verified_at: Date;
    path: string;
  };
  copy: {
    id: string;
    person: string;
    type: string;
    file: string | null;
    details: string;
    grade: 'C' | 'D';
    uploaded_at: Date;
    checked_at: Date | null;
    checked_by: string | null;
    checked_office: string | null;
    checked_window: string | null;
    licence: string | null;
  };
  rendering: { licence: string; file: string; drawn_at: Date };
}

export const copyColumns = [
  'id', 'person', 'type', 'file', 'details', 'grade', 'uploaded_at', 'checked_at', 'checked_by', 'checked_office',
  'checked_window', 'licence',
] as const satisfies readonly (keyof LicencesTables['copy'])[];

export function licencesTables(reader: Reader): Kysely<LicencesTables> {
  return tablesOf<LicencesTables>(reader, 'licences');
}
