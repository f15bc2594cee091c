import { PgBoss } from 'pg-boss';
import type pg from 'pg';
import type { Logger } from './log.ts';
import type { Job } from './room.ts';

export interface Jobs {
  stop(): Promise<void>;
}

/**
 * Timers shared by all worker processes: each tick of a schedule runs once, wherever it lands.
 * A job that fails is logged and comes back at its next tick; jobs are idempotent.
 */
export async function startJobs(pool: pg.Pool, zone: string, jobs: readonly Job[], log: Logger): Promise<Jobs> {
  const boss = new PgBoss({ db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values as unknown[]) }, schema: 'pgboss' });
  boss.on('error', (error) => log.warn({ err: error }, 'job queue'));
  await boss.start();
  for (const job of jobs) {
    await boss.createQueue(job.name, { policy: 'short' });
    await boss.work(job.name, async () => runJob(job, log));
    await boss.schedule(job.name, job.cron, {}, { tz: zone });
  }
  for (const job of jobs) if (job.atStart) await runJob(job, log);
  return { stop: () => boss.stop({ graceful: true, timeout: 5_000 }) };
}

async function runJob(job: Job, log: Logger): Promise<void> {
  try {
    await job.run();
  } catch (error) {
    log.error({ job: job.name, err: error }, 'job failed');
  }
}
