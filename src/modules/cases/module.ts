import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db.ts';
import type { Room } from '../../kernel/room.ts';
import type { Cases } from './contract.ts';
import { casesJobs } from './jobs.ts';
import type { CasesNeeds } from './needs.ts';
import { casesRoutes } from './routes.ts';
import { findGist } from './sql/lists.ts';

export interface CasesRoomNeeds extends CasesNeeds {
  /** for the jobs, which begin transactions of their own */
  readonly database: Database;
  readonly clock: Clock;
}

export function casesRoom(needs: CasesRoomNeeds): Room<Cases> {
  return {
    name: 'cases',
    contract: { find: findGist },
    routes: casesRoutes(needs),
    jobs: casesJobs(needs, needs.database, needs.clock),
  };
}
