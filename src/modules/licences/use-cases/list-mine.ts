import type { PersonId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import type { Ground } from '../needs.ts';
import { openLicence } from '../open-licence.ts';
import { copiesOf } from '../sql/copy.ts';
import { licencesHeldBy } from '../sql/licence.ts';
import { cardOf } from './show-licence.ts';
import { copyLine } from './copies.ts';
import { whoHolds } from './who-holds.ts';

/** A person's licences and those of the organisations they act for today, with the copies they brought. */
export async function listMine(ground: Ground, deed: Deed, person: PersonId) {
  const holding = await whoHolds(ground, deed, person);
  const rows = await licencesHeldBy(deed.tx, holding.holders);
  const copies = await copiesOf(deed.tx, person);
  const types = [...new Set(ground.types.values())].filter((type) => type.state === 'valid' && type.holderKind !== 'organisation');
  return {
    licences: rows.map((row) => cardOf(openLicence(ground, row, deed.today).summary)),
    copies: copies.map((row) => copyLine(ground, row)),
    types: types.map((type) => ({ slug: type.slug, name: type.name })),
  };
}
