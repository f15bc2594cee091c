import { CompiledQuery } from 'kysely';
import { rawOf, type Reader } from './db.ts';

/** The least that plain SQL needs: a client or pool of `pg` fits as it is, a transaction through `queriesOf`. */
export interface Queries {
  query<Row>(text: string, values?: unknown[]): Promise<{ readonly rows: Row[] }>;
}

export function queriesOf(reader: Reader): Queries {
  const kysely = rawOf(reader);
  return { query: async <Row>(text: string, values: unknown[] = []) => kysely.executeQuery<Row>(CompiledQuery.raw(text, values)) };
}
