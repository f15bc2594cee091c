import type { Queries } from '../queries.ts';
import { type Difference, Findings, type LeafRow } from './findings.ts';
import { emptyFrontier, type Frontier, grow } from './merkle.ts';
import { type LogName, logNumbers } from './store.ts';
import { CheckpointWalk, type CheckpointWalkNeeds } from './verify-checkpoints.ts';
import { checkEvents, type EventSource, findUnlogged } from './verify-events.ts';
import { checkTiles, findExtraTiles, newTileRows } from './verify-tiles.ts';

export interface LogReport {
  readonly log: LogName;
  readonly size: number;
  readonly checkpoints: number;
  /** null when no events were handed in: then only the tree was judged */
  readonly events: number | null;
  readonly differences: readonly Difference[];
  /** there were more than are listed */
  readonly more: boolean;
}

export interface VerifyLogNeeds extends CheckpointWalkNeeds {
  /** the events behind the leaves, to compute every leaf again */
  readonly events?: EventSource;
}

/**
 * Reads a log from its first leaf to its last and holds everything derived from them against what is stored:
 * tiles, each checkpoint's root, order and signatures, and what others remember. Run it in one read-only
 * repeatable-read transaction when the log is growing.
 */
export async function verifyLog(log: LogName, needs: VerifyLogNeeds): Promise<LogReport> {
  const found = new Findings();
  const checkpoints = new CheckpointWalk(log, needs, found);
  await checkpoints.begin();
  let frontier: Frontier = emptyFrontier;
  const tiles = newTileRows();
  let events = 0;
  for (let next = 0; ; ) {
    const rows = await leavesFrom(needs.queries, log, next);
    if (rows.length === 0) break;
    for (const row of rows) {
      if (row.index !== frontier.size) found.add('leaf-missing', String(frontier.size), `the next leaf has the index ${row.index}`);
      frontier = grow(frontier, [row.leaf], (node, hash) => tiles.add(node, hash));
      await checkpoints.pass(frontier);
    }
    if (needs.events) events += await checkEvents(needs.events, rows, found);
    await checkTiles(needs.queries, log, tiles, found, 'full');
    next = (rows.at(-1)?.index ?? next) + 1;
  }
  await checkTiles(needs.queries, log, tiles, found, 'all');
  await findExtraTiles(needs.queries, log, frontier.size, found);
  await checkpoints.end(frontier);
  await findConflicts(needs.queries, log, found);
  if (needs.events) await findUnlogged(needs.queries, log, needs.events, found);
  return { log, size: frontier.size, checkpoints: checkpoints.count, events: needs.events ? events : null, differences: found.list, more: found.more };
}

const pageRows = 10_000;

async function leavesFrom(queries: Queries, log: LogName, from: number): Promise<readonly LeafRow[]> {
  const { rows } = await queries.query<{ idx: string | number; leaf: Buffer; event_id: string }>(
    `select idx, leaf, event_id from kernel.tlog_leaf where log_id = $1 and idx >= $2 order by idx limit ${pageRows}`,
    [logNumbers[log], from],
  );
  return rows.map((row) => ({ index: Number(row.idx), leaf: row.leaf, eventId: row.event_id }));
}

async function findConflicts(queries: Queries, log: LogName, found: Findings): Promise<void> {
  const { rows } = await queries.query<{ event_id: string }>('select event_id from kernel.tlog_conflict where log_id = $1 order by id limit 101', [logNumbers[log]]);
  for (const row of rows) found.add('event-conflict', row.event_id, 'a second, different leaf was written for this event');
}
