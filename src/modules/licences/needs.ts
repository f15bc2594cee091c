import type { Cells } from '../../kernel/cells.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database, Tx } from '../../kernel/db.ts';
import type { Files } from '../../kernel/files.ts';
import type { KeyProvider } from '../../kernel/keys/provider.ts';
import type { Logger } from '../../kernel/log.ts';
import type { Identity } from '../identity/contract.ts';
import type { LicenceType, LicenceTypes } from './domain/licence-type.ts';
import type { Painter } from './painter.ts';
import type { Signer } from './signer.ts';

/** What the room is built from. */
export interface LicencesNeeds {
  readonly database: Database;
  readonly clock: Clock;
  readonly cells: Cells;
  readonly keys: KeyProvider;
  readonly files: Files;
  readonly identity: Identity;
  readonly log: Logger;
  readonly city: { readonly instance: string; readonly zone: string };
  readonly licenceTypes: readonly LicenceType[];
  /** where the public reaches this platform, for the QR code: `https://host` without a slash at the end */
  readonly publicAddress: () => string;
  /** real time, never the shifted clock of a demo: when something was signed is evidence, and so is a key's window */
  readonly realNow?: () => Date;
  /** the data folder, where the list of public keys is kept for verifying without a server; null in tests */
  readonly dataFolder: string | null;
}

/** The same, with what the room makes of it once. */
export interface Ground extends Required<LicencesNeeds> {
  readonly types: LicenceTypes;
  readonly signer: Signer;
  readonly painter: Painter;
  /** leaves of the log `licence`, written in the transaction of what they tell */
  readonly leaveLeaf: (tx: Tx, leaves: readonly Leaf[]) => Promise<void>;
}

export interface Leaf {
  /** id of the row that the leaf stands for */
  readonly event: string;
  readonly salt: Buffer;
  /** canonical text of the event */
  readonly text: string;
}
