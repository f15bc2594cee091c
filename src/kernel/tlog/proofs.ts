import { consistencyRanges, type Frontier, inclusionRanges, nodesOf, type Range, rootOf } from './merkle.ts';
import { nodeIn, placeOf, type TileAddress, tilePath } from './tiles.ts';

/** Reads tiles in one go; the answer is by `tilePath` of the full tile. */
export type ReadTiles = (tiles: readonly TileAddress[]) => Promise<ReadonlyMap<string, Buffer>>;

/** The hashes that lead from a leaf to the root of a tree of that size, the leaf's sibling first. */
export async function inclusionProof(read: ReadTiles, index: number, size: number): Promise<readonly Buffer[]> {
  return rootsOf(read, inclusionRanges(index, size));
}

/** The hashes that show the tree of the old size as the beginning of the larger one. */
export async function consistencyProof(read: ReadTiles, oldSize: number, size: number): Promise<readonly Buffer[]> {
  return rootsOf(read, consistencyRanges(oldSize, size));
}

export async function frontierAt(read: ReadTiles, size: number): Promise<Frontier> {
  const [hashes = []] = await hashesOf(read, [{ start: 0, end: size }]);
  return { size, hashes };
}

export async function rootAt(read: ReadTiles, size: number): Promise<Buffer> {
  return rootOf((await frontierAt(read, size)).hashes);
}

async function rootsOf(read: ReadTiles, ranges: readonly Range[]): Promise<readonly Buffer[]> {
  return (await hashesOf(read, ranges)).map(rootOf);
}

async function hashesOf(read: ReadTiles, ranges: readonly Range[]): Promise<readonly (readonly Buffer[])[]> {
  const places = ranges.map((range) => nodesOf(range).map(placeOf));
  const wanted = new Map(places.flat().map(({ tile }) => [tilePath(tile), tile]));
  const tiles = wanted.size === 0 ? new Map<string, Buffer>() : await read([...wanted.values()]);
  return places.map((row) =>
    row.map((place) => {
      const tile = tiles.get(tilePath(place.tile));
      if (!tile) throw new Error(`${tilePath(place.tile)} is missing from the log`);
      return nodeIn(tile, place);
    }),
  );
}
