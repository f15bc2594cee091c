import type { Deed } from '../../../kernel/deed.ts';
import type { FileId } from '../../../kernel/files.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import type { Binary } from '../../../kernel/route.ts';
import type { CaseRecord } from '../domain/case.ts';
import type { CasesNeeds } from '../needs.ts';
import { findMaterial } from '../sql/materials.ts';

/** A file of the case: a picture may be looked at in place, everything else is saved. */
export async function downloadMaterial(needs: CasesNeeds, deed: Deed, record: CaseRecord, row: string): Promise<Outcome<Binary, { kind: 'file-gone' }>> {
  const found = await findMaterial(needs.cells, deed.tx, record.id, row);
  if (!found?.file) return refuse({ kind: 'file-gone' });
  const stored = await needs.files.get(deed.tx, found.file.id as FileId);
  if (!stored) return refuse({ kind: 'file-gone' });
  if (deed.asker.role !== 'citizen' && record.applicant !== null) deed.readsPersonal({ subject: record.applicant, fields: [`material:${found.material}`], purpose: 'case:review', case: record.id });
  return done({ mediaType: stored.mediaType, fileName: stored.name, bytes: stored.bytes, inline: stored.mediaType.startsWith('image/') });
}
