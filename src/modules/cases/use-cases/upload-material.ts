import type { Deed } from '../../../kernel/deed.ts';
import type { FileId } from '../../../kernel/files.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import type { Upload } from '../../../kernel/route.ts';
import type { CaseRecord, ItemMaterial } from '../domain/case.ts';
import type { ChangedRefusal, MaterialRefusal } from '../domain/refusals.ts';
import type { ActRefusal } from '../domain/state.ts';
import { inspectUpload, isAccepted, safeName, uploadLimits, type FileKind } from '../domain/uploads.ts';
import type { CasesNeeds } from '../needs.ts';
import { writeChange } from '../sql/case.ts';
import { filesOf, findMaterial, removeMaterial } from '../sql/materials.ts';
import { refusalOf } from './open-case.ts';

export interface Uploaded {
  readonly id: string;
  readonly version: number;
  readonly row: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly pages: number;
}

/** The applicant, or the clerk at the scanner, adds a file to a material; what it is, its bytes say. */
export async function uploadMaterial(
  needs: CasesNeeds,
  deed: Deed,
  record: CaseRecord,
  input: { version: number; material: string; upload: Upload | null },
): Promise<Outcome<Uploaded, ActRefusal | ChangedRefusal | MaterialRefusal>> {
  const refusal = refusalOf(deed, 'add-material', record, input.version, null);
  if (refusal) return refuse(refusal);
  const { elements } = (await needs.items.version(deed.tx, record.itemVersion)).item;
  const material = elements.materials.find((one) => one.id === input.material);
  if (!material) return refuse({ kind: 'material-unknown' });
  const accepts = acceptsOf(material);
  if (accepts === null) return refuse({ kind: 'material-from-government' });
  if (input.upload === null) return refuse({ kind: 'file-missing', field: 'file' });
  const file = inspectUpload(input.upload, accepts, needs.inflate);
  if (!isAccepted(file)) return refuse(file);
  if ((await filesOf(deed.tx, record.id, material.id)) >= uploadLimits.filesPerMaterial) return refuse({ kind: 'too-many-files', field: 'file', limit: uploadLimits.filesPerMaterial });
  const id = deed.newId<'File'>();
  const name = safeName(input.upload.name, file.kind);
  await needs.files.put(deed.tx, { id, name, mediaType: file.mediaType, bytes: file.bytes, now: deed.now });
  const row = deed.newId<'Material'>();
  const version = await writeChange(deed, record.id, record.version, {
    to: record.state,
    set: {},
    history: [],
    materials: [
      {
        id: row,
        case_id: record.id,
        material: material.id,
        how: 'upload',
        file: id,
        file_name: name,
        media_type: file.mediaType,
        size: file.bytes.length,
        pages: file.pages,
        evidence: null,
        supplied_at: deed.now,
        supplied_by: deed.asker.role === 'public' ? null : deed.asker.person,
      },
    ],
  });
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug, detail: { material: material.id, size: file.bytes.length } });
  return done({ id: record.id, version, row, name, mediaType: file.mediaType, size: file.bytes.length, pages: file.pages });
}

/**
 * Which files a material takes; null where nobody has to bring one because the form itself is it. What a register or a
 * licence supplies may be brought too: the register may not know the person.
 */
export function acceptsOf({ supply }: ItemMaterial): readonly FileKind[] | null {
  if (supply.kind === 'form') return null;
  return supply.kind === 'applicant' ? supply.accepts : ['pdf', 'jpg', 'png'];
}

export async function removeUpload(
  needs: CasesNeeds,
  deed: Deed,
  record: CaseRecord,
  input: { version: number; row: string },
): Promise<Outcome<{ id: string; version: number }, ActRefusal | ChangedRefusal | MaterialRefusal>> {
  const refusal = refusalOf(deed, 'remove-material', record, input.version, null);
  if (refusal) return refuse(refusal);
  const found = await findMaterial(needs.cells, deed.tx, record.id, input.row);
  if (!found) return refuse({ kind: 'file-gone' });
  if (found.file === null) return refuse({ kind: 'material-from-government' });
  // The file first: it is the applicant's to erase as long as it hangs on the case.
  await needs.files.erase(deed.tx, found.file.id as FileId, deed.now);
  await removeMaterial(deed.tx, found.id);
  const version = await writeChange(deed, record.id, record.version, { to: record.state, set: {}, history: [] });
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug, detail: { material: found.material, removed: true } });
  return done({ id: record.id, version });
}
