import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consistencyRanges, emptyFrontier, emptyRoot, grow, inclusionRanges, leafHash, nodeHash, provesConsistency, provesInclusion, rootOf, saltedLeaf } from './merkle.ts';
import { consistencyProof, inclusionProof, type ReadTiles, rootAt } from './proofs.ts';
import { parseTilePath, placeOf, tilePath, tilesOn, tileWidth, widthIn } from './tiles.ts';

// The eight leaves and the roots that the test data of RFC 6962's first implementation gives for them.
const known = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => leafHash(Buffer.from(hex, 'hex')));
const knownRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the tree of RFC 6962', () => {
  test.each(knownRoots.map((root, at) => [at + 1, root] as const))('over %i known leaves has the known root', (size, root) => {
    expect(rootOf(grow(emptyFrontier, known.slice(0, size), () => {}).hashes).toString('hex')).toBe(root);
    expect(plainRoot(known.slice(0, size)).toString('hex')).toBe(root);
  });

  test('is empty at first', () => {
    expect(rootOf([])).toEqual(emptyRoot);
    expect(emptyRoot).toEqual(createHash('sha256').digest());
  });

  test('has salted leaves that are leaves over salt and event', () => {
    const salt = Buffer.alloc(32, 9);
    expect(saltedLeaf(salt, Buffer.from('event'))).toEqual(leafHash(Buffer.concat([salt, Buffer.from('event')])));
    expect(() => saltedLeaf(Buffer.alloc(31), Buffer.from('event'))).toThrow(RangeError);
  });

  test('grows to the same root in any steps', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 8 }), (steps) => {
        const leaves = leavesOf(steps.reduce((sum, step) => sum + step, 0));
        let frontier = emptyFrontier;
        for (const step of steps) frontier = grow(frontier, leaves.slice(frontier.size, frontier.size + step), () => {});
        expect(rootOf(frontier.hashes)).toEqual(plainRoot(leaves));
      }),
    );
  });
});

