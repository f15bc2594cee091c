import type { Queries } from '../queries.ts';
import { batchLimit, integrateBatch, type IntegrationNeeds } from './integrate.ts';
import type { Frontier } from './merkle.ts';
import { type LogName, logNames, logNumbers } from './store.ts';

/** A pool of `pg`, or as much of it as is needed here. */
export interface Connections {
  connect(): Promise<Queries & { release(error?: Error | boolean): void }>;
}

export interface IntegratorNeeds extends IntegrationNeeds {
  readonly pool: Connections;
  readonly intervalMilliseconds?: number;
  /** told of each fault; the loop goes on, slower */
  readonly onFault: (error: unknown) => void;
}

export interface IntegratorMetrics {
  readonly pending: number;
  /** how long the oldest leaf has waited: the alarm of this log */
  readonly lagMilliseconds: number;
  readonly integrated: number;
  readonly batches: number;
  readonly conflicts: number;
  readonly faults: number;
  readonly lastFault: string | null;
  readonly lastRoundAt: Date | null;
}

export interface Integrator {
  metrics(): IntegratorMetrics;
  /** One round now: every log until nothing is pending. For tests, and for commands that want to see their leaf. */
  round(): Promise<void>;
  stop(): Promise<void>;
}

const slowestMilliseconds = 5_000;

/** Begins the rounds. Several processes may run one each: per log and batch only one is at work, the others find the lock taken. */
export function startIntegrator(needs: IntegratorNeeds): Integrator {
  const interval = needs.intervalMilliseconds ?? 200;
  const frontiers = new Map<LogName, Frontier>();
  const counts = { pending: 0, lagMilliseconds: 0, integrated: 0, batches: 0, conflicts: 0, faults: 0, lastFault: null as string | null, lastRoundAt: null as Date | null };
  let delay = interval;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const drain = async (log: LogName) => {
    for (let more = true; more; ) {
      const batch = await inTransaction(needs.pool, (queries) => integrateBatch(queries, log, needs, frontiers.get(log) ?? null));
      if (!batch) return;
      frontiers.set(log, batch.frontier);
      counts.integrated += batch.taken;
      counts.conflicts += batch.conflicts;
      if (batch.taken > 0) counts.batches += 1;
      more = batch.taken >= batchLimit && !stopped;
    }
  };
  const round = async () => {
    const waiting = await pendingLogs(needs.pool);
    counts.pending = waiting.reduce((sum, row) => sum + row.count, 0);
    counts.lagMilliseconds = Math.max(0, ...waiting.map((row) => row.lagMilliseconds));
    const faults: unknown[] = [];
    for (const { log } of waiting) {
      try {
        await drain(log);
      } catch (error) {
        // One damaged log must not keep the others waiting.
        frontiers.delete(log);
        faults.push(error);
      }
    }
    counts.lastRoundAt = needs.now();
    if (faults.length > 0) throw faults.length === 1 ? faults[0] : new AggregateError(faults, 'several logs could not be integrated');
  };
  const loop = () => {
    running = round()
      .then(() => {
        delay = interval;
      })
      .catch((error: unknown) => {
        counts.faults += 1;
        counts.lastFault = error instanceof Error ? error.message : String(error);
        delay = Math.min(delay * 2, slowestMilliseconds);
        needs.onFault(error);
      })
      .finally(() => {
        if (!stopped) timer = setTimeout(loop, delay);
      });
  };
  timer = setTimeout(loop, interval);
  return {
    metrics: () => ({ ...counts }),
    round: async () => {
      await running;
      running = round();
      await running;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running.catch(() => {});
    },
  };
}

async function pendingLogs(pool: Connections): Promise<readonly { log: LogName; count: number; lagMilliseconds: number }[]> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ log_id: number; count: string | number; lag: string | number }>(
      `select log_id, count(*) as count, extract(epoch from clock_timestamp() - min(at)) * 1000 as lag from kernel.tlog_pending group by log_id order by log_id`,
    );
    return rows.flatMap((row) => {
      const log = logNames.find((name) => logNumbers[name] === row.log_id);
      return log ? [{ log, count: Number(row.count), lagMilliseconds: Math.round(Number(row.lag)) }] : [];
    });
  } finally {
    client.release();
  }
}

async function inTransaction<T>(pool: Connections, work: (queries: Queries) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot even roll back is broken: it leaves the pool.
    const rolledBack = await client.query('rollback').then(
      () => true,
      () => false,
    );
    client.release(!rolledBack);
    throw error;
  }
}
