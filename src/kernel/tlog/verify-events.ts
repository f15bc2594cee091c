import type { Queries } from '../queries.ts';
import type { Findings, LeafRow } from './findings.ts';
import { saltedLeaf } from './merkle.ts';
import { type LogName, logNumbers } from './store.ts';
import type { LoggedEvent } from './verify.ts';

/** Where the readable events of a log lie. */
export interface EventSource {
  /** 'erased' where the event was lawfully destroyed and its leaf alone remains; absent where there is none */
  find(ids: readonly string[]): Promise<ReadonlyMap<string, LoggedEvent | 'erased'>>;
  /** ids in ascending order behind `after`; an empty page ends the walk */
  page(after: string | null, limit: number): Promise<readonly string[]>;
}

/** Computes each leaf again from its event. @returns how many were compared */
export async function checkEvents(source: EventSource, leaves: readonly LeafRow[], found: Findings): Promise<number> {
  const events = await source.find(leaves.map((row) => row.eventId));
  let compared = 0;
  for (const { index, leaf, eventId } of leaves) {
    const event = events.get(eventId);
    if (!event) found.add('event-missing', eventId, `leaf ${index} has no event`);
    else if (event !== 'erased') {
      compared += 1;
      if (event.salt.length !== 32 || !saltedLeaf(event.salt, event.bytes).equals(leaf)) found.add('leaf-edited', eventId, `the event does not give leaf ${index}`);
    }
  }
  return compared;
}

/** Events that never came to the log, or whose leaf was taken away before it was in the tree. */
export async function findUnlogged(queries: Queries, log: LogName, source: EventSource, found: Findings): Promise<void> {
  for (let after: string | null = null; ; ) {
    const ids = await source.page(after, pageRows);
    if (ids.length === 0) return;
    const { rows } = await queries.query<{ id: string }>(
      `select e.id from unnest($2::uuid[]) as e (id)
       where not exists (select from kernel.tlog_leaf l where l.log_id = $1 and l.event_id = e.id)
         and not exists (select from kernel.tlog_pending p where p.log_id = $1 and p.event_id = e.id)`,
      [logNumbers[log], ids],
    );
    for (const row of rows) found.add('event-unlogged', row.id, 'the event is in its table and not in the log');
    after = ids.at(-1) ?? null;
  }
}

const pageRows = 10_000;
