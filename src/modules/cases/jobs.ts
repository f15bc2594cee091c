import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db.ts';
import { performAs } from '../../kernel/http/perform.ts';
import type { Job } from '../../kernel/room.ts';
import type { CaseId } from './contract.ts';
import type { CasesNeeds } from './needs.ts';
import { provisionalCases, untoldCases } from './sql/lists.ts';
import { acceptByLaw } from './use-cases/accept-by-law.ts';
import { recountDueDays } from './use-cases/recount.ts';

const batch = 200;

/** Both jobs take each case in a transaction of its own: one that fails stops no other. */
export function casesJobs(needs: CasesNeeds, database: Database, clock: Clock): readonly Job[] {
  const each = async (name: string, ids: readonly CaseId[], work: typeof acceptByLaw) => {
    const faults: unknown[] = [];
    for (const id of ids) {
      await performAs(database, clock, name, { role: 'public' }, (deed) => work(needs, deed, id)).catch((fault: unknown) => faults.push(fault));
    }
    if (faults.length > 0) throw new AggregateError(faults, `${name}: ${faults.length} of ${ids.length} cases failed`);
  };
  return [
    {
      name: 'cases.accept-by-law',
      cron: '5 0 * * *',
      atStart: true,
      run: async () => {
        const ids = await database.read((reader) => untoldCases(reader, clock.today(), 10 * batch));
        await each('cases.accept-by-law', ids, acceptByLaw);
      },
    },
    {
      name: 'cases.recount',
      cron: '20 0 * * *',
      atStart: true,
      run: async () => {
        const years = [...needs.calendar().published];
        let after: string | null = null;
        do {
          const ids: readonly CaseId[] = await database.read((reader) => provisionalCases(reader, years, after, batch));
          await each('cases.recount', ids, recountDueDays);
          after = ids.length < batch ? null : (ids.at(-1) ?? null);
        } while (after !== null);
      },
    },
  ];
}