describe('proofs read from tiles', () => {
  const sizes = fc.integer({ min: 1, max: 700 });

  test('agree with the definition, and only they prove', async () => {
    const leaves = leavesOf(700);
    const { read } = tilesOf(leaves);
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (size, place) => {
        const index = place % size;
        const root = await rootAt(read, size);
        expect(root).toEqual(plainRoot(leaves.slice(0, size)));
        const proof = await inclusionProof(read, index, size);
        expect(proof).toEqual(plainInclusion(index, leaves.slice(0, size)));
        const leaf = leaves[index] ?? emptyRoot;
        expect(provesInclusion(leaf, index, size, proof, root)).toBe(true);
        for (const forged of forgeries(proof)) expect(provesInclusion(leaf, index, size, forged, root)).toBe(false);
        expect(provesInclusion(flip(leaf), index, size, proof, root)).toBe(false);
        expect(provesInclusion(leaf, index, size, proof, flip(root))).toBe(false);
        // Another place or another size is believed only where the path is the very same one, which needs a tree of one path.
        for (const other of [index - 1, index + 1, size, -1, 0.5, Number.NaN]) expect(provesInclusion(leaf, other, size, proof, root)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('show a smaller tree as the beginning of a larger one, and no other tree', async () => {
    const leaves = leavesOf(700);
    const { read } = tilesOf(leaves);
    await fc.assert(
      fc.asyncProperty(sizes, sizes, async (one, other) => {
        const [oldSize, size] = [Math.min(one, other), Math.max(one, other)];
        const old = { size: oldSize, root: await rootAt(read, oldSize) };
        const now = { size, root: await rootAt(read, size) };
        const proof = await consistencyProof(read, oldSize, size);
        expect(proof).toEqual(plainConsistency(oldSize, leaves.slice(0, size)));
        expect(provesConsistency(old, now, proof)).toBe(true);
        expect(provesConsistency({ ...old, root: flip(old.root) }, now, proof)).toBe(false);
        expect(provesConsistency(old, { ...now, root: flip(now.root) }, proof)).toBe(false);
        if (oldSize < size) for (const forged of forgeries(proof)) expect(provesConsistency(old, now, forged)).toBe(false);
        expect(provesConsistency(now, old, proof)).toBe(oldSize === size);
      }),
      { numRuns: 60 },
    );
  });

  test('over 70,000 leaves come from a handful of tiles', async () => {
    const leaves = leavesOf(70_000);
    const { read, tiles } = tilesOf(leaves);
    // The example of c2sp.org/tlog-tiles.
    const widths = [...tiles].filter(([, hashes]) => hashes.length < tileWidth * 32).map(([path, hashes]) => [path, hashes.length / 32]);
    expect(widths.sort()).toEqual([
      ['tile/0/273', 112],
      ['tile/1/001', 17],
      ['tile/2/000', 1],
    ]);
    let asked = 0;
    const counting: ReadTiles = async (wanted) => {
      asked += wanted.length;
      return read(wanted);
    };
    const proof = await inclusionProof(counting, 12_345, 70_000);
    expect(asked).toBeLessThanOrEqual(6);
    expect(provesInclusion(leaves[12_345] ?? emptyRoot, 12_345, 70_000, proof, plainRoot(leaves))).toBe(true);
  }, 20_000);

  test('are refused for what is not in the tree', () => {
    for (const [index, size] of [[5, 5], [-1, 5], [0.5, 5], [0, 0], [2 ** 53, 2 ** 54]] as const) expect(() => inclusionRanges(index, size)).toThrow(RangeError);
    for (const [oldSize, size] of [[0, 5], [6, 5], [1.5, 5]] as const) expect(() => consistencyRanges(oldSize, size)).toThrow(RangeError);
  });

  test('have the right length in a tree beyond 32 bits', () => {
    const size = 2 ** 40 + 3;
    expect(inclusionRanges(2 ** 40 + 2, size)).toEqual([{ start: 2 ** 40, end: 2 ** 40 + 2 }, { start: 0, end: 2 ** 40 }]);
    expect(inclusionRanges(0, 2 ** 50 - 1)).toHaveLength(50);
    expect(inclusionRanges(0, 2 ** 50 - 1)[49]).toEqual({ start: 2 ** 49, end: 2 ** 50 - 1 });
    expect(placeOf({ height: 41, index: 3 })).toEqual({ tile: { level: 5, index: 0 }, first: 6, count: 2 });
  });
});

describe('the address of a tile', () => {
  test.each([
    [{ level: 0, index: 0 }, 256, 'tile/0/000'],
    [{ level: 1, index: 1_234_067 }, 256, 'tile/1/x001/x234/067'],
    [{ level: 2, index: 999 }, 17, 'tile/2/999.p/17'],
    [{ level: 0, index: 1_000 }, 255, 'tile/0/x001/000.p/255'],
  ])('%o of width %i is %s', (tile, width, path) => {
    expect(tilePath(tile, width)).toBe(path);
    expect(parseTilePath(path)).toEqual({ tile, width });
  });

  test.each(['tile/0/0', 'tile/00/000', 'tile/0/x000/001', 'tile/0/001/001', 'tile/64/000', 'tile/0/000.p/0', 'tile/0/000.p/256', 'tile/0/000.p/07', 'tile/0/000/', '/tile/0/000', 'tile/0/-01', 'tile/0/../000', 'tile/0/x999/x999/x999/x999/x999/x999/999'])(
    'is not %s',
    (path) => {
      expect(parseTilePath(path)).toBeNull();
    },
  );

  test('says how wide a tile is in a tree of a size', () => {
    expect(widthIn({ level: 0, index: 273 }, 70_000)).toBe(112);
    expect(widthIn({ level: 2, index: 0 }, 70_000)).toBe(1);
    expect(widthIn({ level: 3, index: 0 }, 70_000)).toBe(0);
    expect([tilesOn(0, 70_000), tilesOn(1, 70_000), tilesOn(2, 70_000), tilesOn(3, 70_000)]).toEqual([274, 2, 1, 0]);
  });
});

// The definitions of RFC 6962, 2.1 – 2.1.2, word for word: slow, and no other way to the same hashes.
function plainRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length <= 1) return leaves[0] ?? emptyRoot;
  const k = split(leaves.length);
  return nodeHash(plainRoot(leaves.slice(0, k)), plainRoot(leaves.slice(k)));
}

function plainInclusion(m: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return m < k ? [...plainInclusion(m, leaves.slice(0, k)), plainRoot(leaves.slice(k))] : [...plainInclusion(m - k, leaves.slice(k)), plainRoot(leaves.slice(0, k))];
}

function plainConsistency(m: number, leaves: readonly Buffer[], whole = true): Buffer[] {
  if (m === leaves.length) return whole ? [] : [plainRoot(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...plainConsistency(m, leaves.slice(0, k), whole), plainRoot(leaves.slice(k))]
    : [...plainConsistency(m - k, leaves.slice(k), false), plainRoot(leaves.slice(0, k))];
}

function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

function leavesOf(count: number): Buffer[] {
  return Array.from({ length: count }, (_, at) => leafHash(Buffer.from(String(at))));
}

function tilesOf(leaves: readonly Buffer[]): { read: ReadTiles; tiles: Map<string, Buffer> } {
  const parts = new Map<string, Buffer[]>();
  grow(emptyFrontier, leaves, (node, hash) => {
    if (node.height % 8 !== 0) return;
    const path = tilePath(placeOf(node).tile);
    const row = parts.get(path) ?? [];
    row.push(hash);
    parts.set(path, row);
  });
  const tiles = new Map([...parts].map(([path, row]) => [path, Buffer.concat(row)]));
  return { tiles, read: async (wanted) => new Map(wanted.map((tile) => [tilePath(tile), tiles.get(tilePath(tile)) ?? Buffer.alloc(0)])) };
}

function flip(hash: Buffer): Buffer {
  const copy = Buffer.from(hash);
  copy[7] = (copy[7] ?? 0) ^ 0x10;
  return copy;
}

function forgeries(proof: readonly Buffer[]): (readonly Buffer[])[] {
  const flips = proof.map((_, at) => proof.map((hash, place) => (place === at ? flip(hash) : hash)));
  const cuts = proof.map((_, at) => proof.filter((__, place) => place !== at));
  return [...flips, ...cuts, [...proof, emptyRoot], [emptyRoot, ...proof]];
}
