import type { OfficeId } from '../../../kernel/asker.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Text } from '../../../kernel/text.ts';
import type { Office } from '../contract.ts';
import { identityOf } from './tables.ts';

export interface OfficeToLoad extends Office {
  readonly windows: readonly { readonly id: string; readonly name: Text }[];
  readonly demo: boolean;
}

/** Parents before children. Loading again changes what the data changed and nothing else. */
export async function loadOffices(tx: Tx, instance: string, offices: readonly OfficeToLoad[]): Promise<void> {
  for (const office of offices) {
    const values = {
      kind: office.kind,
      parent: office.parent,
      name: JSON.stringify(office.name),
      region: office.region,
      credit_code: office.creditCode,
      phone: office.phone,
      windows: JSON.stringify(office.windows),
      demo: office.demo,
    };
    await identityOf(tx)
      .insertInto('office')
      .values({ id: office.id, instance, slug: office.slug, ...values })
      .onConflict((conflict) => conflict.constraint('office_key').doUpdateSet(values))
      .execute();
  }
}

/** For an office that the city's data no longer knows but old cases still name. @throws when it never was */
export async function getOffice(reader: Reader, office: OfficeId): Promise<Office> {
  const row = await identityOf(reader)
    .selectFrom('office')
    .select(['id', 'slug', 'kind', 'name', 'region', 'credit_code as creditCode', 'phone', 'parent'])
    .where('id', '=', office)
    .executeTakeFirst();
  if (!row) throw new Error(`there is no office ${office}`);
  return row;
}
