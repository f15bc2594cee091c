import type { Route } from '../../kernel/route.ts';
import type { IdentityGround } from './ground.ts';
import { citizenRoutes } from './routes/citizens.ts';
import { formPages } from './routes/pages.ts';
import { readingRoutes } from './routes/readings.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { staffRoutes } from './routes/staff.ts';

/** All doors of identity. */
export function identityRoutes(ground: IdentityGround): readonly Route[] {
  return [...formPages, ...citizenRoutes(ground), ...sessionRoutes(ground), ...staffRoutes(ground), ...readingRoutes(ground)];
}
