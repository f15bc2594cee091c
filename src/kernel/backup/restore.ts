import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { done, type Outcome, refuse } from '../outcome.ts';
import { copyList, migrationsIn, quoted, type Table, tablesIn } from './catalogue.ts';
import { type Known, type LogRefusal, refuseFork, refuseOtherHistory } from './known-checkpoints.ts';
import { type BackupUnreadable, type Manifest, readBackup } from './manifest.ts';

export interface RestoreOptions {
  /** Of an empty database that this program has migrated. */
  readonly connection: pg.PoolConfig;
  readonly from: string;
  /** What somebody outside the backup has seen of the logs. */
  readonly knownCheckpoints: readonly Known[];
  readonly progress?: (done: number, all: number) => void;
}

export type RestoreRefusal =
  | BackupUnreadable
  | LogRefusal
  | { readonly kind: 'database-of-another-schema'; readonly missing: readonly string[]; readonly unexpected: readonly string[] }
  | { readonly kind: 'database-not-empty'; readonly table: string };

/** Brings a backup back: everything proven and written in one transaction, or nothing. */
export async function restore(options: RestoreOptions): Promise<Outcome<Manifest, RestoreRefusal>> {
  const read = await readBackup(options.from);
  if (!read.ok) return read;
  const manifest = read.value;
  const fork = refuseFork(manifest.checkpoints, options.knownCheckpoints);
  if (!fork.ok) return fork;
  const client = new pg.Client(options.connection as pg.ClientConfig);
  await client.connect();
  try {
    await client.query('begin');
    await client.query('set local row_security = off; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0');
    const fits = await refuseUnfit(client, manifest);
    const restored = fits.ok ? await fill(client, manifest, options) : fits;
    await client.query(restored.ok ? 'commit' : 'rollback');
    if (restored.ok) await client.query('analyze');
    return restored;
  } finally {
    await client.end();
  }
}

/** The tables must be those of the backup, made by the same migrations, and hold nothing. Locked, so that they stay so. */
async function refuseUnfit(client: pg.Client, manifest: Manifest): Promise<Outcome<void, RestoreRefusal>> {
  const tables = await tablesIn(client);
  const here = [...tables.map(nameOf), ...(await migrationsIn(client)).map(migrationName)];
  const there = [...manifest.tables.map(nameOf), ...manifest.migrations.map(migrationName)];
  const missing = there.filter((name) => !here.includes(name));
  const unexpected = here.filter((name) => !there.includes(name));
  if (missing.length > 0 || unexpected.length > 0) return refuse({ kind: 'database-of-another-schema', missing, unexpected });
  for (const { schema, name } of tables) {
    const table = quoted(client, schema, name);
    await client.query(`lock table ${table} in access exclusive mode`);
    const { rowCount } = await client.query(`select from ${table} limit 1`);
    if (rowCount !== 0) return refuse({ kind: 'database-not-empty', table: `${schema}.${name}` });
  }
  return done(undefined);
}

function nameOf({ schema, name, columns }: Table): string {
  return `${schema}.${name} (${columns.toSorted().join(', ')})`;
}

function migrationName({ room, name, digest }: Manifest['migrations'][number]): string {
  return `migration ${room}/${name} ${digest.slice(0, 12)}`;
}

async function fill(client: pg.Client, manifest: Manifest, options: RestoreOptions): Promise<Outcome<Manifest, RestoreRefusal>> {
  const references = await deferReferences(client);
  // What triggers would do at an insert was done when the rows were first written.
  await forEachTable(client, manifest, 'disable trigger user');
  for (const [number, table] of manifest.tables.entries()) {
    const rows = client.query(copyFrom(`copy ${copyList(client, table)} from stdin`));
    await pipeline(createReadStream(join(options.from, table.file)), createZstdDecompress(), rows);
    if (rows.rowCount !== table.rows) return refuse({ kind: 'backup-damaged', file: table.file });
    options.progress?.(number + 1, manifest.tables.length);
  }
  for (const { schema, name, value, called } of manifest.sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [quoted(client, schema, name), value, called]);
  }
  await client.query('set constraints all immediate');
  await forEachTable(client, manifest, 'enable trigger user');
  for (const { table, name } of references) await client.query(`alter table ${table} alter constraint ${name} not deferrable`);
  const history = await refuseOtherHistory(client, manifest.checkpoints, options.knownCheckpoints);
  return history.ok ? done(manifest) : history;
}

async function forEachTable(client: pg.Client, { tables }: Manifest, act: string): Promise<void> {
  for (const { schema, name } of tables) await client.query(`alter table ${quoted(client, schema, name)} ${act}`);
}

/** Tables may refer to each other in any direction, so that no order of filling them suits all; the references are judged at the end. */
async function deferReferences(client: pg.Client): Promise<{ table: string; name: string }[]> {
  const { rows } = await client.query<{ table: string; name: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name from pg_constraint
     where contype = 'f' and not condeferrable and conparentid = 0 and connamespace::regnamespace::text !~ '^(pg_|information_schema|pgboss)'`,
  );
  for (const { table, name } of rows) await client.query(`alter table ${table} alter constraint ${name} deferrable initially deferred`);
  return rows;
}
