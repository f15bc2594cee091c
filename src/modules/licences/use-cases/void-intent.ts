import { performAs } from '../../../kernel/http/perform.ts';
import { done } from '../../../kernel/outcome.ts';
import type { LicenceId } from '../contract.ts';
import type { Ground } from '../needs.ts';
import { lockLicence } from '../sql/licence.ts';
import { writeChange } from './change-standing.ts';

/** Gives up an intent that can never be signed as it was written; a new one may then be prepared for the case. */
export async function voidIntent(ground: Pick<Ground, 'database' | 'clock' | 'leaveLeaf'>, licence: LicenceId, reason: string): Promise<void> {
  await performAs(ground.database, ground.clock, 'licences.void', { role: 'public' }, async (deed) => {
    const row = await lockLicence(deed.tx, licence);
    if (row?.state !== 'prepared') return done(null);
    await writeChange(ground, deed, row, 'void', reason);
    deed.audit({ object: { kind: 'licence', id: row.id }, detail: { reason } });
    deed.emit('licence.voided', { licence: row.id, type: row.type, case: row.case_id });
    return done(null);
  });
}
