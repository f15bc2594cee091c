import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import type { CaseRecord } from '../domain/case.ts';
import type { ChangedRefusal } from '../domain/refusals.ts';
import type { ActRefusal } from '../domain/state.ts';
import type { CasesNeeds } from '../needs.ts';
import { readAttached, writeChange } from '../sql/case.ts';
import type { CitizenAsker } from './begin.ts';
import { collectMaterials, type CollectOutcome } from './collect.ts';
import { refusalOf } from './open-case.ts';

/** The applicant, in their own session, takes over what licences and registers hold. */
export async function collectOwn(
  needs: CasesNeeds,
  deed: Deed<CitizenAsker>,
  record: CaseRecord,
  input: { version: number },
): Promise<Outcome<{ id: string; version: number; outcomes: readonly CollectOutcome[] }, ActRefusal | ChangedRefusal>> {
  const refusal = refusalOf(deed, 'collect', record, input.version, null);
  if (refusal) return refuse(refusal);
  const published = await needs.items.version(deed.tx, record.itemVersion);
  const person = await needs.identity.person(deed.tx, deed.asker.person);
  const organisation = record.organisation === null ? null : await needs.identity.organisation(deed.tx, record.organisation);
  const { supplied } = await readAttached(needs.cells, deed.tx, record.id);
  const collected = await collectMaterials(needs, deed, { caseId: record.id, published, person, organisation, ground: { kind: 'session', person: person.id }, supplied });
  const version = await writeChange(deed, record.id, record.version, { to: record.state, set: {}, history: [], materials: collected.rows });
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug, detail: { materials: collected.rows.length } });
  return done({ id: record.id, version, outcomes: collected.outcomes });
}
