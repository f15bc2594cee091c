import { sql } from 'kysely';
import { rawOf, tablesOf, type Tx } from './db.ts';
import type { Deed } from './deed.ts';
import { performAs, performIn, type Ground } from './http/perform.ts';
import { done } from './outcome.ts';
import { type Logger, plainMessage } from './log.ts';
import type { TopicHandler } from './room.ts';

interface OutboxTables {
  outbox: { id: number; topic: string; payload: Record<string, unknown>; attempts: number; next_at: Date; last_error: string | null; created_at: Date };
  outbox_parked: { id: number; topic: string; payload: unknown; created_at: Date; attempts: number; last_error: string };
}

export interface Relay {
  /** asks for a round soon: called after each commit that wrote a message */
  nudge(): void;
  /** runs rounds until nothing is due; for tests and for the end of a start */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

type Handlers = Readonly<Record<string, readonly TopicHandler[]>>;

const attemptsLimit = 8;
const batchSize = 50;
const pollMilliseconds = 500;

/**
 * Hands outbox messages to their handlers in the transaction that also takes the messages away: a crash in between leaves
 * them for the next round. Several processes share the work by skipping locked rows.
 */
export function startRelay(ground: Ground, log: Logger, handlers: Handlers): Relay {
  let stopped = false;
  let running: Promise<void> | null = null;
  let again = false;
  const timer = setInterval(nudge, pollMilliseconds);
  timer.unref();

  function nudge(): void {
    again = true;
    if (running || stopped) return;
    running = rounds().finally(() => {
      running = null;
    });
  }

  async function rounds(): Promise<void> {
    while (again && !stopped) {
      again = false;
      try {
        for (let count = batchSize; count === batchSize && !stopped; ) count = await round(ground, log, handlers);
      } catch (error) {
        log.warn({ err: error }, 'outbox round failed; the next one tries again');
      }
    }
  }

  return {
    nudge,
    drain: async () => {
      await running;
      while ((await round(ground, log, handlers)) > 0);
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

/** A batch in one transaction; when a handler fails in it, nothing of it has happened and each message is tried by itself. */
async function round(ground: Ground, log: Logger, handlers: Handlers): Promise<number> {
  try {
    return await deliverBatch(ground, handlers);
  } catch (error) {
    log.warn({ err: error }, 'outbox batch failed; its messages are tried one by one');
    return deliverOneByOne(ground, log, handlers);
  }
}

async function deliverBatch({ database, clock }: Ground, handlers: Handlers): Promise<number> {
  return database.transact(async (tx) => {
    const messages = await takeMessages(tx, batchSize);
    // At the same time, as several processes would: statements of independent handlers travel together.
    await Promise.all(messages.map((message) => performIn(tx, clock, 'outbox', { role: 'public' }, (deed) => handle(deed, message, handlers))));
    return messages.length;
  });
}

async function deliverOneByOne(ground: Ground, log: Logger, handlers: Handlers): Promise<number> {
  const due = await ground.database.read((reader) =>
    tablesOf<OutboxTables>(reader, 'kernel').selectFrom('outbox').select('id').where('next_at', '<=', sql<Date>`clock_timestamp()`).orderBy('id').limit(batchSize).execute(),
  );
  let handled = 0;
  for (const { id } of due) if (await deliver(ground, log, handlers, id)) handled += 1;
  return handled;
}

/** @returns whether this call delivered the message or moved it out of the way */
async function deliver(ground: Ground, log: Logger, handlers: Handlers, id: number): Promise<boolean> {
  let topic = 'outbox';
  try {
    const outcome = await performAs(ground.database, ground.clock, 'outbox', { role: 'public' }, async (deed) => {
      const [message] = await takeMessages(deed.tx, 1, id);
      if (!message) return done(false);
      topic = message.topic;
      return handle(deed, message, handlers);
    });
    return outcome.ok && outcome.value;
  } catch (error) {
    log.warn({ topic, id, err: error }, 'outbox handler failed');
    await ground.database.transact((tx) => postpone(tx, id, error instanceof Error ? plainMessage(error) : String(error)));
    return false;
  }
}

async function handle(deed: Deed, { topic, payload }: Message, handlers: Handlers) {
  for (const handler of handlers[topic] ?? []) await handler(deed, payload);
  return done(true);
}

interface Message {
  readonly topic: string;
  readonly payload: Record<string, unknown>;
}

/** Takes due messages away, oldest first, leaving those that another process has in hand. */
async function takeMessages(tx: Tx, limit: number, only: number | null = null): Promise<readonly Message[]> {
  const taken = await sql<Message>`with taken as (
      delete from kernel.outbox where id = any (array(
        select id from kernel.outbox where next_at <= clock_timestamp() and (${only}::bigint is null or id = ${only}) order by id limit ${limit} for update skip locked))
      returning id, topic, payload)
    select topic, payload from taken order by id`.execute(rawOf(tx));
  return taken.rows;
}

async function postpone(tx: Tx, id: number, reason: string): Promise<void> {
  const tables = tablesOf<OutboxTables>(tx, 'kernel');
  const row = await tables
    .updateTable('outbox')
    .set({ attempts: sql`attempts + 1`, last_error: reason.slice(0, 500), next_at: sql`clock_timestamp() + least(60, power(2, attempts)) * interval '1 second'` })
    .where('id', '=', id)
    .returning(['id', 'topic', 'payload', 'created_at', 'attempts'])
    .executeTakeFirst();
  if (!row || row.attempts < attemptsLimit) return;
  await tables.insertInto('outbox_parked').values({ ...row, payload: JSON.stringify(row.payload), last_error: reason.slice(0, 500) }).execute();
  await tables.deleteFrom('outbox').where('id', '=', id).execute();
}
