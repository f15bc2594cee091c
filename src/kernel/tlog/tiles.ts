import type { Node } from './merkle.ts';
import { nodeHash } from './merkle.ts';

/** Tiles of c2sp.org/tlog-tiles: up to 256 neighbouring hashes of height 8·level, as bytes one after the other. */
export interface TileAddress {
  readonly level: number;
  readonly index: number;
}

export const tileWidth = 256;
export const hashBytes = 32;

/** Where the hashes lie from which a node can be computed. */
export interface NodePlace {
  readonly tile: TileAddress;
  readonly first: number;
  readonly count: number;
}

export function placeOf({ height, index }: Node): NodePlace {
  const level = Math.floor(height / 8);
  const count = 2 ** (height % 8);
  const first = index * count;
  return { tile: { level, index: Math.floor(first / tileWidth) }, first: first % tileWidth, count };
}

/** @throws when the tile is shorter than the tree says: the store is damaged */
export function nodeIn(hashes: Buffer, { tile, first, count }: NodePlace): Buffer {
  if (hashes.length < (first + count) * hashBytes) throw new Error(`tile ${tilePath(tile)} ends before hash ${first + count}`);
  let row = Array.from({ length: count }, (_, at) => hashes.subarray((first + at) * hashBytes, (first + at + 1) * hashBytes));
  while (row.length > 1) row = pairs(row);
  return Buffer.from(row[0] ?? Buffer.alloc(0));
}

/** How many hashes the tile has in a tree of that size; 0 when there is no such tile. */
export function widthIn({ level, index }: TileAddress, size: number): number {
  const hashes = Math.floor(size / tileWidth ** level);
  return Math.max(0, Math.min(tileWidth, hashes - index * tileWidth));
}

/** How many tiles, partial ones included, a tree of that size has on a level. */
export function tilesOn(level: number, size: number): number {
  return Math.ceil(Math.floor(size / tileWidth ** level) / tileWidth);
}

/** `tile/<L>/<N>[.p/<W>]` */
export function tilePath({ level, index }: TileAddress, width = tileWidth): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const parts = digits.match(/\d{3}/g) ?? [];
  const path = parts.map((part, at) => (at < parts.length - 1 ? `x${part}` : part)).join('/');
  return `tile/${level}/${path}${width === tileWidth ? '' : `.p/${width}`}`;
}

/** null for every path that `tilePath` does not write: one tile, one address. */
export function parseTilePath(path: string): { readonly tile: TileAddress; readonly width: number } | null {
  const match = /^tile\/(\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (!match) return null;
  const [, level = '', parts = '', partial] = match;
  const index = Number(parts.replaceAll(/[x/]/g, ''));
  const tile = { level: Number(level), index };
  const width = partial === undefined ? tileWidth : Number(partial);
  const right = tile.level <= 63 && Number.isSafeInteger(index) && width >= 1 && width <= tileWidth;
  return right && tilePath(tile, width) === path ? { tile, width } : null;
}

function pairs(row: readonly Buffer[]): Buffer[] {
  const next: Buffer[] = [];
  for (let at = 0; at + 1 < row.length; at += 2) next.push(nodeHash(row[at] ?? Buffer.alloc(0), row[at + 1] ?? Buffer.alloc(0)));
  return next;
}
