import type { Route } from '../../kernel/route.ts';
import type { CasesNeeds } from './needs.ts';
import { approverRoutes } from './routes/approver.ts';
import { citizenRoutes } from './routes/citizen.ts';
import { clerkRoutes } from './routes/clerk.ts';
import { eitherRoutes } from './routes/either.ts';
import { readingRoutes } from './routes/reading.ts';

export function casesRoutes(needs: CasesNeeds): readonly Route[] {
  return [...citizenRoutes(needs), ...eitherRoutes(needs), ...clerkRoutes(needs), ...approverRoutes(needs), ...readingRoutes(needs)];
}
