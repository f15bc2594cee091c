import type { Deed } from '../../../kernel/deed.ts';
import { done, type Outcome } from '../../../kernel/outcome.ts';
import { words } from '../../../kernel/text.ts';
import type { CaseId } from '../contract.ts';
import { isOpen } from '../domain/state.ts';
import { dueDays, tellUntil } from '../domain/limits.ts';
import type { CasesNeeds } from '../needs.ts';
import { lockCase, readAttached, writeChange } from '../sql/case.ts';

/** A calendar was published: provisional due days become what the notice makes of them, and the history says so. */
export async function recountDueDays(needs: CasesNeeds, deed: Deed, id: CaseId): Promise<Outcome<boolean, never>> {
  const record = await lockCase(needs.cells, deed.tx, id);
  const year = record?.due.needs_calendar_of ?? null;
  if (record === null || year === null || !needs.calendar().published.has(year)) return done(false);
  const history = [{ kind: 'recounted', by: 'system' as const, from: record.state, to: record.state, says: words(`${year}年节假日安排已公布，到期日重新计算`, `The calendar of ${year} is published; due days were counted again`) }];
  const { procedures, correction } = await readAttached(needs.cells, deed.tx, id);
  if (record.state === 'submitted') {
    const until = tellUntil(needs.calendar(), correction?.answeredOn ?? record.submittedOn ?? deed.today);
    await writeChange(deed, id, record.version, { to: record.state, set: { tell_until: until.on, needs_calendar_of: until.provisional }, history });
    return done(true);
  }
  const endedOn = isOpen(record.state) ? null : (record.decision?.on ?? deed.today);
  const due = dueDays(needs.calendar(), record.limits, { acceptedOn: record.acceptedOn, procedures, endedOn }, deed.today);
  await writeChange(deed, id, record.version, { to: record.state, set: due, history });
  return done(true);
}
