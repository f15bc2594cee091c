import type { OfficeId, PersonId } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/brand.ts';
import type { Day } from '../../kernel/day.ts';
import type { Reader } from '../../kernel/db.ts';
import type { Deed } from '../../kernel/deed.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { Text } from '../../kernel/text.ts';
import type { LicenceIdentifier } from '../../standards/licence-identifier.ts';
import type { CardReading, OrganisationId } from '../identity/contract.ts';

export type LicenceId = Id<'Licence'>;

/** Who holds a licence: a person or an organisation, never both. */
export type Holder = { readonly kind: 'person'; readonly person: PersonId } | { readonly kind: 'organisation'; readonly organisation: OrganisationId };

/** What can be derived is not stored: `expired` follows from the last valid day and today. */
export type Standing = 'prepared' | 'valid' | 'expired' | 'suspended' | 'revoked' | 'replaced';

/** 108: A made by the organ itself, B checked against the original by a window, C uploaded by the person, D declared by the person. */
export type Grade = 'A' | 'B' | 'C' | 'D';

export interface LicenceSummary {
  readonly id: LicenceId;
  /** GB/T 36904 identifier; null until the licence is signed */
  readonly identifier: LicenceIdentifier | null;
  readonly type: string;
  readonly typeName: Text;
  readonly number: string;
  readonly holder: Holder;
  readonly holderName: string;
  readonly issuer: Text;
  readonly issuedOn: Day;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly standing: Standing;
  readonly grade: Grade;
  readonly face: Readonly<Record<string, string>>;
}

export type IssueRefusal =
  | { kind: 'licence-face-incomplete'; fields: readonly string[] }
  | { kind: 'licence-already-held'; licence: LicenceId }
  | { kind: 'licence-type-unknown' }
  | { kind: 'licence-holder-unfit' };

/** On what ground a licence may be read for a case: a card at a window, or the person's own session. */
export type ReuseGround =
  | { readonly kind: 'card'; readonly reading: CardReading }
  | { readonly kind: 'session'; readonly person: PersonId };

export type ReuseRefusal =
  | { kind: 'licence-not-held' }
  | { kind: 'licence-not-valid'; standing: Standing }
  | { kind: 'licence-signature-broken' };

/** What stands on the case in place of a paper. */
export interface ReuseEvidence {
  readonly reuse: Id<'Reuse'>;
  readonly licence: LicenceId;
  readonly identifier: LicenceIdentifier;
  readonly typeName: Text;
  readonly holderName: string;
  readonly grade: Grade;
  readonly verifiedAt: Date;
  /** person → relation → organisation, in words of record */
  readonly path: readonly string[];
  readonly face: Readonly<Record<string, string>>;
}

export interface Licences {
  /** Writes the intent to issue in the caller's transaction; signing follows after the commit and survives any crash. */
  prepare(
    deed: Deed,
    intent: {
      type: string;
      holder: Holder;
      case: string;
      caseNumber: string;
      item: string;
      issuer: OfficeId;
      /**
       * What the case knows of the face. Number, end of validity, day of issue and issuer are filled here when they are
       * left out; number and end of validity are never taken from outside.
       */
      face: Readonly<Record<string, string>>;
      validFrom: Day;
    },
  ): Promise<Outcome<LicenceId, IssueRefusal>>;
  /** licences that these holders have, newest first; drafts (`prepared`) included so that a person sees that one is coming */
  heldBy(reader: Reader, holders: readonly Holder[], today: Day): Promise<readonly LicenceSummary[]>;
  ofCase(reader: Reader, caseId: string, today: Day): Promise<readonly LicenceSummary[]>;
  /** Verifies signature, standing and holder now, and records the reuse. */
  reuse(
    deed: Deed,
    request: { type: string; holders: readonly Holder[]; ground: ReuseGround; case: string; material: string; purpose: string },
  ): Promise<Outcome<ReuseEvidence, ReuseRefusal>>;
}
