import type { Clock } from '../../kernel/clock.ts';
import type { Job } from '../../kernel/room.ts';
import type { IdentityGround } from './ground.ts';
import { sweepCodes, sweepTries } from './sql/tries.ts';

const day = 86_400_000;

/** What says nothing any more goes: failed tries and codes a day after their end. Sessions stay, as records of who was in. */
export function sweepJob({ database }: Pick<IdentityGround, 'database'>, clock: Clock): Job {
  return {
    name: 'identity.sweep',
    cron: '20 3 * * *',
    run: async () => {
      const before = new Date(clock.now().getTime() - day);
      await database.transact(async (tx) => {
        await sweepTries(tx, before);
        await sweepCodes(tx, before);
      });
    },
  };
}
