import type { Cells } from '../../kernel/cells.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database, Tx } from '../../kernel/db.ts';
import { performAs } from '../../kernel/http/perform.ts';
import { done, must, type Outcome } from '../../kernel/outcome.ts';
import type { Room } from '../../kernel/room.ts';
import { contractOf } from './contract-of.ts';
import type { Identity } from './contract.ts';
import type { ConfirmPerson, IdentityGround, SendCode } from './ground.ts';
import { openGuard } from './guard.ts';
import { openHandover } from './handover.ts';
import { openPasswords } from './passwords.ts';
import { type CityOffices, placeOf } from './place.ts';
import { sweepJob } from './jobs.ts';
import { identityRoutes } from './routes.ts';
import { type DemoPeople, seedDemo } from './seed.ts';
import { loadOffices } from './sql/offices.ts';
import { openTouches } from './touches.ts';
import { type DemoSession, type DemoSessionRefusal, type DemoSessionWish, openDemoSession } from './use-cases/demo-session.ts';

export interface IdentityNeeds {
  readonly database: Database;
  readonly clock: Clock;
  readonly cells: Cells;
  readonly city: CityOffices;
  readonly confirmPerson: ConfirmPerson;
  readonly sendCode: SendCode;
  /** the machine's own time, for authenticator apps; the clock of the house when absent */
  readonly authenticatorNow?: () => Date;
}

export interface IdentityRoom extends Room<Identity> {
  readonly ground: IdentityGround;
  /** Brings the office tree to what the city's data says; safe to repeat at every start. */
  loadOffices(tx: Tx): Promise<void>;
  /** Demo only: the invented people with secrets made for this installation, kept in its data folder. */
  seedDemo(demo: DemoPeople, dataFolder: string): Promise<void>;
  /** Demo only: a session without a sign-in. */
  demoSession(wish: DemoSessionWish): Promise<Outcome<DemoSession, DemoSessionRefusal>>;
}

const system = { role: 'public' } as const;

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
    authenticatorNow: needs.authenticatorNow ?? needs.clock.now,
  };
  return {
    name: 'identity',
    contract: contractOf(ground),
    routes: identityRoutes(ground),
    ground,
    loadOffices: (tx) => loadOffices(tx, place.instance, place.offices),
    seedDemo: async (demo, dataFolder) => {
      const seeded = await performAs(database, needs.clock, 'identity.load-demo', system, async (deed) => done(await seedDemo(ground, deed, demo, dataFolder)));
      must(seeded);
    },
    demoSession: (wish) => performAs(database, needs.clock, 'identity.demo-session', system, (deed) => openDemoSession(ground, deed, wish)),
    jobs: [sweepJob(ground, needs.clock)],
  };
}
