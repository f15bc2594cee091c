import type { KeyProvider } from '../keys/provider.ts';
import type { Queries } from '../queries.ts';
import { signCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import { emptyFrontier, type Frontier, grow, rootOf } from './merkle.ts';
import { frontierAt, rootAt } from './proofs.ts';
import { type CheckpointRow, latestCheckpoint, type LogName, logNumbers, originOf, tileReader } from './store.ts';
import { hashBytes, placeOf, type TileAddress, tilePath } from './tiles.ts';

export interface IntegrationNeeds {
  readonly instance: string;
  readonly keys: KeyProvider;
  /** real time: it stands in the checkpoint and the signing key's window is judged by it */
  readonly now: () => Date;
  /** The newest checkpoint that somebody outside this database holds (a witness, a file), or null. */
  readonly remembered?: (log: LogName) => Promise<string | null>;
}

export interface Batch {
  readonly taken: number;
  /** pending leaves of events that are in the tree already with another leaf */
  readonly conflicts: number;
  readonly frontier: Frontier;
}

export const batchLimit = 4_000;

/** The log has a past that its own store does not have: a restored backup, or an edit. Signing on would fork it. */
export class LogForkError extends Error {
  override name = 'LogForkError';
}

/**
 * Takes one batch of pending leaves into the tree: numbers, tiles and one signed checkpoint, all in the caller's
 * transaction. A crash leaves either all of it or the pending rows.
 * @param known the frontier that this process left behind; used while nobody else moved the log
 * @returns null when another integrator is at work on this log
 */
export async function integrateBatch(queries: Queries, log: LogName, needs: IntegrationNeeds, known: Frontier | null): Promise<Batch | null> {
  const { rows } = await queries.query<{ locked: boolean }>('select pg_try_advisory_xact_lock($1, $2) as locked', [lockNumber, logNumbers[log]]);
  if (!rows[0]?.locked) return null;
  const last = await latestCheckpoint(queries, log);
  const frontier = known?.size === (last?.size ?? 0) && rootOf(known.hashes).equals(last?.root ?? rootOf([])) ? known : await loadFrontier(queries, log, needs, last);
  const { fresh, conflicts } = await takePending(queries, log);
  if (fresh.length === 0) return { taken: 0, conflicts, frontier };
  const tiles = new Map<string, TileGrowth>();
  const grown = grow(frontier, fresh.map((row) => row.leaf), (node, hash) => {
    if (node.height % 8 === 0) growTile(tiles, placeOf(node).tile, placeOf(node).first, hash);
  });
  await insertLeaves(queries, log, frontier.size, fresh);
  await writeTiles(queries, log, [...tiles.values()]);
  await insertCheckpoint(queries, log, needs, frontier.size, grown);
  return { taken: fresh.length, conflicts, frontier: grown };
}

// The first of the two numbers of the lock; the second is the log.
const lockNumber = 720_190_402;

/** @throws LogForkError when tiles, last checkpoint and what others remember do not tell the same past */
async function loadFrontier(queries: Queries, log: LogName, needs: IntegrationNeeds, last: CheckpointRow | null): Promise<Frontier> {
  const read = tileReader(queries, log);
  const size = last?.size ?? 0;
  const frontier = last ? await frontierAt(read, size) : emptyFrontier;
  if (last && !rootOf(frontier.hashes).equals(last.root)) throw new LogForkError(`the tiles of ${log} do not give the root of its checkpoint at ${size}`);
  const { rows } = await queries.query<{ leaves: string | number }>('select coalesce(max(idx) + 1, 0) as leaves from kernel.tlog_leaf where log_id = $1', [logNumbers[log]]);
  if (Number(rows[0]?.leaves) !== size) throw new LogForkError(`${log} has ${rows[0]?.leaves} leaves and its last checkpoint says ${size}`);
  const note = await needs.remembered?.(log);
  if (note) await requireSamePast(log, note, needs, size, (at) => rootAt(read, at));
  return frontier;
}

async function requireSamePast(log: LogName, note: string, needs: IntegrationNeeds, size: number, root: (size: number) => Promise<Buffer>): Promise<void> {
  const keys = await needs.keys.publicKeys('checkpoint');
  const verified = verifyCheckpoint(note, { origin: originOf(needs.instance, log), keys });
  if (!verified.ok) throw new LogForkError(`a remembered checkpoint of ${log} is not ours: ${verified.refusal.kind}`);
  const { value } = verified;
  if (value.size > size) throw new LogForkError(`${log} has ${size} leaves and was seen with ${value.size}: is this a restored backup?`);
  if (!(await root(value.size)).equals(value.root)) throw new LogForkError(`${log} had another past when it was seen with ${value.size} leaves`);
}

interface Pending {
  readonly leaf: Buffer;
  readonly event_id: string;
}

/** An event that is in the tree already is left out: the same leaf is a harmless repeat, another one is kept as evidence. */
async function takePending(queries: Queries, log: LogName): Promise<{ readonly fresh: readonly Pending[]; readonly conflicts: number }> {
  const { rows } = await queries.query<Pending & { known: Buffer | null }>(
    `with taken as (
       delete from kernel.tlog_pending where id = any (array(select id from kernel.tlog_pending where log_id = $1 order by id limit ${batchLimit}))
       returning id, leaf, event_id)
     select t.leaf, t.event_id, l.leaf as known from taken t
     left join kernel.tlog_leaf l on l.log_id = $1 and l.event_id = t.event_id
     order by t.id`,
    [logNumbers[log]],
  );
  const conflicts = rows.filter((row) => row.known !== null && !row.known.equals(row.leaf));
  if (conflicts.length > 0) {
    await queries.query('insert into kernel.tlog_conflict (log_id, event_id, leaf) select $1, c.event_id, c.leaf from unnest($2::uuid[], $3::bytea[]) as c (event_id, leaf)', [
      logNumbers[log],
      conflicts.map((row) => row.event_id),
      conflicts.map((row) => row.leaf),
    ]);
  }
  return { fresh: rows.filter((row) => row.known === null), conflicts: conflicts.length };
}

interface TileGrowth {
  readonly tile: TileAddress;
  readonly first: number;
  readonly hashes: Buffer[];
}

function growTile(tiles: Map<string, TileGrowth>, tile: TileAddress, first: number, hash: Buffer): void {
  const path = tilePath(tile);
  const growth = tiles.get(path);
  if (growth) growth.hashes.push(hash);
  else tiles.set(path, { tile, first, hashes: [hash] });
}

async function insertLeaves(queries: Queries, log: LogName, first: number, leaves: readonly Pending[]): Promise<void> {
  await queries.query(
    `insert into kernel.tlog_leaf (log_id, idx, leaf, event_id)
     select $1, $2::bigint + l.place - 1, l.leaf, l.event_id from unnest($3::bytea[], $4::uuid[]) with ordinality as l (leaf, event_id, place)`,
    [logNumbers[log], first, leaves.map((row) => row.leaf), leaves.map((row) => row.event_id)],
  );
}

/** Appends to each tile exactly behind what the frontier says it has; a tile of another width is a damaged log. */
async function writeTiles(queries: Queries, log: LogName, tiles: readonly TileGrowth[]): Promise<void> {
  const columns = (rows: readonly TileGrowth[]) => [
    logNumbers[log],
    rows.map((row) => row.tile.level),
    rows.map((row) => row.tile.index),
    rows.map((row) => Buffer.concat(row.hashes)),
  ];
  const begun = tiles.filter((row) => row.first > 0);
  await queries.query(
    'insert into kernel.tlog_tile (log_id, level, n, hashes) select $1, t.level, t.n, t.hashes from unnest($2::smallint[], $3::bigint[], $4::bytea[]) as t (level, n, hashes)',
    columns(tiles.filter((row) => row.first === 0)),
  );
  const { rows } = await queries.query<{ n: unknown }>(
    `update kernel.tlog_tile t set hashes = t.hashes || more.hashes
     from unnest($2::smallint[], $3::bigint[], $4::bytea[], $5::int[]) as more (level, n, hashes, bytes)
     where t.log_id = $1 and t.level = more.level and t.n = more.n and octet_length(t.hashes) = more.bytes returning t.n`,
    [...columns(begun), begun.map((row) => row.first * hashBytes)],
  );
  if (rows.length !== begun.length) throw new LogForkError(`a tile of ${log} is not as wide as its checkpoint says`);
}

async function insertCheckpoint(queries: Queries, log: LogName, { instance, keys, now }: IntegrationNeeds, prevSize: number, { size, hashes }: Frontier): Promise<void> {
  const checkpoint = { origin: originOf(instance, log), size, root: rootOf(hashes), previous: prevSize, at: now() };
  const note = await signCheckpoint(keys, checkpoint);
  await queries.query('insert into kernel.tlog_checkpoint (log_id, size, prev_size, root, note, at) values ($1, $2, $3, $4, $5, $6)', [
    logNumbers[log],
    size,
    prevSize,
    checkpoint.root,
    note,
    checkpoint.at,
  ]);
}
