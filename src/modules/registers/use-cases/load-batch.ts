import { createHash } from 'node:crypto';
import type { Deed } from '../../../kernel/deed.ts';
import type { EntityRecord, PersonRecord } from '../contract.ts';
import { insertBatch, writeEntities, writePersons } from '../sql/registers.ts';

export type Delivery =
  | { readonly register: 'population'; readonly department: string; readonly records: readonly PersonRecord[] }
  | { readonly register: 'legal-entity'; readonly department: string; readonly records: readonly EntityRecord[] };

/** The only writer of the registers: a delivery as one batch; the same delivery again changes nothing. */
export async function loadBatch(deed: Deed, delivery: Delivery): Promise<'loaded' | 'loaded-before'> {
  const id = deed.newId<'Batch'>();
  const digest = createHash('sha256').update(JSON.stringify(delivery.records)).digest('hex');
  const fresh = await insertBatch(deed.tx, { id, register: delivery.register, department: delivery.department, rows: delivery.records.length, digest, now: deed.now });
  if (!fresh) return 'loaded-before';
  if (delivery.register === 'population') await writePersons(deed.tx, id, delivery.records);
  else await writeEntities(deed.tx, id, delivery.records);
  deed.audit({ object: { kind: 'register-batch', id }, detail: { register: delivery.register, rows: delivery.records.length } });
  return 'loaded';
}
