import { chmodSync, chownSync, cpSync, existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import type { DataFolder } from './data-folder.ts';
import { readIfThere, writeWhole } from './files.ts';
import { type Account, type Runner, succeedsAs } from './runner.ts';

/** Where one embedded server lives. */
export interface Home {
  readonly folder: string;
  readonly programs: string;
  readonly cluster: string;
  readonly sockets: string;
  readonly log: string;
}

/** Prepares the folders for the runner; in the data folder itself wherever the server's user can reach it. */
export function prepareHome(data: DataFolder, binaries: Binaries, runner: Runner): Home {
  const folder = runner.kind === 'switched' ? reachableHome(data, runner.user) : homeOf(data.path, data.id);
  const programs = runner.kind === 'switched' ? reachablePrograms(binaries, folder, runner.user) : join(binaries.folder, 'bin');
  const sockets = socketFolder(folder, data.id);
  makePrivate(sockets);
  const home = { folder, programs, cluster: join(folder, 'postgres'), sockets, log: join(folder, 'postgres.log') };
  if (runner.kind !== 'direct') {
    const { uid, gid } = ownerUnder(runner);
    chownSync(sockets, uid, gid);
    giveTo(home.cluster, uid, gid);
  }
  return home;
}

/** Who owns the server's files, seen from outside any namespace. */
export function ownerUnder(runner: Runner): { uid: number; gid: number } {
  if (runner.kind === 'switched') return runner.user;
  return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
}

/** Where the server's files are, from what an earlier start wrote down; the data folder when nothing was moved. */
export function homeOf(dataPath: string, id: string): string {
  const moved = readIfThere(join(dataPath, 'moved-to'))?.trim();
  return moved?.endsWith(`onevisit-${id}`) && existsSync(moved) ? moved : dataPath;
}

/** Socket paths hold at most 107 bytes (sockaddr_un); the id makes the short name unguessable and the same at every start. */
export function socketFolder(home: string, id: string): string {
  const near = join(home, 'run');
  return Buffer.byteLength(join(near, '.s.PGSQL.5432')) < longestSocketPathBytes ? near : join('/tmp', `ov-${id}`);
}

const longestSocketPathBytes = 107;

/** /tmp is open to all: a folder that somebody else laid there, or a link, is not taken. */
function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const ours = process.getuid?.() ?? found.uid;
  if (!found.isDirectory() || (found.uid !== ours && ours !== 0)) throw new Error(`${folder} is not a folder of ours`);
  chmodSync(folder, 0o700);
}

function reachableHome(data: DataFolder, user: Account): string {
  const known = homeOf(data.path, data.id);
  if (known !== data.path) return known;
  if (statSync(known).uid === 0) chmodSync(known, 0o711); // To pass through, not to list; what lies in it is closed itself.
  return succeedsAs(user, 'test', ['-x', known]) ? known : moveOut(data);
}

function moveOut(data: DataFolder): string {
  const folder = join(existsSync('/var/lib') ? '/var/lib' : '/var/tmp', `onevisit-${data.id}`);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const before = join(data.path, 'postgres');
  const after = join(folder, 'postgres');
  if (existsSync(before) && !existsSync(after)) {
    // Copied under another name first: a start killed half-way finds the old folder whole and begins again.
    rmSync(`${after}.part`, { recursive: true, force: true });
    cpSync(before, `${after}.part`, { recursive: true, preserveTimestamps: true });
    renameSync(`${after}.part`, after);
  }
  writeWhole(join(data.path, 'moved-to'), `${folder}\n`);
  rmSync(before, { recursive: true, force: true });
  return folder;
}

function reachablePrograms(binaries: Binaries, home: string, user: Account): string {
  if (succeedsAs(user, join(binaries.folder, 'bin', 'postgres'), ['--version'])) return join(binaries.folder, 'bin');
  const copy = join(home, `programs-${binaries.packageVersion}`);
  if (!existsSync(copy)) {
    rmSync(`${copy}.part`, { recursive: true, force: true });
    cpSync(binaries.folder, `${copy}.part`, { recursive: true, verbatimSymlinks: true });
    chmodSync(`${copy}.part`, 0o755);
    renameSync(`${copy}.part`, copy);
  }
  return join(copy, 'bin');
}

/** The server insists on owning its files; which id that is may have changed since the last start. */
function giveTo(path: string, uid: number, gid: number): void {
  if (!existsSync(path)) return;
  const found = lstatSync(path);
  if (found.uid === uid && found.gid === gid) return;
  // Children first: a start killed half-way leaves the top folder with its old owner, and the next one begins again.
  if (found.isDirectory()) for (const name of readdirSync(path)) giveAll(join(path, name), uid, gid);
  lchownSync(path, uid, gid);
}

function giveAll(path: string, uid: number, gid: number): void {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveAll(join(path, name), uid, gid);
  lchownSync(path, uid, gid);
}
