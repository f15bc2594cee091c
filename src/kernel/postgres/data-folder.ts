import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { DatabaseRefusal } from './server.ts';
import { writeWhole } from './files.ts';
import { takeLock } from './lock.ts';

/** A folder that is proven ours and held by this process alone. */
export interface DataFolder {
  readonly path: string;
  /** Random, made with the folder: names what belongs to it elsewhere (a short socket folder, a reachable home). */
  readonly id: string;
  release(): void;
}

interface Marker {
  readonly format: 1;
  readonly id: string;
}

/** Takes the folder for this process, making it when it is not there. A folder that is not ours is refused, never replaced. */
export function claimDataFolder(path: string): Outcome<DataFolder, DatabaseRefusal> {
  const prepared = prepare(resolve(path));
  if (!prepared.ok) return prepared;
  try {
    return claim(prepared.value);
  } catch (error) {
    // A full disk, a lock file that belongs to another user.
    const { code, message } = error as NodeJS.ErrnoException;
    return refuse({ kind: 'folder-not-writable', path: prepared.value, why: code === 'ERR_SQLITE_ERROR' ? message : (code ?? message) });
  }
}

function claim(folder: string): Outcome<DataFolder, DatabaseRefusal> {
  const lock = takeLock(join(folder, lockName), askersMilliseconds);
  if (lock === null) return refuse({ kind: 'folder-in-use', path: folder });
  const marker = readMarker(folder) ?? writeMarker(folder);
  if (marker.format !== 1) {
    lock.release();
    return refuse({ kind: 'folder-of-another-version', path: folder, found: `format ${String(marker.format)}`, wanted: 'format 1' });
  }
  return done({ path: folder, id: marker.id, release: () => lock.release() });
}

/** Whether some process holds the folder now; for commands that would rather use a running server than start one. */
export function dataFolderIsInUse(path: string): boolean {
  if (readMarker(resolve(path)) === null) return false;
  const lock = takeLock(join(resolve(path), lockName));
  lock?.release();
  return lock === null;
}

/** The id of a folder that some other process may hold; null when the folder is not ours. */
export function dataFolderId(path: string): string | null {
  return readMarker(resolve(path))?.id ?? null;
}

function prepare(folder: string): Outcome<string, DatabaseRefusal> {
  try {
    makeFolder(folder);
    if (!statSync(folder).isDirectory()) return refuse({ kind: 'folder-is-no-folder', path: folder });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (code === 'EEXIST' || code === 'ENOTDIR') return refuse({ kind: 'folder-is-no-folder', path: folder });
    return refuse({ kind: 'folder-not-writable', path: folder, why: code });
  }
  if (readMarker(folder) === null) {
    const found = readdirSync(folder).find((name) => !harmlessNames.has(name));
    if (found !== undefined) return refuse({ kind: 'folder-is-foreign', path: folder, found });
  }
  return done(realpathSync(folder));
}

/** Step by step: Node's own recursive way never ends below /proc, where a new folder is answered with "no such file". */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function readMarker(folder: string): Marker | null {
  try {
    const marker = JSON.parse(readFileSync(join(folder, markerName), 'utf8')) as Partial<Marker>;
    return typeof marker.id === 'string' ? (marker as Marker) : null;
  } catch {
    return null;
  }
}

function writeMarker(folder: string): Marker {
  const marker: Marker = { format: 1, id: randomBytes(8).toString('hex') };
  writeWhole(join(folder, markerName), `${JSON.stringify(marker)}\n`);
  return marker;
}

const markerName = 'onevisit-data.json';
const lockName = 'onevisit.lock';
/** Who only asks whether the folder is in use holds the lock for a moment; a claim waits that moment out. */
const askersMilliseconds = 250;
/** A fresh file system has lost+found; a start that was killed between lock and marker leaves the lock or half a marker. */
const harmlessNames = new Set(['lost+found', lockName, `${markerName}.part`]);
