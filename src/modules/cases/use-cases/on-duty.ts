import type { StaffAsker } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import type { CaseRecord } from '../domain/case.ts';
import type { CasesNeeds } from '../needs.ts';

/** Whether the post in use may decide this case today: one on duty, or the deputy of one. */
export async function isOnDuty(needs: Pick<CasesNeeds, 'identity'>, deed: Deed<StaffAsker>, record: CaseRecord): Promise<boolean> {
  const posts = await needs.identity.onDuty(deed.tx, { office: record.office, role: 'approver', item: record.itemSlug, day: deed.today });
  return posts.some(({ id }) => id === deed.asker.post);
}
