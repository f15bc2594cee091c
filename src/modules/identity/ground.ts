import type { Cells } from '../../kernel/cells.ts';
import type { Database } from '../../kernel/db.ts';
import type { Deed } from '../../kernel/deed.ts';
import type { CitizenNumber } from '../../standards/citizen-number.ts';
import type { Guard } from './guard.ts';
import type { Handover } from './handover.ts';
import type { Passwords } from './passwords.ts';
import type { Place } from './place.ts';
import type { Touches } from './touches.ts';

/** Says whether a number belongs to a name. The registers know; they come after this room, so main hands the question in. */
export type ConfirmPerson = (deed: Deed, number: CitizenNumber, name: string) => Promise<'agrees' | 'differs' | 'unknown'>;

/** Sends a short message within the deed's transaction. */
export type SendCode = (deed: Deed, message: { readonly id: string; readonly phone: string; readonly text: string }) => Promise<void>;

/** What the deeds of this room stand on; each names the few parts it uses. */
export interface IdentityGround {
  readonly database: Database;
  readonly cells: Cells;
  readonly place: Place;
  readonly passwords: Passwords;
  readonly guard: Guard;
  readonly handover: Handover;
  readonly touches: Touches;
  readonly confirmPerson: ConfirmPerson;
  readonly sendCode: SendCode;
  /** the time of authenticator apps: the machine's own, which a demo's shifted clock must not move */
  readonly authenticatorNow: () => Date;
}
