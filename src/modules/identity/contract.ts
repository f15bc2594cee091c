import type { AccountId, Asker, OfficeId, PersonId, PostId, RealNameLevel, SignedIn, StaffAsker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/brand.ts';
import type { Day } from '../../kernel/day.ts';
import type { Reader } from '../../kernel/db.ts';
import type { Deed } from '../../kernel/deed.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { Text } from '../../kernel/text.ts';
import type { CitizenNumber } from '../../standards/citizen-number.ts';
import type { CreditCode } from '../../standards/credit-code.ts';

export type OrganisationId = Id<'Organisation'>;
export type ReadingId = Id<'CardReading'>;

declare const cardReading: unique symbol;

/** Evidence that a card lay on a registered reader: only `useReading` makes one, and once only. */
export interface CardReading {
  readonly [cardReading]: true;
  readonly id: ReadingId;
  readonly person: PersonId;
  readonly citizenNumber: CitizenNumber;
  readonly name: string;
  readonly reader: string;
  readonly window: string;
  readonly clerk: AccountId;
  readonly case: string;
  readonly readAt: Date;
}

export type ReadingRefusal =
  | { kind: 'reading-unknown' }
  | { kind: 'reading-of-another-case' }
  | { kind: 'reading-of-another-clerk' }
  | { kind: 'reading-expired'; minutes: number }
  | { kind: 'reading-used' };

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly citizenNumber: CitizenNumber;
  readonly phone: string | null;
  readonly realNameLevel: RealNameLevel;
}

export type OfficeKind = 'government' | 'department' | 'district' | 'park' | 'street' | 'community' | 'hall';

export interface Office {
  readonly id: OfficeId;
  /** stable name in the city's data, for example `market-supervision` */
  readonly slug: string;
  readonly kind: OfficeKind;
  readonly name: Text;
  /** 12 digits */
  readonly region: string;
  readonly creditCode: CreditCode;
  readonly phone: string;
  readonly parent: OfficeId | null;
}

export type OrganisationKind = 'enterprise' | 'individual-business' | 'public-institution' | 'social-organisation' | 'government';

export interface Organisation {
  readonly id: OrganisationId;
  readonly creditCode: CreditCode;
  readonly name: string;
  readonly kind: OrganisationKind;
}

/** A dated tie between a person and an organisation; it opens the organisation's licences to the person while it lasts. */
export interface OrganisationRelation {
  readonly organisation: Organisation;
  readonly person: PersonId;
  readonly role: 'operator' | 'legal-representative';
  readonly from: Day;
  readonly to: Day | null;
}

/** A post in use: who holds it, for which office. */
export interface Post {
  readonly id: PostId;
  readonly person: PersonId;
  readonly personName: string;
  readonly office: OfficeId;
  readonly role: 'clerk' | 'approver' | 'auditor' | 'admin';
  readonly items: readonly string[] | '*';
  readonly deputyOf: PostId | null;
}

/** What the other rooms may ask of identity. */
export interface Identity {
  /** who holds this session token now; null when it is unknown, idle too long, ended or its person was suspended */
  askerOf(reader: Reader, token: string, now: Date): Promise<SignedIn | null>;
  /** the name to show in the frame; never logged as a reading: it is the person's own */
  displayName(reader: Reader, person: PersonId): Promise<string>;
  /** @throws when there is no such person: an id in our own tables is no question */
  person(reader: Reader, person: PersonId): Promise<Person>;
  names(reader: Reader, persons: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>>;
  findPersonByNumber(reader: Reader, number: CitizenNumber): Promise<PersonId | null>;

  office(reader: Reader, office: OfficeId): Promise<Office>;
  findOfficeBySlug(reader: Reader, slug: string): Promise<Office | null>;
  offices(reader: Reader): Promise<readonly Office[]>;
  /** does the post reach cases of this office and region: own office, or a region below it */
  reaches(asker: Asker, office: OfficeId, region: string): 'office' | 'region' | 'none';
  /** posts of the role on duty that day for this office and item: holders first, then their deputies */
  onDuty(reader: Reader, question: { office: OfficeId; role: Post['role']; item: string; day: Day }): Promise<readonly Post[]>;

  organisation(reader: Reader, organisation: OrganisationId): Promise<Organisation>;
  findOrganisationByCode(reader: Reader, code: CreditCode): Promise<Organisation | null>;
  relationsOf(reader: Reader, person: PersonId, day: Day): Promise<readonly OrganisationRelation[]>;
  isNameTaken(reader: Reader, name: string): Promise<boolean>;
  /** Gives a new organisation its credit code from the demo range of the city and ties its operator to it from today. */
  registerOrganisation(
    deed: Deed,
    organisation: { name: string; kind: OrganisationKind; creditCodePrefix: string; operator: PersonId; address: string; scope: string; capital: string | null },
  ): Promise<Outcome<Organisation, { kind: 'organisation-name-taken'; field: 'name' }>>;

  /** Spends a reading for this case at this window; a reading works once, for 10 minutes, for the clerk who asked for it. */
  useReading(deed: Deed<StaffAsker>, reading: ReadingId, caseId: string): Promise<Outcome<CardReading, ReadingRefusal>>;
}
