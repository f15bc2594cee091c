import type { ColumnType } from 'kysely';
import type { AccountId, OfficeId, PersonId, PostId, RealNameLevel, SessionId } from '../../../kernel/asker.ts';
import type { Id } from '../../../kernel/brand.ts';
import type { Day } from '../../../kernel/day.ts';
import type { Reader } from '../../../kernel/db.ts';
import { tablesOf } from '../../../kernel/db.ts';
import type { Text } from '../../../kernel/text.ts';
import type { CreditCode } from '../../../standards/credit-code.ts';
import type { OfficeKind, OrganisationId, OrganisationKind, Post, ReadingId } from '../contract.ts';
import type { SessionEnd } from '../domain/session.ts';
import type { CodePurpose } from '../domain/one-time-code.ts';

/** jsonb goes in as text and comes out as a value. */
type Json<Value> = ColumnType<Value, string, string>;

export interface OfficeTable {
  id: OfficeId;
  instance: string;
  slug: string;
  kind: OfficeKind;
  parent: OfficeId | null;
  name: Json<Text>;
  region: string;
  credit_code: CreditCode;
  phone: string;
  windows: Json<readonly { id: string; name: Text }[]>;
  demo: boolean;
}

export interface PersonTable {
  id: PersonId;
  instance: string;
  office: OfficeId;
  region: string;
  name: string;
  citizen_number: string;
  citizen_number_index: Buffer;
  phone: string | null;
  phone_index: Buffer | null;
  real_name_level: RealNameLevel;
  created_at: Date;
}

export interface AccountTable {
  id: AccountId;
  person: PersonId;
  kind: 'citizen' | 'staff';
  password: string | null;
  totp_secret: string | null;
  totp_last_step: ColumnType<number, number | undefined, number>;
  state: 'active' | 'suspended';
  suspended_at: Date | null;
  suspended_by: AccountId | null;
  created_at: Date;
}

export interface PostTable {
  id: PostId;
  instance: string;
  office: OfficeId;
  region: string;
  person: PersonId;
  role: Post['role'];
  items: string[] | null;
  window_name: string | null;
  from_day: Day;
  to_day: Day | null;
  deputy_of: PostId | null;
  granted_by: AccountId | null;
  ended_by: AccountId | null;
  ended_at: Date | null;
  created_at: Date;
}

export interface SessionTable {
  id: SessionId;
  digest: Buffer;
  account: AccountId;
  post: PostId | null;
  authenticated_at: Date;
  started_at: Date;
  seen_at: Date;
  ended_at: Date | null;
  ended_because: SessionEnd | null;
}

export interface FailedTryTable {
  key: Buffer;
  failed: number;
  last_at: Date;
  locked_until: Date | null;
}

export interface OneTimeCodeTable {
  id: Id<'OneTimeCode'>;
  purpose: CodePurpose;
  account: AccountId | null;
  phone: string | null;
  digest: Buffer;
  tries: ColumnType<number, number | undefined, number>;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
}

export interface InvitationTable {
  id: Id<'Invitation'>;
  account: AccountId;
  digest: Buffer;
  code: Id<'OneTimeCode'>;
  totp_secret: string;
  created_by: AccountId | null;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
}

export interface OrganisationTable {
  id: OrganisationId;
  instance: string;
  office: OfficeId;
  region: string;
  credit_code: CreditCode;
  name: string;
  kind: OrganisationKind;
  address: string;
  scope: string;
  capital: string | null;
  registered_on: Day;
  created_at: Date;
}

export interface OrganisationRelationTable {
  id: Id<'OrganisationRelation'>;
  organisation: OrganisationId;
  person: PersonId;
  role: 'operator' | 'legal-representative';
  from_day: Day;
  to_day: Day | null;
  created_at: Date;
}

export interface CreditCodeRangeTable {
  instance: string;
  last: number;
}

export interface CardReaderTable {
  id: string;
  instance: string;
  office: OfficeId;
  region: string;
  window_name: string;
  serial: string;
  model: Json<Text>;
  public_key: string;
  stand_in: boolean;
  state: 'active' | 'suspended';
  registered_at: Date;
  seen_at: Date | null;
}

export interface ReadingChallengeTable {
  id: Id<'ReadingChallenge'>;
  reader: string;
  nonce: string;
  window_name: string;
  clerk: AccountId;
  case_id: string;
  opened_at: Date;
  expires_at: Date;
  closed_at: Date | null;
}

export interface CardReadingTable {
  id: ReadingId;
  challenge: Id<'ReadingChallenge'>;
  reader: string;
  window_name: string;
  clerk: AccountId;
  case_id: string;
  person: PersonId;
  statement: string;
  signature: string;
  read_at: Date;
  used_at: Date | null;
}

export interface IdentityTables {
  office: OfficeTable;
  person: PersonTable;
  account: AccountTable;
  post: PostTable;
  session: SessionTable;
  failed_try: FailedTryTable;
  one_time_code: OneTimeCodeTable;
  invitation: InvitationTable;
  organisation: OrganisationTable;
  organisation_relation: OrganisationRelationTable;
  credit_code_range: CreditCodeRangeTable;
  card_reader: CardReaderTable;
  reading_challenge: ReadingChallengeTable;
  card_reading: CardReadingTable;
}

export function identityOf(reader: Reader) {
  return tablesOf<IdentityTables>(reader, 'identity');
}
