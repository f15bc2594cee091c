import type { Deed } from '../../../kernel/deed.ts';
import { done, type Outcome } from '../../../kernel/outcome.ts';
import { words } from '../../../kernel/text.ts';
import type { CaseId } from '../contract.ts';
import { dueDays } from '../domain/limits.ts';
import { acceptedNotice } from '../domain/notices.ts';
import type { CasesNeeds } from '../needs.ts';
import { lockCase, readAttached, writeChange } from '../sql/case.ts';
import { approverFor } from './conclude.ts';
import { tellApplicant } from './tell-applicant.ts';

/**
 * Nobody told the applicant in time what is missing: the case counts as accepted from the day of receipt, and its clock
 * has been running since (行政许可法, article 32, item 4). A person decides it, whatever the item's rule says, because no
 * clerk has looked at it.
 */
export async function acceptByLaw(needs: CasesNeeds, deed: Deed, id: CaseId): Promise<Outcome<boolean, never>> {
  const record = await lockCase(needs.cells, deed.tx, id);
  if (record === null || record.state !== 'submitted' || record.tellUntil === null || deed.today <= record.tellUntil) return done(false);
  // After a correction was answered, receipt is the day on which everything was there.
  const { correction } = await readAttached(needs.cells, deed.tx, id);
  const receivedOn = correction?.answeredOn ?? record.submittedOn ?? deed.today;
  const due = dueDays(needs.calendar(), record.limits, { acceptedOn: receivedOn, procedures: [], endedOn: null }, deed.today);
  await writeChange(deed, id, record.version, {
    to: 'accepted',
    set: { accepted_at: deed.now, accepted_on: receivedOn, accepted_how: 'law', tell_until: null, assignee: await approverFor(needs, deed, record, null), ...due },
    history: [{ kind: 'accepted', by: 'law', from: 'submitted', to: 'accepted', says: words('逾期未告知补正，自收到之日起视为受理', 'Nothing was told to be missing in time; accepted by law from receipt') }],
  });
  await tellApplicant(needs, deed, record, acceptedNotice(record.itemName, due.promised_due_on, true));
  deed.audit({ object: { kind: 'case', id }, case: id, item: record.itemSlug, detail: { how: 'law' } });
  deed.emit('case.accepted', { case: id, item: record.itemSlug, office: record.office });
  return done(true);
}
