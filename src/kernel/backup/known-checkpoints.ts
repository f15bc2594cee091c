import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type pg from 'pg';
import { z } from 'zod';
import { done, type Outcome, refuse } from '../outcome.ts';
import { dataFolderId } from '../postgres/data-folder.ts';
import { readIfThere, writeWhole } from '../postgres/files.ts';
import { takeLock } from '../postgres/lock.ts';
import { type Checkpoint, readCheckpoint } from '../tlog/checkpoint.ts';
import { emptyFrontier, grow, rootOf } from '../tlog/merkle.ts';
import { readNote } from '../tlog/note.ts';
import type { Manifest } from './manifest.ts';

/** A checkpoint that was seen outside the database: what the log must still contain after a restore. */
export type Known = Pick<Checkpoint, 'origin' | 'size' | 'root'> & { readonly note: string };

export type LogRefusal =
  | { readonly kind: 'log-would-fork'; readonly origin: string; readonly known: number; readonly inBackup: number }
  | { readonly kind: 'log-has-another-history'; readonly origin: string; readonly size: number }
  | { readonly kind: 'known-checkpoints-unreadable'; readonly path: string }
  | { readonly kind: 'known-checkpoints-busy'; readonly path: string };

/**
 * Beside the data folder and not in it: who puts yesterday's folder back does not bring this back from yesterday too.
 * Named after the folder's own id as well: a demonstration that was thrown away and begun anew owes nothing to the old one.
 */
export function knownCheckpointsFile(dataFolder: string): string {
  const path = resolve(dataFolder);
  return join(dirname(path), `${basename(path)}.${dataFolderId(path) ?? 'new'}${suffix}`);
}

/** All that is known beside a data folder, of earlier folders of its name too: for a restore, which goes into a new one. */
export function knownBeside(dataFolder: string): Outcome<readonly Known[], LogRefusal> {
  const path = resolve(dataFolder);
  const files = existsSync(dirname(path)) ? readdirSync(dirname(path)) : [];
  const known: Known[] = [];
  for (const name of files.filter((one) => one.startsWith(`${basename(path)}.`) && one.endsWith(suffix))) {
    const read = readKnownCheckpoints(join(dirname(path), name));
    if (!read.ok) return read;
    known.push(...read.value);
  }
  return done(known);
}

const suffix = '.known-checkpoints.json';

const fileSchema = z.strictObject({ notes: z.array(z.string()) });

/** Reads our own file, or one signed note as a witness hands it out. A file that is there and says nothing is refused: it may hide what it knew. */
export function readKnownCheckpoints(path: string): Outcome<readonly Known[], LogRefusal> {
  const text = readIfThere(path);
  if (text === null) return done([]);
  const known = notesIn(text)?.map(knownFrom);
  if (!known || known.length === 0 || known.some((one) => one === null)) return refuse({ kind: 'known-checkpoints-unreadable', path });
  return done(known.filter((one) => one !== null));
}

/**
 * Keeps the largest checkpoint of each log; what is known never shrinks.
 * @throws when a note is none: what is not understood must not be forgotten in silence
 */
export function rememberCheckpoints(path: string, notes: readonly string[]): Outcome<void, LogRefusal> {
  // Several processes of one installation remember; without the lock a slow one would write back what it read before.
  const lock = takeLock(`${path}.lock`, 5_000);
  if (lock === null) return refuse({ kind: 'known-checkpoints-busy', path });
  try {
    const before = readKnownCheckpoints(path);
    if (!before.ok) return before;
    const largest = new Map<string, Known>();
    for (const known of [...before.value, ...notes.map(ownNote)]) {
      if ((largest.get(known.origin)?.size ?? -1) < known.size) largest.set(known.origin, known);
    }
    const kept = [...largest.values()].map(({ note }) => note);
    if (kept.length > 0) writeWhole(path, `${JSON.stringify({ notes: kept }, null, 1)}\n`);
    return done(undefined);
  } finally {
    lock.release();
  }
}

/** The note to which a log must still conform; for the integrator, which signs nothing that contradicts it. */
export function rememberedNote(path: string, origin: string): Outcome<string | null, LogRefusal> {
  const known = readKnownCheckpoints(path);
  return known.ok ? done(known.value.find((one) => one.origin === origin)?.note ?? null) : known;
}

/** Nobody may be shown two continuations of one log: a backup that ends before what is known is not brought back (T15). */
export function refuseFork(checkpoints: Manifest['checkpoints'], known: readonly Known[]): Outcome<void, LogRefusal> {
  const inBackup = new Map(checkpoints.map(({ note }) => knownFrom(note)).map((one) => [one?.origin, one?.size ?? 0]));
  for (const { origin, size } of known) {
    const has = inBackup.get(origin) ?? 0;
    if (has < size) return refuse({ kind: 'log-would-fork', origin, known: size, inBackup: has });
  }
  return done(undefined);
}

/** Computes the restored logs anew: their leaves must give the roots of the backup's checkpoints and of those that are known. */
export async function refuseOtherHistory(client: pg.Client, checkpoints: Manifest['checkpoints'], known: readonly Known[]): Promise<Outcome<void, LogRefusal>> {
  for (const { log, note } of checkpoints) {
    const own = knownFrom(note);
    if (own === null) return refuse({ kind: 'log-has-another-history', origin: `log ${log}`, size: 0 });
    const stops = [own, ...known.filter(({ origin }) => origin === own.origin)].sort((one, other) => one.size - other.size);
    let frontier = emptyFrontier;
    for (const { origin, size, root } of stops) {
      while (frontier.size < size) {
        const leaves = await leavesOf(client, log, frontier.size, Math.min(size, frontier.size + batchSize));
        if (leaves.length === 0) return refuse({ kind: 'log-has-another-history', origin, size });
        frontier = grow(frontier, leaves, () => {});
      }
      if (!rootOf(frontier.hashes).equals(root)) return refuse({ kind: 'log-has-another-history', origin, size });
    }
  }
  return done(undefined);
}

const batchSize = 10_000;

async function leavesOf(client: pg.Client, log: number, start: number, end: number): Promise<Buffer[]> {
  const { rows } = await client.query<{ leaf: Buffer }>('select leaf from kernel.tlog_leaf where log_id = $1 and idx >= $2 and idx < $3 order by idx', [log, start, end]);
  return rows.map(({ leaf }) => leaf);
}

function notesIn(text: string): readonly string[] | null {
  if (!text.trimStart().startsWith('{')) return [text];
  try {
    return fileSchema.parse(JSON.parse(text)).notes;
  } catch {
    return null;
  }
}

function ownNote(note: string): Known {
  const known = knownFrom(note);
  if (known === null) throw new Error(`not a checkpoint: ${JSON.stringify(note)}`);
  return known;
}

function knownFrom(note: string): Known | null {
  const read = readNote(note);
  const checkpoint = read && readCheckpoint(read.text);
  return checkpoint && { origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root, note };
}
