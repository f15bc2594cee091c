import type { Relation } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import type { CaseId } from '../contract.ts';
import { situationOf, type CaseRecord, type Correction } from '../domain/case.ts';
import type { ChangedRefusal } from '../domain/refusals.ts';
import { doerOf, whyNot, type Act, type ActRefusal } from '../domain/state.ts';
import type { CasesNeeds } from '../needs.ts';
import { findCase, lockCase } from '../sql/case.ts';

/** The case of one deed is loaded once: the relation looks at it, the deed works on it. */
const opened = new WeakMap<Deed, CaseRecord>();

export async function openCase(needs: Pick<CasesNeeds, 'cells'>, deed: Deed, id: CaseId, purpose: 'read' | 'write'): Promise<CaseRecord | null> {
  const known = opened.get(deed);
  if (known?.id === id) return known;
  const record = purpose === 'write' ? await lockCase(needs.cells, deed.tx, id) : await findCase(needs.cells, deed.tx, id);
  if (record) opened.set(deed, record);
  return record;
}

/** How the asker stands to the case. An online draft is nobody's but the applicant's; a post sees the items it covers. */
export function relationTo(needs: Pick<CasesNeeds, 'identity'>, deed: Deed, record: CaseRecord): Relation {
  const { asker } = deed;
  switch (asker.role) {
    case 'citizen':
      return record.applicant === asker.person ? 'own' : 'none';
    case 'clerk':
    case 'approver': {
      if (isOnlineDraft(record)) return 'none';
      if (asker.items !== '*' && !asker.items.includes(record.itemSlug)) return 'none';
      const deciding = needs.identity.reaches(asker, record.office, record.region);
      if (asker.role === 'approver' || deciding === 'office') return deciding;
      return needs.identity.reaches(asker, record.acceptanceOffice, record.region);
    }
    case 'auditor':
      if (isOnlineDraft(record)) return 'none';
      return needs.identity.reaches(asker, record.office, record.region) === 'none' ? 'none' : 'region';
    default:
      return 'none';
  }
}

/** What is not handed in was given to nobody yet. */
function isOnlineDraft(record: CaseRecord): boolean {
  return record.number === null && record.channel === 'online';
}

/** The first question of every deed: is it still the case that the asker saw, and may the act be done to it now. */
export function refusalOf(deed: Deed, act: Act, record: CaseRecord, version: number, correction: Correction | null): ActRefusal | ChangedRefusal | null {
  const doer = doerOf(deed.asker);
  if (doer === null) throw new Error(`no part of a case for the role ${deed.asker.role}`);
  const forbidden = whyNot(act, situationOf(record, correction), doer);
  if (forbidden !== null) return forbidden;
  return version === record.version ? null : { kind: 'case-changed', version: record.version, state: record.state };
}

/** For deeds behind a relation: the row was locked there. */
export function theCase(deed: Deed): CaseRecord {
  const record = opened.get(deed);
  if (!record) throw new Error('the relation of this route loads the case first');
  return record;
}

/** For deeds without a route: jobs. */
export function keepCase(deed: Deed, record: CaseRecord): void {
  opened.set(deed, record);
}
