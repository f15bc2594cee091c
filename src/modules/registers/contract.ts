import type { Day } from '../../kernel/day.ts';
import type { Deed } from '../../kernel/deed.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { CitizenNumber } from '../../standards/citizen-number.ts';
import type { CreditCode } from '../../standards/credit-code.ts';

export interface PersonRecord {
  readonly number: CitizenNumber;
  readonly name: string;
  readonly sex: string;
  readonly birthDate: Day;
  readonly nationality: string;
  readonly householdAddress: string;
  readonly householdRegion: string;
  readonly residenceAddress: string | null;
  readonly maritalStatus: string;
  readonly alive: boolean;
  readonly diedOn: Day | null;
  /** stands on the list of dishonest debtors */
  readonly listedAsDishonest: boolean;
}

export interface EntityRecord {
  readonly creditCode: CreditCode;
  readonly name: string;
  readonly kind: string;
  readonly legalRepresentative: string;
  readonly legalRepresentativeNumber: CitizenNumber | null;
  readonly address: string;
  readonly scope: string;
  readonly state: 'active' | 'revoked' | 'cancelled';
  readonly establishedOn: Day;
}

/** Why a register is opened: without a case or the person's own form there is no look-up. */
export interface Purpose {
  readonly code: 'prefill' | 'accept' | 'decide' | 'reuse';
  readonly case: string;
  readonly item: string;
}

export type LookUpRefusal =
  | { kind: 'not-in-register'; register: 'population' | 'legal-entity' }
  | { kind: 'field-not-allowed'; fields: readonly string[] }
  | { kind: 'purpose-missing' };

/** One record with where each value comes from. */
export interface Found<Fields> {
  readonly record: Fields;
  /** which department leads the field, and the batch that loaded it */
  readonly source: { readonly department: string; readonly batch: string; readonly loadedAt: Date };
}

export interface Registers {
  /** Every call writes a reading that the person can see; only the fields that the item and purpose allow come back. */
  lookUpPerson<F extends keyof PersonRecord>(
    deed: Deed,
    question: { number: CitizenNumber; fields: readonly F[]; purpose: Purpose },
  ): Promise<Outcome<Found<Pick<PersonRecord, F>>, LookUpRefusal>>;
  lookUpEntity<F extends keyof EntityRecord>(
    deed: Deed,
    question: { creditCode: CreditCode; fields: readonly F[]; purpose: Purpose },
  ): Promise<Outcome<Found<Pick<EntityRecord, F>>, LookUpRefusal>>;
  /** is a name of an organisation in use within the city (only yes or no leaves the register) */
  isEntityNameTaken(deed: Deed, name: string): Promise<boolean>;
  /** Does this number belong to this name? For real-name checks; says only yes, no or unknown. */
  confirmPerson(deed: Deed, number: CitizenNumber, name: string): Promise<'agrees' | 'differs' | 'unknown'>;
}
