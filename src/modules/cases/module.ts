import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db.ts';
import type { Room } from '../../kernel/room.ts';
import type { Cases } from './contract.ts';
import { casesJobs } from './jobs.ts';
import type { CasesNeeds } from './needs.ts';
import { casesRoutes } from './routes.ts';
import { findGist } from './sql/lists.ts';

export interface CasesRoomNeeds extends CasesNeeds {
  /** for the jobs; without them the room has none */
  readonly database?: Database;
  readonly clock?: Clock;
}

export function casesRoom(needs: CasesRoomNeeds): Room<Cases> {
  const { database, clock } = needs;
  return {
    name: 'cases',
    contract: { find: findGist },
    routes: casesRoutes(needs),
    jobs: database && clock ? casesJobs(needs, database, clock) : [],
  };
}
