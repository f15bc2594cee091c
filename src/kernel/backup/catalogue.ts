import type pg from 'pg';
import type { Manifest, MigrationEntry } from './manifest.ts';

/** A table that holds rows of its own, and its columns that are not computed. */
export interface Table {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
}

/** Timers and their queue make themselves again at the next start. */
const notOurs = ['information_schema', 'pgboss'];

/** The record of applied migrations comes with the program, not with the data: restore compares it instead of copying it. */
const notData = ['kernel.migration'];

export async function tablesIn(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname as schema, c.relname as name,
       (select coalesce(json_agg(a.attname order by a.attnum), '[]') from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname !~ '^pg_' and n.nspname <> all ($1)
       and n.nspname || '.' || c.relname <> all ($2)
     order by 1, 2`,
    [notOurs, notData],
  );
  return rows;
}

export async function sequencesIn(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and n.nspname !~ '^pg_' and n.nspname <> all ($1) order by 1, 2`,
    [notOurs],
  );
  const sequences: Manifest['sequences'] = [];
  for (const { schema, name } of rows) {
    const at = await client.query<{ value: string; called: boolean }>(`select last_value::text as value, is_called as called from ${quoted(client, schema, name)}`);
    if (at.rows[0]) sequences.push({ schema, name, ...at.rows[0] });
  }
  return sequences;
}

export async function migrationsIn(client: pg.ClientBase): Promise<MigrationEntry[]> {
  if (!(await exists(client, 'kernel.migration'))) return [];
  const { rows } = await client.query<MigrationEntry>('select room, name, digest from kernel.migration order by room, name');
  return rows;
}

export async function checkpointsIn(client: pg.ClientBase): Promise<Manifest['checkpoints']> {
  if (!(await exists(client, 'kernel.tlog_checkpoint'))) return [];
  const { rows } = await client.query<{ log: number; note: string }>(
    'select distinct on (log_id) log_id as log, note from kernel.tlog_checkpoint order by log_id, size desc',
  );
  return rows;
}

export function quoted(client: pg.ClientBase, schema: string, name: string): string {
  return `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
}

export function copyList(client: pg.ClientBase, { schema, name, columns }: Table): string {
  return `${quoted(client, schema, name)} (${columns.map((column) => client.escapeIdentifier(column)).join(', ')})`;
}

async function exists(client: pg.ClientBase, table: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table]);
  return rows[0]?.there === true;
}
