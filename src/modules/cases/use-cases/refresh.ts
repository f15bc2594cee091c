import type { PersonId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { words } from '../../../kernel/text.ts';
import type { Organisation } from '../../identity/contract.ts';
import type { CaseRecord } from '../domain/case.ts';
import type { BeginRefusal, ChangedRefusal, OrganisationRefusal } from '../domain/refusals.ts';
import type { ActRefusal } from '../domain/state.ts';
import type { CasesNeeds } from '../needs.ts';
import { writeChange } from '../sql/case.ts';
import { sealForm } from '../sql/cells.ts';
import { removeFromGovernment } from '../sql/materials.ts';
import { itemColumns } from './begin.ts';
import { refusalOf } from './open-case.ts';
import { organisationFor } from './organisations.ts';
import { prefillForm } from './prefill.ts';

type Refreshed = { readonly id: string; readonly version: number };

/** Reads the registers again and brings a draft onto the form as it is published now; answers that still have their question stay. */
export async function refreshDraft(needs: CasesNeeds, deed: Deed, record: CaseRecord, input: { version: number }): Promise<Outcome<Refreshed, ActRefusal | ChangedRefusal | BeginRefusal>> {
  const refusal = refusalOf(deed, 'prefill', record, input.version, null);
  if (refusal) return refuse(refusal);
  const organisation = record.organisation === null ? null : await needs.identity.organisation(deed.tx, record.organisation);
  return fillAgain(needs, deed, record, organisation);
}

/** The organisation for which the person applies; what the former one supplied goes with it. */
export async function chooseOrganisation(
  needs: CasesNeeds,
  deed: Deed,
  record: CaseRecord,
  input: { version: number; organisation: string },
): Promise<Outcome<Refreshed, ActRefusal | ChangedRefusal | BeginRefusal | OrganisationRefusal>> {
  const refusal = refusalOf(deed, 'choose-organisation', record, input.version, null);
  if (refusal) return refuse(refusal);
  const { item } = await needs.items.version(deed.tx, record.itemVersion);
  const organisation = await organisationFor(needs, deed, record.applicant as PersonId, item.applicantKinds, input.organisation);
  if (!organisation.ok) return organisation;
  if (organisation.value?.id !== record.organisation) await removeFromGovernment(deed.tx, record.id);
  return fillAgain(needs, deed, record, organisation.value);
}

async function fillAgain(needs: CasesNeeds, deed: Deed, record: CaseRecord, organisation: Organisation | null): Promise<Outcome<Refreshed, BeginRefusal>> {
  const published = await needs.items.findPublished(deed.tx, record.itemSlug);
  if (!published) return refuse({ kind: 'item-not-published' });
  const person = await needs.identity.person(deed.tx, record.applicant as PersonId);
  const form = await prefillForm(needs, deed, { caseId: record.id, published, person, organisation, faces: new Map() }, record.form);
  const renewed = published.version !== record.itemVersion;
  const version = await writeChange(deed, record.id, record.version, {
    to: 'draft',
    set: {
      form: sealForm(needs.cells, record.id, form),
      organisation: organisation?.id ?? null,
      ...itemColumns(published),
      ...(renewed ? { screens_saved: [] } : {}),
    },
    history: renewed
      ? [{ kind: 'renewed', by: 'applicant', from: 'draft', to: 'draft', says: words(`改用事项第 ${published.versionNumber} 版表单`, `Moved to version ${published.versionNumber} of the form`) }]
      : [],
  });
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug, detail: { itemVersion: published.versionNumber } });
  return done({ id: record.id, version });
}
