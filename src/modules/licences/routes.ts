import type { Route } from '../../kernel/route.ts';
import type { Ground } from './needs.ts';
import { copyRoutes } from './routes/copies.ts';
import { holderRoutes } from './routes/holder.ts';
import { officeRoutes } from './routes/office.ts';
import { publicRoutes } from './routes/public.ts';

/** Every door of the room. */
export function licencesRoutes(ground: Ground): readonly Route[] {
  return [...publicRoutes(ground), ...holderRoutes(ground), ...copyRoutes(ground), ...officeRoutes(ground)];
}
