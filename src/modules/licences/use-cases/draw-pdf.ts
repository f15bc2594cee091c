import { newId } from '../../../kernel/clock.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { type Day, parseDay } from '../../../kernel/day.ts';
import { done, type Outcome, refuse } from '../../../kernel/outcome.ts';
import type { LicenceId } from '../contract.ts';
import { shortCodeOf } from '../domain/short-code.ts';
import type { Ground } from '../needs.ts';
import { openLicence, type OpenedLicence } from '../open-licence.ts';
import { type Drawing, markText } from '../pdf/drawing.ts';
import type { LicencesRefusal } from '../problems.ts';
import { findLicence } from '../sql/licence.ts';
import { findRendering, keepRendering } from '../sql/rendering.ts';
import { exportFile } from './export-file.ts';
import { verifyAddressOf } from './show-licence.ts';

type DrawRefusal = Extract<LicencesRefusal, { kind: 'licence-unknown' | 'licence-not-ready' | 'glyphs-missing' | 'copy-purpose-missing' }>;

export interface PdfRequest {
  readonly licence: LicenceId;
  /** 加注件: for what and until when; both or neither */
  readonly purpose: string;
  readonly until: string;
}

/** The PDF of a licence. The plain one is drawn once and kept; a copy for a purpose is drawn for whoever asks and carries it. */
export async function drawPdf(ground: Ground, deed: Deed, request: PdfRequest): Promise<Outcome<{ bytes: Uint8Array; fileName: string }, DrawRefusal>> {
  const until = request.until === '' ? null : parseDay(request.until);
  if ((request.purpose === '') !== (until === null) || (until !== null && until < deed.today)) return refuse({ kind: 'copy-purpose-missing', field: 'until' });
  const row = await findLicence(deed.tx, request.licence);
  if (!row) return refuse({ kind: 'licence-unknown' });
  const licence = openLicence(ground, row, deed.today);
  if (licence.signature === null) return refuse({ kind: 'licence-not-ready' });
  const fileName = `${licence.record.type.name}-${licence.record.number}${until === null ? '' : '-加注件'}.pdf`;
  const kept = until === null ? await findRendering(deed.tx, request.licence) : null;
  const file = kept && (await ground.files.get(deed.tx, kept));
  if (file) return done({ bytes: file.bytes, fileName });
  const drawing = await drawingOf(ground, deed, licence, until === null ? null : { purpose: request.purpose, until });
  if (!drawing.ok) return drawing;
  const drawn = await ground.painter.draw(drawing.value);
  if (drawn.kind === 'glyphs-missing') return refuse(drawn);
  if (until === null) keepSoon(ground, request.licence, fileName, drawn.bytes, deed.now);
  return done({ bytes: drawn.bytes, fileName });
}

async function drawingOf(ground: Ground, deed: Deed, licence: OpenedLicence, copy: { purpose: string; until: Day } | null): Promise<Outcome<Drawing, DrawRefusal>> {
  const { record, signature } = licence;
  const type = ground.types.get(record.type.code);
  if (!type || signature === null) return refuse({ kind: 'licence-not-ready' });
  const attachment = await exportFile(ground, deed, licence.summary.id, false);
  if (!attachment.ok) return attachment;
  return done({
    template: type.template,
    title: `${record.type.name} ${record.number}`,
    face: record.face,
    issuerName: record.issuer.name,
    identifier: record.identifier,
    qr: verifyAddressOf(ground, licence, shortCodeOf(signature.signature)) ?? '',
    mark: copy && markText({ grade: record.grade, issuerName: record.issuer.name }, copy.purpose, copy.until),
    demo: type.demo,
    madeAt: record.preparedAt,
    attachment: attachment.value,
  });
}

/** Not waited for: the reader's own connection is still in use, and a second one at the same time could starve the pool. */
function keepSoon(ground: Ground, licence: LicenceId, fileName: string, bytes: Uint8Array, now: Date): void {
  keep(ground, licence, fileName, bytes, now).catch((error: unknown) => ground.log.warn({ err: error, licence }, 'a drawn licence was not kept; it is drawn again next time'));
}

/** In a transaction of its own: reading a licence is no deed, and a drawing that is lost is drawn again. */
async function keep(ground: Ground, licence: LicenceId, fileName: string, bytes: Uint8Array, now: Date): Promise<void> {
  await ground.database.transact(async (tx) => {
    if ((await findRendering(tx, licence)) !== null) return;
    const file = await ground.files.put(tx, { id: newId<'File'>(now), name: fileName, mediaType: 'application/pdf', bytes, now });
    await keepRendering(tx, { licence, file, at: now });
  });
}
