import { sql } from 'kysely';
import { rawOf, tablesOf, type Tx } from './db.ts';
import { performAs, type Ground } from './http/perform.ts';
import { done } from './outcome.ts';
import type { Logger } from './log.ts';
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

const attemptsLimit = 8;
const batchSize = 50;
const pollMilliseconds = 500;

/**
 * Hands outbox messages to their handlers, each in a transaction of its own that also takes the message away:
 * a crash in between leaves the message for the next round. Several processes share the work by skipping locked rows.
 */
export function startRelay(ground: Ground, log: Logger, handlers: Readonly<Record<string, readonly TopicHandler[]>>): Relay {
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

async function round(ground: Ground, log: Logger, handlers: Readonly<Record<string, readonly TopicHandler[]>>): Promise<number> {
  const due = await ground.database.read((reader) =>
    tablesOf<OutboxTables>(reader, 'kernel').selectFrom('outbox').select('id').where('next_at', '<=', sql<Date>`clock_timestamp()`).orderBy('id').limit(batchSize).execute(),
  );
  let handled = 0;
  for (const { id } of due) if (await deliver(ground, log, handlers, id)) handled += 1;
  return handled;
}

/** @returns whether this call delivered the message or moved it out of the way */
async function deliver(ground: Ground, log: Logger, handlers: Readonly<Record<string, readonly TopicHandler[]>>, id: number): Promise<boolean> {
  let topic = 'outbox';
  try {
    const outcome = await performAs(ground.database, ground.clock, 'outbox', { role: 'public' }, async (deed) => {
      const message = await takeMessage(deed.tx, id);
      if (!message) return done(false);
      topic = message.topic;
      for (const handler of handlers[message.topic] ?? []) await handler(deed, message.payload);
      return done(true);
    });
    return outcome.ok && outcome.value;
  } catch (error) {
    log.warn({ topic, id, err: error }, 'outbox handler failed');
    await ground.database.transact((tx) => postpone(tx, id, error instanceof Error ? error.message : String(error)));
    return false;
  }
}

async function takeMessage(tx: Tx, id: number): Promise<{ topic: string; payload: Record<string, unknown> } | null> {
  const taken = await sql<{ topic: string; payload: Record<string, unknown> }>`delete from kernel.outbox
    where id = (select id from kernel.outbox where id = ${id} and next_at <= clock_timestamp() for update skip locked) returning topic, payload`.execute(rawOf(tx));
  return taken.rows[0] ?? null;
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
