import type { Room } from '../../kernel/room.ts';
import type { Supervision } from './contract.ts';
import { supervisionRoutes, type SupervisionNeeds } from './routes.ts';

export function supervisionRoom(needs: SupervisionNeeds): Room<Supervision> {
  return { name: 'supervision', contract: {}, routes: supervisionRoutes(needs) };
}
