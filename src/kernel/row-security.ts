import type { Asker } from './asker.ts';
import type { Day } from './day.ts';

/**
 * As whom the database takes a transaction, and for whom its policies open rows: the second belt, behind the relation of
 * the route. It holds against a condition that a statement forgot; against a statement of an attacker's own making it does
 * not, because whoever can send any statement can also change the role back.
 */
export interface RowBounds {
  readonly role: 'onevisit_public' | 'onevisit_citizen';
  readonly person: string;
  readonly account: string;
  readonly today: Day;
}

/** null for staff: their rights hang on posts and regions, and they work as the owner of the tables. */
export function boundsOf(asker: Asker, today: Day): RowBounds | null {
  switch (asker.role) {
    case 'public':
      return { role: 'onevisit_public', person: '', account: '', today };
    case 'citizen':
      return { role: 'onevisit_citizen', person: asker.person, account: asker.account, today };
    default:
      return null;
  }
}

/** All of it ends with the transaction; the role is set as `set local role` sets it. */
export const boundsText = "select set_config('role', $1, true), set_config('onevisit.person', $2, true), set_config('onevisit.account', $3, true), set_config('onevisit.today', $4, true)";

export function boundsValues({ role, person, account, today }: RowBounds): string[] {
  return [role, person, account, today];
}
