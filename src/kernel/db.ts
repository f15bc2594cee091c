import { type CompiledQuery, type Kysely, sql } from 'kysely';
import pg from 'pg';
import { connect, type Connection } from './connection.ts';
import type { RowBounds } from './row-security.ts';

/**
 * The two powers over the database. A function that takes a `Reader` cannot write; a write takes a `Tx`,
 * and a `Tx` comes only from `transact`. Each room sees its own tables through `tablesOf`.
 */
declare const readerMark: unique symbol;
declare const txMark: unique symbol;
export interface Reader {
  readonly [readerMark]: true;
}
export interface Tx extends Reader {
  readonly [txMark]: true;
}

export interface Database {
  /** Within bounds it is a transaction, which ends them; without, each statement stands for itself. */
  read<T>(work: (reader: Reader) => Promise<T>, bounds?: RowBounds | null): Promise<T>;
  /** Without bounds the work sees every row, as the owner of the tables. */
  transact<T>(work: (tx: Tx) => Promise<T>, bounds?: RowBounds | null): Promise<T>;
  /** Hooks run after the commit and only then; a fault in one is logged by its owner, it cannot undo the deed. */
  close(): Promise<void>;
  readonly pool: pg.Pool;
}

interface Handle {
  readonly connection: Connection;
  /** a transaction ends with a commit that a last statement can travel with */
  readonly commits: boolean;
  readonly afterCommit: (() => void)[];
  live: boolean;
}

const handles = new WeakMap<object, Handle>();

function handleOf(reader: Reader): Handle {
  const handle = handles.get(reader);
  if (!handle) throw new Error('not a reader of this database');
  if (!handle.live) throw new Error('this transaction is over');
  return handle;
}

/** The tables of one room, typed; another room's table has no name here. */
export function tablesOf<Tables>(reader: Reader, schema: string): Kysely<Tables> {
  return handleOf(reader).connection.tables(schema) as Kysely<Tables>;
}

/** For the few places (locks, settings, bulk) where plain SQL says it better. */
export function rawOf(reader: Reader): Kysely<unknown> {
  return handleOf(reader).connection.kysely;
}

/**
 * A statement whose rows nobody reads and whose failure nobody expects: in a transaction nobody waits for it, it travels
 * with the next statement or with the commit, which fails when it fails.
 */
export async function sendAlong(reader: Reader, { sql: text, parameters }: CompiledQuery): Promise<void> {
  const { connection, commits } = handleOf(reader);
  if (commits) connection.sendAlong(text, parameters);
  else await connection.send(text, parameters);
}

/** Runs when the transaction has committed: never for a deed that was refused or rolled back. */
export function afterCommit(tx: Tx, work: () => void): void {
  handleOf(tx).afterCommit.push(work);
}

const retryable = new Set(['40001', '40P01']);
const retryLimit = 5;

// Dates as text (a legal day is no instant), bigint as number while it is exact.
const textTypes = { 1082: 'date' } as const;
const parsers: Record<number, (value: string) => unknown> = {
  20: (value) => {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new Error(`bigint beyond 2^53: ${value}`);
    return number;
  },
};

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: string) => {
    if (format !== 'binary') {
      if (oid in textTypes) return (value: string) => value;
      const parser = parsers[oid];
      if (parser) return parser;
    }
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

export function openDatabase(config: pg.PoolConfig): Database {
  const pool = new pg.Pool({ max: 16, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 5_000, pipeline: true, types, ...config });
  // A connection that breaks while idle is replaced by the pool; without a listener Node would end.
  pool.on('error', () => {});
  // One that breaks in the middle of a deed tells its query; it also raises an event of its own, which ends the process when nobody listens.
  pool.on('connect', (client) => void client.on('error', () => {}));
  async function within<T>(connection: Connection, commits: boolean, work: (tx: Tx) => Promise<T>, hooks: (() => void)[]): Promise<T> {
    const key = {} as Tx;
    const handle: Handle = { connection, commits, afterCommit: hooks, live: true };
    handles.set(key, handle);
    try {
      return await work(key);
    } finally {
      handle.live = false;
    }
  }
  async function attempt<T>(work: (tx: Tx) => Promise<T>, bounds: RowBounds | null, hooks: (() => void)[]): Promise<T> {
    const connection = await connect(pool);
    try {
      connection.begin(bounds);
      const value = await within(connection, true, work, hooks);
      await connection.commit();
      return value;
    } catch (error) {
      // After a first failure PostgreSQL refuses every statement of the transaction: that refusal is not the reason.
      throw connection.failure()?.reason ?? error;
    } finally {
      await connection.release();
    }
  }
  async function transact<T>(work: (tx: Tx) => Promise<T>, bounds: RowBounds | null = null): Promise<T> {
    for (let count = 1; ; count += 1) {
      const hooks: (() => void)[] = [];
      try {
        const value = await attempt(work, bounds, hooks);
        for (const hook of hooks) hook();
        return value;
      } catch (error) {
        if (count >= retryLimit || !retryable.has(sqlStateOf(error) ?? '')) throw error;
      }
    }
  }
  return {
    pool,
    transact,
    read: async (work, bounds = null) => {
      if (bounds) return transact(work, bounds);
      const connection = await connect(pool);
      try {
        return await within(connection, false, work, []);
      } finally {
        await connection.release();
      }
    },
    close: () => pool.end(),
  };
}

/** SQLSTATE of a database error, or null for anything else. Each has a digit; EPIPE is of five capitals too and is none. */
export function sqlStateOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** The name of the constraint that a write met, or null. */
export function constraintOf(error: unknown): string | null {
  const name = (error as { constraint?: unknown } | null)?.constraint;
  return typeof name === 'string' ? name : null;
}

/** Database time plus the demo shift: the one clock of legal acts. */
export async function databaseNow(reader: Reader): Promise<Date> {
  const row = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(rawOf(reader));
  const first = row.rows[0];
  if (!first) throw new Error('the database told no time');
  return first.now;
}
