import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { done, type Outcome, refuse } from '../outcome.ts';
import { checkpointsIn, copyList, migrationsIn, sequencesIn, type Table, tablesIn } from './catalogue.ts';
import { type Manifest, manifestName, type TableEntry, writeManifest } from './manifest.ts';

export interface BackupOptions {
  readonly connection: pg.PoolConfig;
  /** A folder that is not there yet, or an empty one. */
  readonly to: string;
  readonly now: Date;
  /** Awaited between two tables. */
  readonly progress?: (done: number, all: number) => void | Promise<void>;
}

export type BackupRefusal =
  | { readonly kind: 'target-not-empty'; readonly path: string }
  | { readonly kind: 'target-not-writable'; readonly path: string; readonly why: string };

/**
 * Writes every row of ours as of one moment, while others go on working: one repeatable-read snapshot, a COPY for each
 * table, and last the manifest with the digest of each. Logical, because embedded and outside servers then share one way,
 * also across versions of PostgreSQL; the embedded one has no pg_dump.
 */
export async function backup({ connection, to, now, progress = () => {} }: BackupOptions): Promise<Outcome<Manifest, BackupRefusal>> {
  const part = join(dirname(to), `.${basename(to)}.part`);
  const ready = await prepare(to, part);
  if (!ready.ok) return ready;
  const client = new pg.Client(connection as pg.ClientConfig);
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    // A policy that would hide rows from this role makes an error here instead of a smaller backup.
    await client.query('set local row_security = off; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0');
    const manifest = await writeTables(client, part, now, progress);
    await client.query('commit');
    await writeSafely(join(part, manifestName), writeManifest(manifest));
    await rm(to, { recursive: true, force: true });
    await rename(part, to);
    return done(manifest);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') return refuse({ kind: 'target-not-writable', path: to, why: code });
    throw error;
  } finally {
    await client.end();
    await rm(part, { recursive: true, force: true });
  }
}

async function prepare(to: string, part: string): Promise<Outcome<void, BackupRefusal>> {
  try {
    const found = await readdir(to).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      if (error.code === 'ENOTDIR') return ['.'];
      throw error;
    });
    if (found.length > 0) return refuse({ kind: 'target-not-empty', path: to });
    await rm(part, { recursive: true, force: true });
    await mkdir(dirname(to), { recursive: true });
    await mkdir(part, { mode: 0o700 });
    await mkdir(join(part, 'tables'), { mode: 0o700 });
    return done(undefined);
  } catch (error) {
    return refuse({ kind: 'target-not-writable', path: to, why: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

async function writeTables(client: pg.Client, folder: string, now: Date, progress: NonNullable<BackupOptions['progress']>): Promise<Manifest> {
  const tables = await tablesIn(client);
  const entries: TableEntry[] = [];
  for (const [number, table] of tables.entries()) {
    entries.push(await writeTable(client, folder, `tables/${String(number).padStart(5, '0')}.copy.zst`, table));
    await progress(entries.length, tables.length);
  }
  const version = await client.query<{ server_version: string }>('show server_version');
  return {
    format: 'onevisit-backup-1',
    createdAt: now.toISOString(),
    server: `PostgreSQL ${version.rows[0]?.server_version ?? ''}`,
    migrations: await migrationsIn(client),
    tables: entries,
    // Sequences stand outside the snapshot; read last, they are never behind the rows.
    sequences: await sequencesIn(client),
    checkpoints: await checkpointsIn(client),
  };
}

async function writeTable(client: pg.Client, folder: string, file: string, table: Table): Promise<TableEntry> {
  const rows = client.query(copyTo(`copy ${copyList(client, table)} to stdout`));
  const digest = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      digest.update(chunk);
      bytes += chunk.length;
      next(null, chunk);
    },
  });
  await pipeline(rows, createZstdCompress(), measure, createWriteStream(join(folder, file), { mode: 0o600, flush: true }));
  return { ...table, columns: [...table.columns], rows: rows.rowCount, file, bytes, sha256: digest.digest('hex') };
}

async function writeSafely(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
