import type { StaffAsker } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { words } from '../../../kernel/text.ts';
import type { BeginRefusal } from '../domain/refusals.ts';
import type { CasesNeeds } from '../needs.ts';
import { insertCase } from '../sql/case.ts';
import { newCase, type Begun } from './begin.ts';

/** A clerk opens a case at the window; whose it is, the card will say. */
export async function openAtWindow(needs: CasesNeeds, deed: Deed<StaffAsker>, input: { item: string }): Promise<Outcome<Begun, BeginRefusal>> {
  const published = await needs.items.findPublished(deed.tx, input.item);
  if (!published) return refuse({ kind: 'item-not-published' });
  const { asker } = deed;
  const id = deed.newId<'Case'>();
  const row = await newCase(needs, deed, id, published, 'window');
  const here = row.acceptance_office === asker.office || row.office === asker.office;
  const covered = asker.items === '*' || asker.items.includes(published.slug);
  if (!here || !covered) return refuse({ kind: 'item-not-at-this-window' });
  await insertCase(
    deed,
    { ...row, window: asker.window, assignee: asker.person },
    { kind: 'opened', by: 'staff', from: null, to: 'draft', says: words('窗口开始收件', 'Opened at the window') },
  );
  deed.audit({ object: { kind: 'case', id }, case: id, item: published.slug, detail: { window: asker.window } });
  return done({ id, version: 1, firstScreen: published.item.form['x-screens'][0]?.id ?? '' });
}
