import type { Purpose } from '../contract.ts';

/** Fields that stay shut whatever an item lists: they answer questions of their own, never as values on a form. */
const neverPrefilled = new Set(['listedAsDishonest', 'alive', 'diedOn', 'legalRepresentativeNumber']);

/**
 * Which of the asked fields this purpose does not open (PIPL 34: state organs within statutory power and need).
 * @param listed the fields that the item names for its materials, prefills and decision facts
 * @returns the fields to refuse, in the order asked; empty when all may be read
 */
export function fieldsRefused(asked: readonly string[], listed: ReadonlySet<string>, purpose: Purpose['code']): string[] {
  return asked.filter((field) => !listed.has(field) || (purpose === 'prefill' && neverPrefilled.has(field)));
}
