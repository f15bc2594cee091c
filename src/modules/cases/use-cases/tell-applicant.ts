import type { Deed } from '../../../kernel/deed.ts';
import type { CaseRecord } from '../domain/case.ts';
import type { NoticeWords } from '../domain/notices.ts';
import type { CasesNeeds } from '../needs.ts';
import { theCase } from '../paths.ts';

/** Every change of a case is told to the person it is about, in the transaction of the change. */
export async function tellApplicant(needs: Pick<CasesNeeds, 'channels'>, deed: Deed, record: Pick<CaseRecord, 'id' | 'applicant'>, notice: NoticeWords): Promise<void> {
  if (record.applicant === null) return;
  await needs.channels.tell(deed, { ...notice, to: record.applicant, case: record.id, path: theCase(record.id) });
}
