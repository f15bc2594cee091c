import type { Cells } from '../../../src/kernel/cells.ts';
import { sqlStateOf } from '../../../src/kernel/db.ts';
import type pg from 'pg';
import type { Failures } from '../report.ts';
import type { Canary } from './canaries.ts';

/** The bulk registers are the named exception of the design: encrypted volume, column grants and a look-up by purpose instead. */
const exceptedSchemas = ['registers'];

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

export async function tablesOfHouse(client: pg.Client): Promise<readonly Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select t.schemaname || '.' || quote_ident(t.tablename) as name, array_agg(c.column_name::text order by c.ordinal_position) as columns
     from pg_tables t join information_schema.columns c on c.table_schema = t.schemaname and c.table_name = t.tablename
     where t.schemaname not in ('pg_catalog', 'information_schema') and not t.schemaname = any ($1) group by 1 order by 1`,
    [exceptedSchemas],
  );
  return rows;
}

/** What a thief finds who has the whole database and no keys: every row of every table as text, searched for what is personal. */
export async function searchDump(client: pg.Client, canaries: readonly Canary[], failures: Failures): Promise<{ tables: number; rows: number; bytes: number }> {
  const tables = await tablesOfHouse(client);
  const wanted = canaries.filter(({ what }) => what === 'name' || what === 'number' || what === 'phone' || what === 'address').flatMap(spellingsOf);
  let [count, bytes] = [0, 0];
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
    for (const { row } of rows) {
      count += 1;
      bytes += row.length;
      const hit = wanted.find(({ text }) => row.includes(text));
      if (hit) failures.add('a stolen copy of the database names somebody', { table: name, what: hit.what, row: row.slice(Math.max(0, row.indexOf(hit.text) - 80), row.indexOf(hit.text) + 60) });
    }
  }
  return { tables: tables.length, rows: count, bytes };
}

/** As it is, and as bytes and base64 show it. */
function spellingsOf({ what, text }: Canary): Canary[] {
  const bytes = Buffer.from(text, 'utf8');
  // Base64 has three phases; the inner letters are the same wherever the text stands.
  const phases = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').slice(shift === 0 ? 0 : 4, -4)).filter((one) => one.length >= 8);
  return [text, bytes.toString('hex'), ...phases].map((spelling) => ({ what, text: spelling }));
}

const cell = /^v1\.(aes|sm4)\./;

/**
 * Each sealed cell opens in its own row and in no other: an owner of the database who swaps two people's cells gets
 * an error, not the other's data.
 */
export async function swapCells(client: pg.Client, cells: Cells, failures: Failures): Promise<{ sealedColumns: number; swaps: number; refused: number }> {
  let [sealedColumns, swaps, refused] = [0, 0, 0];
  for (const { name, columns } of await tablesOfHouse(client)) {
    const { rows } = await client.query<Record<string, unknown>>(`select * from ${name} limit 200`);
    for (const column of columns) {
      const sealed = rows.filter((row) => typeof row[column] === 'string' && cell.test(row[column] as string));
      if (sealed.length === 0) continue;
      sealedColumns += 1;
      const label = `${name.replaceAll('"', '')}.${column}`;
      const keyColumn = columns.find((key) => key !== column && opens(cells, label, String(sealed[0]?.[key]), String(sealed[0]?.[column])));
      if (keyColumn === undefined) {
        failures.add('a sealed cell is bound to no column of its row', { label });
        continue;
      }
      for (const [at, row] of sealed.entries()) {
        const other = sealed[(at + 1) % sealed.length];
        if (!other || other[keyColumn] === row[keyColumn]) continue;
        swaps += 1;
        if (opens(cells, label, String(row[keyColumn]), String(other[column]))) failures.add('a cell opens in the row of somebody else', { label });
        else refused += 1;
      }
    }
  }
  if (sealedColumns < 5) failures.add('hardly any column is sealed', { sealedColumns });
  return { sealedColumns, swaps, refused };
}

function opens(cells: Cells, label: string, rowId: string, sealed: string): boolean {
  try {
    cells.open(label, rowId, sealed);
    return true;
  } catch (error) {
    if (sqlStateOf(error) !== null) throw error;
    return false;
  }
}
