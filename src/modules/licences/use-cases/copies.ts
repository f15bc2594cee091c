import { createHash } from 'node:crypto';
import type { PersonId, StaffAsker } from '../../../kernel/asker.ts';
import { type Day, parseDay } from '../../../kernel/day.ts';
import type { Deed } from '../../../kernel/deed.ts';
import type { FileId, StoredFile } from '../../../kernel/files.ts';
import { done, type Outcome, refuse } from '../../../kernel/outcome.ts';
import type { Upload } from '../../../kernel/route.ts';
import { words } from '../../../kernel/text.ts';
import type { CardReading, ReadingId } from '../../identity/contract.ts';
import type { LicenceId } from '../contract.ts';
import type { LicenceType } from '../domain/licence-type.ts';
import { mediaTypeOf } from '../domain/media-type.ts';
import type { Ground } from '../needs.ts';
import type { LicencesRefusal } from '../problems.ts';
import { type CopyRow, countCopies, findCopy, insertCopy, lockCopy, markChecked } from '../sql/copy.ts';
import { prepareLicence } from './prepare.ts';

type CopyId = string;

/** What a person writes about the licence that the copy shows; sealed, it is their word only until a window compares it. */
interface CopyDetails {
  readonly number: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

const copiesLimit = 20;

/** Keeps a copy: grade C when there is a file to compare with the original, D when the person only declares. */
export async function keepCopy(
  ground: Ground,
  deed: Deed,
  person: PersonId,
  input: { type: string; number: string; validFrom: string; validTo: string; declared: boolean },
  upload: Upload | null,
): Promise<Outcome<{ copy: string }, LicencesRefusal>> {
  const type = ground.types.get(input.type);
  if (!type || type.holderKind === 'organisation') return wrong('type', '没有这种证照', 'There is no licence of this kind');
  const from = parseDay(input.validFrom);
  const to = input.validTo === '' ? null : parseDay(input.validTo);
  if (from === null) return wrong('validFrom', '请填写起始日期', 'Give the first day of validity');
  if ((input.validTo !== '' && to === null) || (to !== null && to < from)) return wrong('validTo', '截止日期有误', 'The last day is not right');
  const mediaType = upload ? mediaTypeOf(upload.bytes) : null;
  if (upload ? mediaType === null : !input.declared) return refuse({ kind: 'copy-file-wrong', field: 'file' });
  if ((await countCopies(deed.tx, person)) >= copiesLimit) return refuse({ kind: 'copies-too-many', limit: copiesLimit });
  const id = deed.newId<'Copy'>();
  const file = upload && mediaType ? await ground.files.put(deed.tx, { id: deed.newId<'File'>(), name: upload.name.slice(0, 200), mediaType, bytes: upload.bytes, now: deed.now }) : null;
  const details: CopyDetails = { number: input.number, validFrom: from, validTo: to };
  await insertCopy(deed.tx, {
    id,
    person,
    type: type.code,
    file,
    details: ground.cells.seal('licences.copy.details', id, JSON.stringify(details)),
    grade: file === null ? 'D' : 'C',
    uploaded_at: deed.now,
    checked_at: null,
    checked_by: null,
    checked_office: null,
    checked_window: null,
    licence: null,
  });
  deed.audit({ object: { kind: 'licence-copy', id } });
  return done({ copy: id });
}

function wrong(field: string, zh: string, en: string) {
  return refuse({ kind: 'copy-details-wrong' as const, field, words: words(zh, en) });
}

/**
 * A window has the original in hand and the person's card on the reader: the copy becomes a licence of grade B, signed
 * by the platform with who compared it, when, and the digest of the copy (108, trust levels). The clerk writes the face from the
 * original; whose licence it is comes from the card.
 */
export async function checkOriginal(
  ground: Ground,
  deed: Deed<StaffAsker>,
  input: { copy: CopyId; case: string; reading: ReadingId; face: Readonly<Record<string, string>> },
): Promise<Outcome<{ licence: LicenceId }, LicencesRefusal>> {
  const row = await lockCopy(deed.tx, input.copy);
  if (!row) return refuse({ kind: 'licence-unknown' });
  if (row.checked_at !== null) return refuse({ kind: 'copy-checked-already' });
  const reading = await ground.identity.useReading(deed, input.reading, input.case);
  if (!reading.ok) return refuse({ kind: 'copy-reading-refused', reason: reading.refusal.kind });
  if (reading.value.person !== row.person) return refuse({ kind: 'copy-of-another-person' });
  const type = ground.types.get(row.type);
  const file = row.file === null ? null : await ground.files.get(deed.tx, row.file as FileId);
  // A declaration has nothing to compare with the original.
  if (!type || !file) return refuse({ kind: 'copy-file-wrong', field: 'copy' });
  const details = detailsOf(ground, row);
  const issuer = await ground.identity.findOfficeBySlug(deed.tx, type.issuingOrgan);
  const office = await ground.identity.office(deed.tx, deed.asker.office);
  if (!issuer) throw new Error(`licence type ${type.slug}: no office ${type.issuingOrgan}`);
  const window = deed.asker.window ?? '';
  const prepared = await prepareLicence(ground, deed, {
    type: type.code,
    holder: { kind: 'person', person: row.person as PersonId },
    case: null,
    issuer: issuer.id,
    face: { ...input.face, ...ownFields(type, reading.value) },
    validFrom: details.validFrom,
    grade: 'B',
    checked: { office: office.name.zh, window, at: deed.now.toISOString(), copy: createHash('sha256').update(file.bytes).digest('hex') },
    original: { number: details.number, validTo: details.validTo },
  });
  if (!prepared.ok) return prepared.refusal.kind === 'licence-already-held' ? refuse({ kind: 'copy-licence-held' }) : wrong('face', '照面信息不完整', 'The face is not complete');
  await markChecked(deed.tx, row.id, { at: deed.now, by: deed.asker.person, office: deed.asker.office, window, licence: prepared.value });
  deed.audit({ object: { kind: 'licence-copy', id: row.id }, case: input.case });
  return done({ licence: prepared.value });
}

/** Name and citizen number on a face are those of the card, whatever is typed. */
function ownFields(type: LicenceType, card: CardReading): Record<string, string> {
  const own: Record<string, string> = { name: card.name, number: card.citizenNumber };
  return Object.fromEntries(Object.entries(own).filter(([name]) => type.faceFields.some((field) => field.name === name)));
}

export function copyLine(ground: Ground, row: CopyRow) {
  const type = ground.types.get(row.type);
  return {
    id: row.id,
    type: row.type,
    typeName: type?.name ?? { zh: row.type },
    number: detailsOf(ground, row).number,
    grade: row.grade,
    uploadedAt: row.uploaded_at.toISOString(),
    checkedAt: row.checked_at?.toISOString() ?? null,
    licence: row.licence,
  };
}

/** A copy as the window sees it beside the original. */
export async function showCopy(ground: Ground, deed: Deed, id: CopyId) {
  const row = await findCopy(deed.tx, id);
  const type = row && ground.types.get(row.type);
  if (!row || !type) return null;
  const details = detailsOf(ground, row);
  const person = await ground.identity.person(deed.tx, row.person as PersonId);
  deed.readsPersonal({ subject: person.id, fields: ['licence-copy'], purpose: 'licence:check-original' });
  return { ...copyLine(ground, row), holderName: person.name, validFrom: details.validFrom, validTo: details.validTo, faceFields: type.faceFields.map(({ name, zh, en, required, type: kind }) => ({ name, label: words(zh, en), required, kind })) };
}

export async function copyFile(ground: Ground, deed: Deed, id: CopyId): Promise<StoredFile | null> {
  const row = await findCopy(deed.tx, id);
  return row?.file ? ground.files.get(deed.tx, row.file as FileId) : null;
}

function detailsOf(ground: Ground, row: CopyRow): CopyDetails {
  return JSON.parse(ground.cells.open('licences.copy.details', row.id, row.details)) as CopyDetails;
}
