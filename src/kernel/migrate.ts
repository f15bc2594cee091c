import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';

/** A room's folder of migrations: `0001-name.sql`, forward only. */
export interface MigrationFolder {
  readonly room: string;
  readonly folder: URL;
}

interface Migration {
  readonly room: string;
  readonly name: string;
  readonly text: string;
  readonly digest: string;
}

// One number for all processes: only one of them migrates, the others wait and find nothing left to do.
const lockNumber = 720_190_401;

/**
 * Brings every room's schema up to date, in room order, each file in a transaction of its own.
 * @returns how many files were applied
 * @throws when an applied file was edited or has vanished: history is not rewritten
 */
export async function migrate(client: pg.ClientBase, folders: readonly MigrationFolder[]): Promise<number> {
  await client.query('select pg_advisory_lock($1)', [lockNumber]);
  try {
    await client.query('create schema if not exists kernel');
    await client.query(`create table if not exists kernel.migration (
      room text not null, name text not null, digest text not null,
      applied_at timestamptz not null default clock_timestamp(), primary key (room, name))`);
    const applied = await appliedMigrations(client);
    let count = 0;
    for (const folder of folders) {
      await client.query(`create schema if not exists ${client.escapeIdentifier(folder.room)}`);
      const migrations = await readFolder(folder);
      refuseRewrittenHistory(folder.room, migrations, applied);
      for (const migration of migrations) {
        if (applied.has(`${migration.room}/${migration.name}`)) continue;
        await apply(client, migration);
        count += 1;
      }
    }
    return count;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockNumber]);
  }
}

async function appliedMigrations(client: pg.ClientBase): Promise<Map<string, string>> {
  const rows = await client.query<{ room: string; name: string; digest: string }>('select room, name, digest from kernel.migration');
  return new Map(rows.rows.map((row) => [`${row.room}/${row.name}`, row.digest]));
}

async function readFolder({ room, folder }: MigrationFolder): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8');
      return { room, name, text, digest: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

function refuseRewrittenHistory(room: string, migrations: readonly Migration[], applied: ReadonlyMap<string, string>): void {
  for (const [key, digest] of applied) {
    const [of, name] = key.split('/');
    if (of !== room) continue;
    const file = migrations.find((migration) => migration.name === name);
    if (!file) throw new Error(`migration ${key} was applied and its file is gone`);
    if (file.digest !== digest) throw new Error(`migration ${key} was applied and its file was edited since`);
  }
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.text);
    await client.query('insert into kernel.migration (room, name, digest) values ($1, $2, $3)', [migration.room, migration.name, migration.digest]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${migration.room}/${migration.name} failed: ${(error as Error).message}`, { cause: error });
  }
}
