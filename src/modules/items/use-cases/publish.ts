import { createHash } from 'node:crypto';
import type { Deed } from '../../../kernel/deed.ts';
import type { ItemVersionId } from '../contract.ts';
import type { Item } from '../domain/item.ts';
import { termsOf } from '../domain/search.ts';
import { itemSchema } from '../schema/item.ts';
import { findDigest, insertVersion } from '../sql/items.ts';

/**
 * Publishes the next version of an item; the same content again changes nothing.
 * @throws when it is no whole item: a file of the city is wrong, and no version may lack an element
 */
export async function publishItem(deed: Deed, place: { instance: string; region: string }, item: Item): Promise<'published' | 'unchanged'> {
  const digest = createHash('sha256').update(JSON.stringify(item)).digest('hex');
  const newest = await findDigest(deed.tx, item.slug);
  if (newest?.digest === digest) return 'unchanged';
  itemSchema.parse(item);
  const id: ItemVersionId = deed.newId<'ItemVersion'>();
  await insertVersion(deed.tx, { id, number: (newest?.number ?? 0) + 1, item, digest, ...place, terms: termsOf(item), now: deed.now });
  deed.audit({ object: { kind: 'item-version', id }, item: item.elements.taskCode, detail: { version: (newest?.number ?? 0) + 1 } });
  return 'published';
}
