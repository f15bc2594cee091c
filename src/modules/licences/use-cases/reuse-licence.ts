import type { PersonId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, type Outcome, refuse } from '../../../kernel/outcome.ts';
import type { Holder, LicenceId, ReuseEvidence, ReuseGround, ReuseRefusal } from '../contract.ts';
import { bestFirst } from '../domain/reuse.ts';
import type { Ground } from '../needs.ts';
import { openLicence, type OpenedLicence } from '../open-licence.ts';
import { licencesHeldBy } from '../sql/licence.ts';
import { insertReuse } from '../sql/reuse.ts';
import { whoHolds } from './who-holds.ts';

export interface ReuseRequest {
  readonly type: string;
  readonly holders: readonly Holder[];
  readonly ground: ReuseGround;
  readonly case: string;
  readonly material: string;
  readonly purpose: string;
}

/**
 * A licence in place of a paper. What counts is true now, not when the case began: the person on whose ground it is read
 * stands to the holder, the licence is in force, its signature fits. Each use is written down for the holder to see.
 */
export async function reuseLicence(ground: Ground, deed: Deed, request: ReuseRequest): Promise<Outcome<ReuseEvidence, ReuseRefusal>> {
  const type = ground.types.get(request.type);
  const person = personOf(request, deed);
  if (!type || person === null) return refuse({ kind: 'licence-not-held' });
  const held = await whoHolds(ground, deed, person);
  const holders = request.holders.filter((holder) => held.pathTo(holder) !== null);
  const rows = await licencesHeldBy(deed.tx, holders, type.code);
  const best = bestFirst(rows.map((row) => openLicence(ground, row, deed.today)))[0];
  if (!best) return refuse({ kind: 'licence-not-held' });
  if (best.standing !== 'valid') return refuse({ kind: 'licence-not-valid', standing: best.standing });
  if (!(await signatureHolds(ground, best))) return refuse({ kind: 'licence-signature-broken' });
  const path = [...(held.pathTo(best.summary.holder) ?? []), `${type.name.zh} ${best.summary.number}`];
  const reuse = deed.newId<'Reuse'>();
  await insertReuse(deed.tx, {
    id: reuse,
    licence: best.summary.id,
    case_id: request.case,
    material: request.material,
    purpose: request.purpose,
    ground: request.ground.kind,
    reading: request.ground.kind === 'card' ? request.ground.reading.id : null,
    person,
    asker_person: deed.asker.role === 'public' ? null : deed.asker.person,
    asker_office: deed.asker.role === 'public' || deed.asker.role === 'citizen' ? null : deed.asker.office,
    verified_at: deed.now,
    path: ground.cells.seal('licences.reuse.path', reuse, JSON.stringify(path)),
  });
  deed.readsPersonal({ subject: person, fields: [`licence:${type.slug}`], purpose: 'licence:reuse', case: request.case });
  return done({
    reuse,
    licence: best.summary.id as LicenceId,
    identifier: best.record.identifier,
    typeName: type.name,
    holderName: best.summary.holderName,
    grade: best.summary.grade,
    verifiedAt: deed.now,
    path,
    face: best.record.face,
  });
}

/** Whose ground it is: a card counts for the case it was read for, a session for its own person. */
function personOf({ ground, case: caseId }: ReuseRequest, deed: Deed): PersonId | null {
  if (ground.kind === 'card') return ground.reading.case === caseId ? ground.reading.person : null;
  // A clerk's session opens nobody's licences: at a window only the card does.
  return deed.asker.role === 'citizen' && deed.asker.person === ground.person ? ground.person : null;
}

async function signatureHolds(ground: Ground, licence: OpenedLicence): Promise<boolean> {
  if (licence.signature === null) return false;
  const verified = await ground.keys.verify('licence', licence.bytes, licence.signature, licence.signature.at);
  return verified.ok;
}
