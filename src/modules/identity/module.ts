import type { Cells } from '../../kernel/cells.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database, Tx } from '../../kernel/db.ts';
import type { Room } from '../../kernel/room.ts';
import { contractOf } from './contract-of.ts';
import type { Identity } from './contract.ts';
import type { ConfirmPerson, IdentityGround, SendCode } from './ground.ts';
import { openGuard } from './guard.ts';
import { openHandover } from './handover.ts';
import { openPasswords } from './passwords.ts';
import { type CityOffices, placeOf } from './place.ts';
import { identityRoutes } from './routes.ts';
import { loadOffices } from './sql/offices.ts';
import { openTouches } from './touches.ts';

export interface IdentityNeeds {
  readonly database: Database;
  readonly clock: Clock;
  readonly cells: Cells;
  readonly city: CityOffices;
  readonly confirmPerson: ConfirmPerson;
  readonly sendCode: SendCode;
}

export interface IdentityRoom extends Room<Identity> {
  readonly ground: IdentityGround;
  /** Brings the office tree to what the city's data says; safe to repeat at every start. */
  loadOffices(tx: Tx): Promise<void>;
}

export const migrations = new URL('migrations/', import.meta.url);

export function identityRoom(needs: IdentityNeeds): IdentityRoom {
  const { database, cells } = needs;
  const place = placeOf(needs.city);
  const ground: IdentityGround = {
    database,
    cells,
    place,
    passwords: openPasswords(),
    guard: openGuard(database),
    handover: openHandover(() => performance.now()),
    touches: openTouches(database),
    confirmPerson: needs.confirmPerson,
    sendCode: needs.sendCode,
  };
  return {
    name: 'identity',
    contract: contractOf(ground),
    routes: identityRoutes(ground),
    ground,
    loadOffices: (tx) => loadOffices(tx, place.instance, place.offices),
  };
}
