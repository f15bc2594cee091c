import pg from 'pg';

/**
 * What the database alone could take. The rows that the errands left are read back and written again by a bare client
 * over 16 connections into empty tables with the same columns and indexes (no triggers, no foreign keys, no checks), one
 * transaction for each mutating request.
 *
 * Which rows belong to which request, PostgreSQL says itself: `xmin` of a row is the transaction that wrote it last, and
 * each mutating request wrote its idempotency key in its transaction. Rows whose transaction has no key were written
 * behind the requests (signatures, messages, the transparency log): they are spread evenly over the transactions, in
 * the order in which they came. What was written and deleted again (outbox, waiting leaves) left no row and is not
 * written here; a row that was changed ten times is written once.
 *
 * A transaction is `begin`, one prepared multi-row `insert` for each table, `commit`, each awaited.
 */
export interface LeftRows {
  readonly transactions: readonly (readonly TableRows[])[];
  readonly rows: number;
}

interface TableRows {
  readonly table: Table;
  readonly rows: readonly (readonly unknown[])[];
}

interface Table {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
}

const connections = 16;
const oursOnly = "n.nspname !~ '^(pg_|information_schema|pgboss|bench_|public)'";

/** The number of the next transaction: rows of errands that begin now have it or a later one. */
export async function nextTransaction(pool: pg.Pool): Promise<bigint> {
  const { rows } = await pool.query<{ next: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as next');
  return BigInt(rows[0]?.next ?? 0);
}

/** Reads every row of every table that was written since, grouped by the request that wrote it. */
export async function readLeftRows(pool: pg.Pool, since: bigint): Promise<LeftRows> {
  const byRequest = new Map<bigint, Map<Table, unknown[][]>>();
  const behind: [Table, unknown[]][] = [];
  const found: { table: Table; written: bigint; row: unknown[] }[] = [];
  for (const table of await tablesOf(pool)) {
    // xmin has 32 bits; an installation this young has not used them up.
    const list = table.columns.map((column) => `"${column}"`).join(', ');
    const { rows } = await pool.query<unknown[]>({
      text: `select xmin::text, ${list} from ${table.schema}."${table.name}" where xmin::text::bigint >= $1`,
      values: [since.toString()],
      rowMode: 'array',
      types: asText,
    });
    for (const [written, ...row] of rows) {
      found.push({ table, written: BigInt(written as string), row });
      if (table.schema === 'kernel' && table.name === 'idempotency') byRequest.set(BigInt(written as string), new Map());
    }
  }
  for (const { table, written, row } of found.sort((a, b) => Number(a.written - b.written))) {
    const request = byRequest.get(written);
    if (request) addTo(request, table, row);
    else behind.push([table, row]);
  }
  const inOrder = [...byRequest].sort(([a], [b]) => Number(a - b)).map(([, tables]) => tables);
  if (inOrder.length === 0) throw new Error('no mutating request left its key');
  behind.forEach(([table, row], index) => addTo(inOrder[Math.floor((index * inOrder.length) / behind.length)] as Map<Table, unknown[][]>, table, row));
  return { transactions: inOrder.map((tables) => [...tables].map(([table, rows]) => ({ table, rows }))), rows: found.length };
}

function addTo(request: Map<Table, unknown[][]>, table: Table, row: unknown[]): void {
  const known = request.get(table);
  if (known) known.push(row);
  else request.set(table, [row]);
}

/** bytea as bytes, everything else as the text that PostgreSQL writes and reads. */
const bytea = 17;
const asText: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number) => (oid === bytea ? pg.types.getTypeParser(bytea) : (value: string) => value)) as pg.CustomTypesConfig['getTypeParser'],
};

async function tablesOf(pool: pg.Pool): Promise<readonly Table[]> {
  const { rows } = await pool.query<{ schema: string; name: string; columns: string[] }>(
    `select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind in ('r', 'p') and not c.relispartition and ${oursOnly}
     group by 1, 2 order by 1, 2`,
  );
  return rows;
}

/** Empty copies of the tables with their indexes, to write into; gone when closed. */
export interface EmptyTables {
  /** Writes everything once. @returns seconds */
  write(left: LeftRows): Promise<number>;
  close(): Promise<void>;
}

export async function makeEmptyTables(pool: pg.Pool, config: pg.PoolConfig): Promise<EmptyTables> {
  const tables = await tablesOf(pool);
  const schemas = [...new Set(tables.map(({ schema }) => schema))];
  for (const schema of schemas) await pool.query(`create schema bench_${schema}`);
  for (const { schema, name } of tables) {
    await pool.query(`create table bench_${schema}."${name}" (like ${schema}."${name}" including defaults including generated including storage including indexes)`);
  }
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client(config);
      await client.connect();
      return client;
    }),
  );
  return {
    write: async ({ transactions }) => {
      await pool.query(`truncate ${tables.map(({ schema, name }) => `bench_${schema}."${name}"`).join(', ')}`);
      let next = 0;
      const begun = performance.now();
      await Promise.all(
        clients.map(async (client) => {
          for (let at = next++; at < transactions.length; at = next++) await writeOne(client, transactions[at] ?? []);
        }),
      );
      return (performance.now() - begun) / 1000;
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.end()));
      for (const schema of schemas) await pool.query(`drop schema bench_${schema} cascade`);
    },
  };
}

async function writeOne(client: pg.Client, parts: readonly TableRows[]): Promise<void> {
  await client.query('begin');
  for (const { table, rows } of parts) await client.query({ ...statementFor(table, rows.length), values: rows.flat() });
  await client.query('commit');
}

const statements = new Map<string, { name: string; text: string }>();

function statementFor({ schema, name, columns }: Table, count: number): { name: string; text: string } {
  const key = `${schema}.${name} ${count}`;
  let statement = statements.get(key);
  if (!statement) {
    const list = columns.map((column) => `"${column}"`).join(', ');
    const places = Array.from({ length: count }, (_, row) => `(${columns.map((_, column) => `$${row * columns.length + column + 1}`).join(', ')})`).join(', ');
    statement = { name: `w${statements.size}`, text: `insert into bench_${schema}."${name}" (${list}) overriding system value values ${places}` };
    statements.set(key, statement);
  }
  return statement;
}
