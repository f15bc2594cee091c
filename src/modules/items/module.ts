import type { Room } from '../../kernel/room.ts';
import type { Items } from './contract.ts';
import { itemsRoutes } from './routes.ts';
import { catalogue } from './use-cases/catalogue.ts';

export function itemsRoom(): Room<Items> {
  const items = catalogue();
  return { name: 'items', contract: items, routes: itemsRoutes(items) };
}
