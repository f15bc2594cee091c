import type { StaffAsker } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { words } from '../../../kernel/text.ts';
import type { PublishedItem } from '../../items/contract.ts';
import type { CaseRecord, CorrectionPoint } from '../domain/case.ts';
import { standingsOf } from '../domain/materials.ts';
import { correctionNotice } from '../domain/notices.ts';
import type { ChangedRefusal, TellRefusal } from '../domain/refusals.ts';
import type { ActRefusal } from '../domain/state.ts';
import { completeList } from '../domain/told-once.ts';
import type { CasesNeeds } from '../needs.ts';
import { insertCorrection, readAttached, writeChange } from '../sql/case.ts';
import { refusalOf } from './open-case.ts';
import { tellApplicant } from './tell-applicant.ts';

/** The complete list of what is missing or wrong, told once, before acceptance; no limit runs meanwhile (行政许可法, article 32). */
export async function tellCorrection(
  needs: CasesNeeds,
  deed: Deed<StaffAsker>,
  record: CaseRecord,
  input: { version: number; points: readonly CorrectionPoint[] },
): Promise<Outcome<{ id: string; version: number; points: readonly CorrectionPoint[] }, ActRefusal | ChangedRefusal | TellRefusal>> {
  const { supplied, correction } = await readAttached(needs.cells, deed.tx, record.id);
  const refusal = refusalOf(deed, 'tell-correction', record, input.version, correction);
  if (refusal) return refuse(refusal);
  // The job that lets the law accept may not have come by yet.
  if (record.tellUntil !== null && deed.today > record.tellUntil) return refuse({ kind: 'correction-too-late', until: record.tellUntil });
  const published = await needs.items.version(deed.tx, record.itemVersion);
  const { form, elements } = published.item;
  const standings = standingsOf(elements.materials, supplied, record.form.answers);
  const locked = new Set(Object.keys(record.form.prefilled).filter((name) => form.properties[name]?.['x-locked'] === true));
  const points = completeList(input.points, standings, form, locked, '缺少这份材料');
  if ('kind' in points) return refuse(points);
  await insertCorrection(deed.tx, { case_id: record.id, told_by: deed.asker.person, told_at: deed.now, told_on: deed.today, points: JSON.stringify(points) });
  const version = await writeChange(deed, record.id, record.version, {
    to: 'correction',
    set: { assignee: deed.asker.person, tell_until: null },
    history: [
      { kind: 'correction-told', by: 'staff', from: 'submitted', to: 'correction', says: words(`一次性告知补正 ${points.length} 项`, `Told once what is missing: ${points.length} point(s)`) },
    ],
  });
  const labelled = points.map((point) => ({ label: labelOf(published, point), why: point.why }));
  await tellApplicant(needs, deed, record, correctionNotice(record.itemName, labelled));
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug, detail: { points: points.length } });
  return done({ id: record.id, version, points });
}

export function labelOf({ item }: PublishedItem, point: Pick<CorrectionPoint, 'about' | 'key'>) {
  if (point.about === 'material') return item.elements.materials.find(({ id }) => id === point.key)?.materialName ?? words(point.key, point.key);
  return item.form.properties[point.key]?.['x-title'] ?? words(point.key, point.key);
}
