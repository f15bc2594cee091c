import type { Files } from '../../kernel/files.ts';
import type { KeyProvider } from '../../kernel/keys/provider.ts';
import type { Calendar } from '../../standards/calendar.ts';
import type { Channels } from '../channels/contract.ts';
import type { Identity } from '../identity/contract.ts';
import type { Items } from '../items/contract.ts';
import type { Licences } from '../licences/contract.ts';
import type { Registers } from '../registers/contract.ts';
import type { Inflate } from './domain/pdf.ts';
import type { Seals } from './sql/cells.ts';

/** What the room is built from; each deed asks for the part of it that it uses. */
export interface CasesNeeds {
  /** who issues ids and receipts */
  readonly instance: string;
  /** asked at each use: a notice may be added while the server runs */
  readonly calendar: () => Calendar;
  readonly cells: Seals;
  readonly files: Files;
  readonly keys: Pick<KeyProvider, 'sign'>;
  readonly inflate: Inflate;
  readonly identity: Identity;
  readonly registers: Registers;
  readonly items: Items;
  readonly licences: Licences;
  readonly channels: Channels;
}
