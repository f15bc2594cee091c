import { lstatSync, mkdirSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { done, type Outcome, refuse } from '../outcome.ts';
import { writeWhole } from '../postgres/files.ts';
import { takeLock } from '../postgres/lock.ts';
import { type KeyFileRefusal, type KeyRing, readKeyFile, writeKeyFile } from './key-file.ts';
import { type FolderKeys, folderKeys, newPassphraseSeal, type PassphraseSeal } from './passphrase.ts';

export type KeyFolderRefusal =
  | (KeyFileRefusal & { readonly path: string })
  | { readonly kind: 'keys-open-to-others'; readonly path: string; readonly mode: string }
  | { readonly kind: 'keys-owned-by-another'; readonly path: string }
  | { readonly kind: 'keys-folder-unusable'; readonly path: string; readonly why: string }
  | { readonly kind: 'keys-passphrase-required'; readonly path: string }
  | { readonly kind: 'keys-busy'; readonly path: string };

/** The file as it lies on disk: who reads it again compares this first. */
export interface FileMark {
  readonly inode: number;
  readonly changed: number;
}

export interface ReadRing {
  readonly ring: KeyRing;
  readonly mark: FileMark;
}

/**
 * Makes the folder and its file at the first start of an installation; afterwards only reads. A file that is
 * torn, edited or open to others is refused by name: replacing it would make everything sealed with it unreadable.
 */
export function openRing(folder: string, passphrase: string | null, first: () => KeyRing['keys']): Outcome<ReadRing, KeyFolderRefusal> {
  const ready = prepareFolder(folder);
  if (!ready.ok) return ready;
  if (markOf(fileIn(folder)) !== null) return readRing(folder, passphrase, null);
  return changeRing(folder, () => {
    if (markOf(fileIn(folder)) !== null) return null;
    return { keys: first(), opened: openedBy(passphrase) };
  }).ok
    ? readRing(folder, passphrase, null)
    : refuse({ kind: 'keys-busy', path: folder });
}

/** @param known spares the slow derivation where the file's salt is still the same */
export function readRing(folder: string, passphrase: string | null, known: KeyRing['opened']): Outcome<ReadRing, KeyFolderRefusal> {
  const path = fileIn(folder);
  const mark = markOf(path);
  if (mark === null) return refuse({ kind: 'keys-file-unreadable', path, why: 'it is gone' });
  const safe = refuseOpen(path, lstatSync(path), 'file');
  if (!safe.ok) return safe;
  const ring = readKeyFile(readFileSync(path, 'utf8'), passphrase, known);
  if (!ring.ok) return refuse({ ...ring.refusal, path });
  return done({ ring: ring.value, mark });
}

/** Changes the file under a lock, whole or not at all. The change starts from what is on disk, not from memory. */
export function changeRing(folder: string, change: () => KeyRing | null): Outcome<true, KeyFolderRefusal> {
  const lock = takeLock(join(folder, 'keys.lock'), 2_000);
  if (!lock) return refuse({ kind: 'keys-busy', path: folder });
  try {
    const ring = change();
    if (ring) writeWhole(fileIn(folder), writeKeyFile(ring), 0o600);
    return done(true);
  } finally {
    lock.release();
  }
}

export function markOf(path: string): FileMark | null {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats ? { inode: stats.ino, changed: stats.mtimeMs } : null;
}

export function fileIn(folder: string): string {
  return join(folder, 'keys.json');
}

function prepareFolder(folder: string): Outcome<true, KeyFolderRefusal> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return refuseOpen(folder, lstatSync(folder), 'folder');
  } catch (error) {
    return refuse({ kind: 'keys-folder-unusable', path: folder, why: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

function refuseOpen(path: string, stats: Stats, what: 'file' | 'folder'): Outcome<true, KeyFolderRefusal> {
  const right = what === 'file' ? stats.isFile() : stats.isDirectory();
  if (!right) return refuse({ kind: 'keys-folder-unusable', path, why: `it is no ${what}` });
  if (process.getuid && stats.uid !== process.getuid()) return refuse({ kind: 'keys-owned-by-another', path });
  if ((stats.mode & 0o077) !== 0) return refuse({ kind: 'keys-open-to-others', path, mode: (stats.mode & 0o777).toString(8) });
  return done(true);
}

function openedBy(passphrase: string | null): { seal: PassphraseSeal; keys: FolderKeys } | null {
  if (passphrase === null) return null;
  const seal = newPassphraseSeal();
  return { seal, keys: folderKeys(passphrase, seal) };
}
