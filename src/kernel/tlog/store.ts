import type { Tx } from '../db.ts';
import { type Queries, queriesOf } from '../queries.ts';
import type { ReadTiles } from './proofs.ts';
import { inclusionProof } from './proofs.ts';
import { type TileAddress, tilePath } from './tiles.ts';
import { writeProof } from './verify.ts';

/** The logs of an installation and their numbers in the tables. */
export const logNumbers = { licence: 1, audit: 2, access: 3, exchange: 4 } as const;
export type LogName = keyof typeof logNumbers;
export const logNames = Object.keys(logNumbers) as readonly LogName[];

/** Names a log in its checkpoints, for all time; two installations never share one. */
export function originOf(instance: string, log: LogName): string {
  if (!/^[a-z0-9][a-z0-9.-]{0,62}$/.test(instance)) throw new Error(`"${instance}" cannot name an installation in a checkpoint`);
  return `onevisit.${instance}/${log}`;
}

/** Puts a leaf behind its event, in the event's own transaction. It has a place in the tree within about a second. */
export async function appendLeaf(tx: Tx, log: LogName, eventId: string, leaf: Buffer): Promise<void> {
  await append(queriesOf(tx), log, eventId, leaf);
}

export async function append(queries: Queries, log: LogName, eventId: string, leaf: Buffer): Promise<void> {
  await queries.query('insert into kernel.tlog_pending (log_id, leaf, event_id) values ($1, $2, $3)', [logNumbers[log], leaf, eventId]);
}

export interface CheckpointRow {
  readonly size: number;
  readonly prevSize: number;
  readonly root: Buffer;
  readonly note: string;
  readonly at: Date;
}

export async function latestCheckpoint(queries: Queries, log: LogName): Promise<CheckpointRow | null> {
  const { rows } = await queries.query<RawCheckpoint>(`select ${checkpointColumns} from kernel.tlog_checkpoint where log_id = $1 order by size desc limit 1`, [logNumbers[log]]);
  return rows[0] ? checkpointRow(rows[0]) : null;
}

/** @param after the size of the last one of the page before */
export async function checkpointsAfter(queries: Queries, log: LogName, after: number, limit: number): Promise<readonly CheckpointRow[]> {
  const { rows } = await queries.query<RawCheckpoint>(`select ${checkpointColumns} from kernel.tlog_checkpoint where log_id = $1 and size > $2 order by size limit $3`, [logNumbers[log], after, limit]);
  return rows.map(checkpointRow);
}

/** null while the event waits for the integrator, or was never logged */
export async function findLeaf(queries: Queries, log: LogName, eventId: string): Promise<{ readonly index: number; readonly leaf: Buffer } | null> {
  const { rows } = await queries.query<{ idx: string | number; leaf: Buffer }>('select idx, leaf from kernel.tlog_leaf where log_id = $1 and event_id = $2', [logNumbers[log], eventId]);
  return rows[0] ? { index: Number(rows[0].idx), leaf: rows[0].leaf } : null;
}

/** Reads tiles as they are now; an older tree is a beginning of them. */
export function tileReader(queries: Queries, log: LogName): ReadTiles {
  return async (tiles) => {
    const { rows } = await queries.query<{ level: number; n: string | number; hashes: Buffer }>(
      `select t.level, t.n, t.hashes from kernel.tlog_tile t
       join unnest($2::smallint[], $3::bigint[]) as wanted (level, n) on t.level = wanted.level and t.n = wanted.n
       where t.log_id = $1`,
      [logNumbers[log], tiles.map((tile) => tile.level), tiles.map((tile) => tile.index)],
    );
    return new Map(rows.map((row) => [tilePath({ level: row.level, index: Number(row.n) } satisfies TileAddress), row.hashes]));
  };
}

/** What a person keeps beside the event: offline proof that it stands in the log. null while it waits for the integrator. */
export async function proofOfEvent(queries: Queries, log: LogName, eventId: string, salt: Buffer): Promise<string | null> {
  const found = await findLeaf(queries, log, eventId);
  const checkpoint = found && (await latestCheckpoint(queries, log));
  if (!found || !checkpoint || checkpoint.size <= found.index) return null;
  const hashes = await inclusionProof(tileReader(queries, log), found.index, checkpoint.size);
  return writeProof({ salt, index: found.index, hashes, checkpoint: checkpoint.note });
}

interface RawCheckpoint {
  readonly size: string | number;
  readonly prev_size: string | number;
  readonly root: Buffer;
  readonly note: string;
  readonly at: Date;
}

const checkpointColumns = 'size, prev_size, root, note, at';

function checkpointRow(row: RawCheckpoint): CheckpointRow {
  return { size: Number(row.size), prevSize: Number(row.prev_size), root: row.root, note: row.note, at: row.at };
}
