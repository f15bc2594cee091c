import { createHash } from 'node:crypto';
import { checkpointText } from '../tlog/checkpoint.ts';
import { emptyFrontier, grow, rootOf } from '../tlog/merkle.ts';
import { writeNote } from '../tlog/note.ts';

/** Leaf number n of the log that the tests speak of. */
export function leafNumber(number: number): Buffer {
  return createHash('sha256').update(`leaf ${number}`).digest();
}

export function rootAt(size: number): Buffer {
  const leaves = Array.from({ length: size }, (_, number) => leafNumber(number));
  return rootOf(grow(emptyFrontier, leaves, () => {}).hashes);
}

/** The log's note at a size; who signed it is not what backups judge. */
export function checkpointNote(log: string, size: number, root = rootAt(size)): string {
  const origin = `onevisit.test/${log}`;
  const text = checkpointText({ origin, size, root, previous: 0, at: new Date('2026-11-22T08:00:00Z') });
  return writeNote({ text, signatures: [{ name: origin, keyId: Buffer.alloc(4, 1), signature: Buffer.alloc(64, 2) }] });
}
