import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { boundsText, boundsValues, type RowBounds } from './row-security.ts';

/**
 * A connection while one deed holds it. What a deed costs is its journeys to the database, so statements travel together:
 * `begin` with the first one, those that are asked for at the same moment in one piece, the last one with `commit`.
 */
export interface Connection {
  readonly kysely: Kysely<unknown>;
  tables(schema: string): Kysely<unknown>;
  send(text: string, values: readonly unknown[]): Promise<unknown>;
  /** From now on until `commit` or `rollback` all statements are one transaction, within the bounds if there are any. */
  begin(bounds: RowBounds | null): void;
  /** A statement whose rows nobody reads: nobody waits for it, it travels with the next one; if it fails, so does the commit. */
  sendAlong(text: string, values: readonly unknown[]): void;
  /** Why a statement that nobody waited for failed: the true reason behind all that failed after it. */
  failure(): { readonly reason: unknown } | null;
  /** @throws when nothing was committed */
  commit(): Promise<void>;
  /** Gives the connection back; a deed that began and did not commit is undone. */
  release(): Promise<void>;
}

export async function connect(pool: pg.Pool): Promise<Connection> {
  const client = await pool.connect();
  let line = lines.get(client);
  if (!line) {
    line = openLine(client);
    lines.set(client, line);
  }
  return holdLine(line);
}

/** What stays with a connection of the pool from deed to deed. */
interface Line {
  readonly client: pg.PoolClient;
  readonly kysely: Kysely<unknown>;
  readonly rooms: Map<string, Kysely<unknown>>;
  held: boolean;
  state: 'none' | 'to-begin' | 'begun';
  bounds: RowBounds | null;
  corked: boolean;
}

const lines = new WeakMap<pg.PoolClient, Line>();

function openLine(client: pg.PoolClient): Line {
  // Kysely asks a pool for each statement: this one has one connection, which stays with whoever holds the line.
  const facade = { query: (text: string, values: readonly unknown[]) => send(line, text, values), release: () => {} };
  const pool = { connect: async () => facade, end: async () => {} } as unknown as pg.Pool;
  const line: Line = { client, kysely: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }), rooms: new Map(), held: false, state: 'none', bounds: null, corked: false };
  return line;
}

function holdLine(line: Line): Connection {
  const along: Promise<unknown>[] = [];
  let failure: { readonly reason: unknown } | null = null;
  line.held = true;
  return {
    kysely: line.kysely,
    tables: (schema) => tablesOf(line, schema),
    send: (text, values) => send(line, text, values),
    begin: (bounds) => {
      line.state = 'to-begin';
      line.bounds = bounds;
    },
    sendAlong: (text, values) => {
      const sent = send(line, text, values).catch((reason: unknown) => {
        failure ??= { reason };
      });
      along.push(sent);
    },
    failure: () => failure,
    commit: async () => {
      if (line.state === 'to-begin') line.state = 'none';
      if (line.state === 'none') return;
      const committed = send(line, 'commit', []);
      // Answers come in the order of the statements: once the commit is answered, so are those before it.
      const [ending] = await Promise.all([committed, ...along]);
      line.state = 'none';
      // PostgreSQL answers so when an earlier statement failed and the deed went on all the same.
      if (ending.command === 'ROLLBACK') throw new Error('the transaction had failed and was rolled back');
    },
    release: async () => {
      const undo = line.state === 'begun' ? send(line, 'rollback', []) : null;
      // Whoever still waits for an answer on this line and then asks for more is refused: the deed is over.
      line.held = false;
      line.state = 'none';
      line.bounds = null;
      const broken = await undo?.then(
        () => false,
        () => true,
      );
      line.client.release(broken === true);
    },
  };
}

function tablesOf(line: Line, schema: string): Kysely<unknown> {
  let room = line.rooms.get(schema);
  if (!room) {
    room = line.kysely.withSchema(schema);
    line.rooms.set(schema, room);
  }
  return room;
}

/** pg says nothing about the stream behind a client; corking it joins what is written before the next turn of the loop. */
type WithStream = { readonly connection: { readonly stream: { cork(): void; uncork(): void } } };

async function send(line: Line, text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
  if (!line.held) throw new Error('the deed that held this connection is over');
  const { stream } = (line.client as unknown as WithStream).connection;
  if (!line.corked) {
    line.corked = true;
    stream.cork();
    process.nextTick(() => {
      line.corked = false;
      stream.uncork();
    });
  }
  if (line.state === 'to-begin') {
    line.state = 'begun';
    // Only a broken connection cannot begin, and that the statement behind it tells.
    line.client.query('begin').catch(() => {});
    // If this fails the transaction has failed: every statement behind it is refused, none runs without its bounds.
    if (line.bounds) line.client.query(prepared(boundsText, boundsValues(line.bounds), line.bounds)).catch(() => {});
  }
  return line.client.query(values.length === 0 ? { text } : prepared(text, values, line.bounds));
}

/** A plan belongs to the role it was made for: under one name PostgreSQL would plan anew at each change of roles. */
function prepared(text: string, values: readonly unknown[], bounds: RowBounds | null): pg.QueryConfig {
  const name = nameOf(text);
  return { ...(name === undefined ? {} : { name: bounds === null ? name : `${name} ${bounds.role}` }), text, values: values as unknown[] };
}

const names = new Map<string, string>();
const namesLimit = 2_000;

/**
 * Statements are prepared once per connection: the same text always carries the same name, so PostgreSQL
 * parses and plans it once. Kysely's texts are finite (values are parameters).
 */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known) return known;
  if (names.size >= namesLimit) return undefined;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
  names.set(text, name);
  return name;
}
