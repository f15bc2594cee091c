import type { FormSchema as CityForm, ItemData, Material as CityMaterial } from '../../../../cities/types.ts';

/** One version of an implementation: the 70 elements of GB/T 39046 and what the platform adds. */
export type Item = ItemData;
export type Material = CityMaterial;
export type FormSchema = CityForm;

export type ItemMark = 'at-once' | 'online' | 'zero-visit' | 'one-visit' | 'nearby';

/** The marks that tell at a glance how little effort an item takes (网上办, 马上办, 就近办, 最多跑一次). */
export function marksOf(item: Item): ItemMark[] {
  const { elements } = item;
  const marks: ItemMark[] = [];
  if (elements.projectType === '1') marks.push('at-once');
  if (elements.isOnline) marks.push('online');
  if (elements.limitSceneNum === 0) marks.push('zero-visit');
  if (elements.limitSceneNum === 1) marks.push('one-visit');
  if (elements.town.length > 0 || elements.village.length > 0) marks.push('nearby');
  return marks;
}

/** What people apply for most stands first; of equals the one that takes fewer visits, then by slug so that the order stands still. */
export function inDemand<Entry extends { readonly slug: string; readonly item: Item; readonly submissions: number }>(entries: readonly Entry[]): Entry[] {
  return entries.toSorted(
    (a, b) => b.submissions - a.submissions || a.item.elements.limitSceneNum - b.item.elements.limitSceneNum || (a.slug < b.slug ? -1 : 1),
  );
}

/** Every register field that the item names: for its materials, its prefills, its decision rule and its licence's face. */
export function registerFieldsOf(item: Item): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const material of item.elements.materials) if (material.supply.kind === 'register') for (const field of material.supply.fields) fields.add(field);
  for (const field of Object.values(item.form.properties)) {
    const prefill = field['x-prefill'];
    if (prefill?.from === 'register' || prefill?.from === 'entity') fields.add(prefill.field);
  }
  if (item.decision.kind === 'rule') for (const fact of item.decision.facts) if (fact.source.from === 'population') fields.add(fact.source.field);
  for (const source of Object.values(item.resultFace)) if (source.from === 'population' || source.from === 'organisation') fields.add(source.field);
  return fields;
}

/** How many of the materials the government supplies by itself, and how many the applicant brings. */
export function supplyOf(item: Item): { readonly government: number; readonly applicant: number } {
  const government = item.elements.materials.filter((material) => material.supply.kind !== 'applicant').length;
  return { government, applicant: item.elements.materials.length - government };
}
