import { randomBytes } from 'node:crypto';
import type { StaffAsker } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, type Outcome, refuse } from '../../../kernel/outcome.ts';
import type { Day } from '../../../kernel/day.ts';
import type { LicenceId, Standing } from '../contract.ts';
import { standingEventText } from '../domain/log-event.ts';
import { actOutcomes, mayAct, type StandingAct, standingOf, type State } from '../domain/standing.ts';
import type { Ground } from '../needs.ts';
import { lockLicence } from '../sql/licence.ts';
import { changeState } from '../sql/standing.ts';
import type { LicenceRow } from '../sql/tables.ts';

export type ChangeRefusal = { kind: 'licence-not-open-for-this'; standing: Standing } | { kind: 'licence-unknown' };

/** Suspends, restores or revokes a licence, with its reason (行政许可法, articles 69 and 70). The row is locked: two acts cannot cross. */
export async function changeStanding(
  ground: Ground,
  deed: Deed<StaffAsker>,
  input: { licence: LicenceId; act: StandingAct; reason: string },
): Promise<Outcome<{ standing: Standing }, ChangeRefusal>> {
  const row = await lockLicence(deed.tx, input.licence);
  if (!row || row.state === 'void') return refuse({ kind: 'licence-unknown' });
  const standing = standingOf({ state: row.state, validTo: row.valid_to as Day | null }, deed.today);
  if (!mayAct(input.act, standing)) return refuse({ kind: 'licence-not-open-for-this', standing });
  const to = actOutcomes[input.act];
  await writeChange(ground, deed, row, to, input.reason);
  deed.audit({ object: { kind: 'licence', id: row.id }, ...(row.case_id ? { case: row.case_id } : {}), detail: { from: row.state, to } });
  return done({ standing: to });
}

/** The move itself: state, reason, leaf of the log and a message for those who keep count. */
export async function writeChange(ground: Pick<Ground, 'leaveLeaf'>, deed: Deed, row: LicenceRow, to: State, reason: string): Promise<void> {
  const change = {
    id: deed.newId<'StandingChange'>(),
    licence: row.id as LicenceId,
    from: row.state,
    to,
    at: deed.now,
    person: deed.asker.role === 'public' ? null : deed.asker.person,
    office: deed.asker.role === 'public' || deed.asker.role === 'citizen' ? null : deed.asker.office,
    reason,
    salt: randomBytes(32),
  };
  await changeState(deed.tx, change);
  const text = standingEventText({ identifier: row.identifier, from: row.state, to, at: deed.now.toISOString() });
  await ground.leaveLeaf(deed.tx, [{ event: change.id, salt: change.salt, text }]);
  deed.emit('licence.standing-changed', { licence: row.id, type: row.type, case: row.case_id, from: row.state, to });
}
