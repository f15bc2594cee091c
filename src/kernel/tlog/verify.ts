import { done, type Outcome, refuse } from '../outcome.ts';
import { type Checkpoint, type CheckpointRefusal, type LogIdentity, verifyCheckpoint } from './checkpoint.ts';
import { provesInclusion, saltedLeaf } from './merkle.ts';

export type EntryRefusal = CheckpointRefusal | { readonly kind: 'proof-malformed' } | { readonly kind: 'entry-not-in-log' };

/** An event as its owner holds it. */
export interface LoggedEvent {
  readonly salt: Buffer;
  /** canonical bytes */
  readonly bytes: Buffer;
}

/** Is this event in that log? Needs the two files and the log's public keys, no network and no database. */
export function verifyEntry(bytes: Uint8Array, proofText: string, log: LogIdentity): Outcome<{ checkpoint: Checkpoint; index: number }, EntryRefusal> {
  const proof = readProof(proofText);
  if (!proof) return refuse({ kind: 'proof-malformed' });
  const verified = verifyCheckpoint(proof.checkpoint, log);
  if (!verified.ok) return verified;
  const checkpoint = verified.value;
  const leaf = saltedLeaf(proof.salt, bytes);
  if (!provesInclusion(leaf, proof.index, checkpoint.size, proof.hashes, checkpoint.root)) return refuse({ kind: 'entry-not-in-log' });
  return done({ checkpoint, index: proof.index });
}

/** What a person keeps beside the licence: c2sp.org/tlog-proof with the leaf's salt as the extra data. */
export interface Proof {
  readonly salt: Buffer;
  readonly index: number;
  readonly hashes: readonly Buffer[];
  readonly checkpoint: string;
}

export function writeProof({ salt, index, hashes, checkpoint }: Proof): string {
  const lines = hashes.map((hash) => `${hash.toString('base64')}\n`);
  return `c2sp.org/tlog-proof@v1\nextra ${salt.toString('base64')}\nindex ${index}\n${lines.join('')}\n${checkpoint}`;
}

/** null for every text that `writeProof` does not write */
export function readProof(text: string): Proof | null {
  const border = text.indexOf('\n\n');
  const [, salt, index, lines = ''] = /^c2sp\.org\/tlog-proof@v1\nextra ([A-Za-z0-9+/]{43}=)\nindex (0|[1-9]\d{0,15})((?:\n[A-Za-z0-9+/]{43}=){0,63})$/.exec(text.slice(0, Math.max(border, 0))) ?? [];
  if (salt === undefined || index === undefined) return null;
  const hashes = lines.split('\n').slice(1).map((line) => Buffer.from(line, 'base64'));
  const proof = { salt: Buffer.from(salt, 'base64'), index: Number(index), hashes, checkpoint: text.slice(border + 2) };
  return writeProof(proof) === text ? proof : null;
}
