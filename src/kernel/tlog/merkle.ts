import { createHash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962, 2.1: pure, over hashes that somebody else reads. Indexes and sizes are whole
 * numbers up to 2^53, so nothing here uses 32-bit operators.
 */
export function leafHash(data: Uint8Array): Buffer {
  return createHash('sha256').update(leafMark).update(data).digest();
}

/** A leaf over salt and event: without the salt nobody can guess the event from the tree, and erasing both leaves the tree whole. */
export function saltedLeaf(salt: Uint8Array, event: Uint8Array): Buffer {
  if (salt.length !== 32) throw new RangeError('the salt of a leaf has 32 bytes');
  return createHash('sha256').update(leafMark).update(salt).update(event).digest();
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(nodeMark).update(left).update(right).digest();
}

export const emptyRoot = createHash('sha256').digest();

/** Leaves start … end-1. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The full subtree over leaves index·2^height … (index+1)·2^height-1. */
export interface Node {
  readonly height: number;
  readonly index: number;
}

/** Whose roots prove that a leaf is in the tree, the leaf's sibling first (RFC 6962, 2.1.1). */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  requireWhole(index, 0, size - 1, 'index');
  const ranges: Range[] = [];
  for (let { start, end } = { start: 0, end: size }; end - start > 1; ) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/** Whose roots prove that the smaller tree is the beginning of the larger one (RFC 6962, 2.1.2). */
export function consistencyRanges(oldSize: number, size: number): readonly Range[] {
  requireWhole(oldSize, 1, size, 'old size');
  const ranges: Range[] = [];
  let [start, end] = [0, size];
  while (oldSize < end) {
    const middle = start + splitOf(end - start);
    if (oldSize <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // The old root itself is known to the verifier; a part of it that is no whole tree is not.
  if (start > 0) ranges.push({ start, end });
  return ranges.reverse();
}

/** The full subtrees that a range is made of, left to right; the range must begin where a tree of its size may begin. */
export function nodesOf({ start, end }: Range): readonly Node[] {
  const nodes: Node[] = [];
  for (let at = start; at < end; ) {
    const height = heightOf(end - at);
    nodes.push({ height, index: at / 2 ** height });
    at += 2 ** height;
  }
  return nodes;
}

/** The root over full subtrees given left to right, the largest first. */
export function rootOf(hashes: readonly Buffer[]): Buffer {
  return hashes.reduceRight<Buffer | null>((right, left) => (right ? nodeHash(left, right) : left), null) ?? emptyRoot;
}

/** The right edge of a growing tree: the roots of `nodesOf({start: 0, end: size})`. */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly Buffer[];
}

export const emptyFrontier: Frontier = { size: 0, hashes: [] };

/** @param complete told of every subtree that the new leaves fill, each once and in order within its height */
export function grow(frontier: Frontier, leaves: readonly Buffer[], complete: (node: Node, hash: Buffer) => void): Frontier {
  const stack = [...frontier.hashes];
  let { size } = frontier;
  for (const leaf of leaves) {
    let node: Node = { height: 0, index: size };
    let hash = leaf;
    complete(node, hash);
    while (node.index % 2 === 1) {
      hash = nodeHash(stack.pop() ?? emptyRoot, hash);
      node = { height: node.height + 1, index: (node.index - 1) / 2 };
      complete(node, hash);
    }
    stack.push(hash);
    size += 1;
  }
  return { size, hashes: stack };
}

/** RFC 9162, 2.1.3.2 */
export function provesInclusion(leaf: Buffer, index: number, size: number, proof: readonly Buffer[], root: Buffer): boolean {
  if (!isWhole(size, 1) || !isWhole(index, 0) || index >= size) return false;
  let [at, last] = [index, size - 1];
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash.equals(root);
}

/** RFC 9162, 2.1.4.2 */
export function provesConsistency(old: { size: number; root: Buffer }, now: { size: number; root: Buffer }, proof: readonly Buffer[]): boolean {
  if (!isWhole(old.size, 1) || !isWhole(now.size, 1) || old.size > now.size) return false;
  if (old.size === now.size) return proof.length === 0 && old.root.equals(now.root);
  const path = 2 ** heightOf(old.size) === old.size ? [old.root, ...proof] : proof;
  let [at, last] = [old.size - 1, now.size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  const [first, ...rest] = path;
  if (!first) return false;
  let [oldHash, newHash] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      oldHash = nodeHash(sibling, oldHash);
      newHash = nodeHash(sibling, newHash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      newHash = nodeHash(newHash, sibling);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && oldHash.equals(old.root) && newHash.equals(now.root);
}

const leafMark = Buffer.from([0]);
const nodeMark = Buffer.from([1]);

/** The largest power of two smaller than n. */
function splitOf(n: number): number {
  const power = 2 ** heightOf(n);
  return power === n ? n / 2 : power;
}

/** The exponent of the largest power of two that is not more than n. */
function heightOf(n: number): number {
  const rounded = Math.floor(Math.log2(n));
  // Just below a large power of two the logarithm rounds up to it.
  return 2 ** rounded > n ? rounded - 1 : rounded;
}

function requireWhole(value: number, least: number, most: number, what: string): void {
  if (!isWhole(value, least) || value > most) throw new RangeError(`${what} ${value} is not from ${least} to ${most}`);
}

function isWhole(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}
