import { sql } from 'kysely';
import { type Database, rawOf } from './db.ts';
import type { Job } from './room.ts';

/** As long as a client may repeat a request and be given its stored answer. */
export const answersKeptDays = 7;

/** Stored answers past their time go, a slice at a time so that no request waits behind the sweep. */
export async function sweepAnswers(database: Database, slice = 5_000): Promise<number> {
  for (let swept = 0; ; ) {
    const gone = await database.transact((tx) =>
      sql`delete from kernel.idempotency where ctid in (
        select ctid from kernel.idempotency where created_at < clock_timestamp() - make_interval(days => ${answersKeptDays}) limit ${slice})`.execute(rawOf(tx)),
    );
    const count = Number(gone.numAffectedRows ?? 0n);
    swept += count;
    if (count < slice) return swept;
  }
}

export function kernelJobs(database: Database): readonly Job[] {
  return [
    {
      name: 'kernel.sweep-answers',
      cron: '17 3 * * *',
      run: async () => {
        await sweepAnswers(database);
      },
    },
  ];
}
