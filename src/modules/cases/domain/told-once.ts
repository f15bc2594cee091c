import type { Correction, CorrectionPoint, FormSchema, ItemMaterial, Supplied } from './case.ts';
import type { MaterialStanding } from './materials.ts';
import { missingOf } from './materials.ts';
import { fieldOf } from './form.ts';

/** 行政许可法 (2003), article 32, item 4: told on the spot or within five working days, all of it, once. */
export const tellWithinWorkingDays = 5;

export type CorrectionRefusal =
  | { readonly kind: 'correction-empty' }
  | { readonly kind: 'correction-point-unknown'; readonly field: string }
  | { readonly kind: 'correction-answer-locked'; readonly field: string };

/**
 * The complete list: what the clerk found wrong, and every material that is missing, named or not, because a second
 * list is not allowed.
 */
export function completeList(
  found: readonly CorrectionPoint[],
  standings: readonly MaterialStanding[],
  form: FormSchema,
  lockedFields: ReadonlySet<string>,
  missingWords: string,
): readonly CorrectionPoint[] | CorrectionRefusal {
  const points = new Map<string, CorrectionPoint>();
  for (const [index, point] of found.entries()) {
    const known = point.about === 'material' ? standings.some(({ material }) => material.id === point.key && canBeBrought(material)) : fieldOf(form, point.key) !== null;
    if (!known) return { kind: 'correction-point-unknown', field: `points/${index}/key` };
    if (point.about === 'answer' && lockedFields.has(point.key)) return { kind: 'correction-answer-locked', field: `points/${index}/key` };
    points.set(`${point.about}/${point.key}`, point);
  }
  for (const { material } of missingOf(standings)) {
    const key = `material/${material.id}`;
    if (!points.has(key)) points.set(key, { about: 'material', key: material.id, why: missingWords });
  }
  return points.size === 0 ? { kind: 'correction-empty' } : [...points.values()];
}

/** A material made from the form itself is corrected by its answers. */
function canBeBrought(material: ItemMaterial): boolean {
  return material.supply.kind !== 'form';
}

/** Points that the applicant has not answered yet: a material needs something newer, an answer must have been given anew. */
export function unanswered(correction: Correction, supplied: readonly Supplied[], corrected: readonly string[], declaredMaterials: ReadonlySet<string>): readonly CorrectionPoint[] {
  return correction.points.filter((point) => {
    if (point.about === 'answer') return !corrected.includes(point.key);
    if (declaredMaterials.has(point.key)) return false;
    return !supplied.some((one) => one.material === point.key && one.suppliedAt.getTime() >= correction.toldAt.getTime());
  });
}
