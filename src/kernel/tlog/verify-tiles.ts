import type { Queries } from '../queries.ts';
import type { Findings } from './findings.ts';
import type { Node } from './merkle.ts';
import { tileReader, type LogName, logNumbers } from './store.ts';
import { hashBytes, placeOf, type TileAddress, tilePath, tilesOn, tileWidth } from './tiles.ts';

/** The tiles as the leaves give them, collected until they are compared. */
export interface TileRows {
  add(node: Node, hash: Buffer): void;
  readonly rows: Map<string, { readonly tile: TileAddress; readonly hashes: Buffer[] }>;
}

export function newTileRows(rows: TileRows['rows'] = new Map()): TileRows {
  return {
    rows,
    add: (node, hash) => {
      if (node.height % 8 !== 0) return;
      const { tile } = placeOf(node);
      const path = tilePath(tile);
      const row = rows.get(path);
      if (row) row.hashes.push(hash);
      else rows.set(path, { tile, hashes: [hash] });
    },
  };
}

/** Compares and forgets the tiles that are full, or all of them; the rest grows on with the next page. */
export async function checkTiles(queries: Queries, log: LogName, computed: TileRows, found: Findings, which: 'full' | 'all'): Promise<void> {
  const ready = [...computed.rows].filter(([, row]) => which === 'all' || row.hashes.length === tileWidth);
  const stored = ready.length === 0 ? new Map<string, Buffer>() : await tileReader(queries, log)(ready.map(([, row]) => row.tile));
  for (const [path, row] of ready) {
    computed.rows.delete(path);
    const hashes = stored.get(path);
    if (!hashes) found.add('tile-missing', path, `it should hold ${row.hashes.length} hashes`);
    else if (!hashes.equals(Buffer.concat(row.hashes))) found.add('tile-edited', path, differenceOf(hashes, row.hashes));
  }
}

/** Tiles where a tree of this size has none. */
export async function findExtraTiles(queries: Queries, log: LogName, size: number, found: Findings): Promise<void> {
  const levels = Array.from({ length: 64 }, (_, level) => level);
  const { rows } = await queries.query<{ level: number; n: string | number }>(
    `select t.level, t.n from kernel.tlog_tile t join unnest($2::smallint[], $3::bigint[]) as own (level, tiles) on own.level = t.level
     where t.log_id = $1 and t.n >= own.tiles order by t.level, t.n limit 101`,
    [logNumbers[log], levels, levels.map((level) => tilesOn(level, size))],
  );
  for (const row of rows) found.add('tile-extra', tilePath({ level: row.level, index: Number(row.n) }), `a tree of ${size} leaves has no such tile`);
}

function differenceOf(stored: Buffer, computed: readonly Buffer[]): string {
  const at = computed.findIndex((hash, place) => !hash.equals(stored.subarray(place * hashBytes, (place + 1) * hashBytes)));
  return at < 0 ? `it holds ${stored.length / hashBytes} hashes, the leaves give ${computed.length}` : `its hash ${at} is not the one that the leaves give`;
}
