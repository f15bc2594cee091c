import type { KeyProvider, PublicKeyInfo, SignatureAlgorithm } from '../keys/provider.ts';
import { verifySignature } from '../keys/verify.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { keyIdOf, type Note, readNote, writeNote } from './note.ts';

/** What the log states about itself at one moment: so many leaves, this root (c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  // Two extension lines. They say nothing about the tree, but what is signed cannot be edited in a column afterwards:
  /** the size at the checkpoint before this one, 0 for the first: none can be taken out of the row */
  readonly previous: number;
  /** the window of the signing key is judged by it */
  readonly at: Date;
}

export type CheckpointRefusal =
  | { readonly kind: 'checkpoint-malformed' }
  | { readonly kind: 'checkpoint-of-another-log'; readonly origin: string }
  | { readonly kind: 'checkpoint-not-signed' }
  | { readonly kind: 'checkpoint-signature-wrong'; readonly why: string };

/** Who signs a log's checkpoints, from a source the verifier trusts. */
export interface LogIdentity {
  readonly origin: string;
  readonly keys: readonly PublicKeyInfo[];
}

/** Believes a checkpoint when one trusted key signed it and no trusted key's line is wrong; lines of others are not ours to judge. */
export function verifyCheckpoint(note: string, log: LogIdentity): Outcome<Checkpoint, CheckpointRefusal> {
  const read = readNote(note);
  const checkpoint = read && readCheckpoint(read.text);
  if (!read || !checkpoint) return refuse({ kind: 'checkpoint-malformed' });
  if (checkpoint.origin !== log.origin) return refuse({ kind: 'checkpoint-of-another-log', origin: checkpoint.origin });
  const judged = judgeLines(read, checkpoint, log);
  if (!judged.ok) return judged;
  return judged.value.length > 0 ? done(checkpoint) : refuse({ kind: 'checkpoint-not-signed' });
}

/** For the log's own store: besides, no line is foreign and none of the algorithms in force is missing. */
export function verifyOwnCheckpoint(note: string, log: LogIdentity): Outcome<Checkpoint, CheckpointRefusal> {
  const verified = verifyCheckpoint(note, log);
  if (!verified.ok) return verified;
  const read = readNote(note);
  const judged = read && judgeLines(read, verified.value, log);
  if (!judged?.ok || judged.value.length !== read?.signatures.length) return refuse({ kind: 'checkpoint-signature-wrong', why: 'it has a line that the log did not write' });
  const inForce = new Set(log.keys.filter((key) => signsAt(key, verified.value.at)).map((key) => key.algorithm));
  for (const algorithm of judged.value) inForce.delete(algorithm);
  return inForce.size === 0 ? verified : refuse({ kind: 'checkpoint-signature-wrong', why: `its line by ${[...inForce].join(', ')} is missing` });
}

/** Signs by every algorithm that has an active key: Ed25519 for standard verifiers, SM2 for national ones. */
export async function signCheckpoint(keys: KeyProvider, checkpoint: Checkpoint): Promise<string> {
  const text = checkpointText(checkpoint);
  const active = (await keys.publicKeys('checkpoint')).filter((key) => key.state === 'active');
  const algorithms = [...new Set(active.map((key) => key.algorithm))].sort();
  if (!algorithms.includes('ed25519')) throw new Error('no active Ed25519 key for checkpoints');
  const signatures = await Promise.all(
    algorithms.map(async (algorithm) => {
      const { kid, signature } = await keys.sign('checkpoint', Buffer.from(text, 'utf8'), algorithm);
      const key = active.find((one) => one.kid === kid);
      if (!key) throw new Error(`the provider signed by ${kid}, which it does not publish as active`);
      return { name: checkpoint.origin, keyId: keyIdOf(checkpoint.origin, key), signature };
    }),
  );
  return writeNote({ text, signatures });
}

export function checkpointText({ origin, size, root, previous, at }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\nprevious ${previous}\ntime ${at.toISOString()}\n`;
}

/** null for every text that `checkpointText` does not write */
export function readCheckpoint(text: string): Checkpoint | null {
  const [origin = '', size = '', root = '', before = '', time = ''] = text.split('\n');
  const previous = before.replace(/^previous /, '');
  const at = new Date(time.replace(/^time /, ''));
  if (![size, previous].every((number) => /^(0|[1-9]\d{0,15})$/.test(number)) || Number.isNaN(at.getTime()) || origin === '') return null;
  const checkpoint = { origin, size: Number(size), root: Buffer.from(root, 'base64'), previous: Number(previous), at };
  const sizes = Number.isSafeInteger(checkpoint.size) && checkpoint.previous <= checkpoint.size;
  return sizes && checkpoint.root.length === 32 && checkpointText(checkpoint) === text ? checkpoint : null;
}

function judgeLines(note: Note, checkpoint: Checkpoint, { origin, keys }: LogIdentity): Outcome<readonly SignatureAlgorithm[], CheckpointRefusal> {
  const algorithms: SignatureAlgorithm[] = [];
  for (const line of note.signatures) {
    const key = line.name === origin ? keys.find((one) => keyIdOf(origin, one).equals(line.keyId)) : undefined;
    if (!key) continue;
    const signature = { kid: key.kid, algorithm: key.algorithm, signature: line.signature };
    const verified = verifySignature(key, Buffer.from(note.text, 'utf8'), signature, checkpoint.at);
    if (!verified.ok) return refuse({ kind: 'checkpoint-signature-wrong', why: verified.refusal.kind });
    algorithms.push(key.algorithm);
  }
  return done(algorithms);
}

function signsAt(key: PublicKeyInfo, at: Date): boolean {
  return key.revokedAt === null && Date.parse(key.notBefore) <= at.getTime() && (key.notAfter === null || at.getTime() <= Date.parse(key.notAfter));
}
