import type { Room } from '../../kernel/room.ts';
import type { Items } from './contract.ts';
import { itemsRoutes } from './routes.ts';
import { countSubmission } from './sql/items.ts';
import { catalogue } from './use-cases/catalogue.ts';

export function itemsRoom(): Room<Items> {
  const items = catalogue();
  return {
    name: 'items',
    contract: items,
    routes: itemsRoutes(items),
    // Counted in the transaction that takes the message away: a message that comes back was not counted before.
    topics: { 'case.submitted': (deed, payload) => countSubmission(deed.tx, String(payload.item)) },
  };
}
