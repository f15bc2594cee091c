import type { StaffAsker } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { words } from '../../../kernel/text.ts';
import type { CardReading, Organisation, Person, ReadingId } from '../../identity/contract.ts';
import type { CaseRecord, Supplied } from '../domain/case.ts';
import type { BeginRefusal, CardRefusal, ChangedRefusal } from '../domain/refusals.ts';
import type { ActRefusal } from '../domain/state.ts';
import type { CasesNeeds } from '../needs.ts';
import { readAttached, writeChange } from '../sql/case.ts';
import { sealForm, sealName } from '../sql/cells.ts';
import { removeFromGovernment } from '../sql/materials.ts';
import { itemColumns } from './begin.ts';
import { collectMaterials, type Collected, type CollectOutcome } from './collect.ts';
import { refusalOf } from './open-case.ts';
import { organisationFor } from './organisations.ts';
import { prefillForm } from './prefill.ts';

export interface Identified {
  readonly id: string;
  readonly version: number;
  readonly applicantName: string;
  readonly organisation: { readonly name: string; readonly creditCode: string } | null;
  /** to choose from when several are possible: the card is laid on the reader again with the choice */
  readonly organisations: readonly { readonly name: string; readonly creditCode: string }[];
  readonly outcomes: readonly CollectOutcome[];
}

export interface IdentifyInput {
  readonly version: number;
  readonly reading: string;
  readonly organisation: string | null;
}

type IdentifyRefusal = ActRefusal | ChangedRefusal | CardRefusal | BeginRefusal;

/**
 * The card on the reader says who stands here. On that ground alone the person's own licences, and those of the
 * organisation the person acts for, are opened: everything the government holds is filled in with its evidence.
 */
export async function identifyByCard(needs: CasesNeeds, deed: Deed<StaffAsker>, record: CaseRecord, input: IdentifyInput): Promise<Outcome<Identified, IdentifyRefusal>> {
  const refusal = refusalOf(deed, 'identify', record, input.version, null);
  if (refusal) return refuse(refusal);
  const reading = await needs.identity.useReading(deed, input.reading as ReadingId, record.id);
  if (!reading.ok) return reading;
  const card = reading.value;
  if (record.applicant !== null && record.applicant !== card.person) return refuse({ kind: 'card-of-another-person' });
  // Nobody handles a case of their own (公务员法, article 76).
  if (card.person === deed.asker.person) return refuse({ kind: 'own-case' });
  const person = await needs.identity.person(deed.tx, card.person);
  deed.readsPersonal({ subject: person.id, fields: ['name', 'number', 'phone'], purpose: 'case:identify', case: record.id });
  return record.state === 'draft' ? fillDraft(needs, deed, record, card, person, input.organisation) : addToCorrection(needs, deed, record, card, person);
}

async function fillDraft(needs: CasesNeeds, deed: Deed<StaffAsker>, record: CaseRecord, card: CardReading, person: Person, wanted: string | null): Promise<Outcome<Identified, IdentifyRefusal>> {
  const published = await needs.items.findPublished(deed.tx, record.itemSlug);
  if (!published) return refuse({ kind: 'item-not-published' });
  const chosen = await organisationFor(needs, deed, person.id, published.item.applicantKinds, wanted);
  if (!chosen.ok && chosen.refusal.kind !== 'organisation-to-choose') return chosen;
  const organisation = chosen.ok ? chosen.value : null;
  const again = record.applicant !== null;
  const changed = again && organisation?.id !== record.organisation;
  if (changed) await removeFromGovernment(deed.tx, record.id);
  const there = again ? (await readAttached(needs.cells, deed.tx, record.id)).supplied : [];
  const collected = chosen.ok
    ? await collectMaterials(needs, deed, { caseId: record.id, published, person, organisation, ground: { kind: 'card', reading: card }, supplied: there })
    : nothingCollected;
  const form = await prefillForm(needs, deed, { caseId: record.id, published, person, organisation, faces: collected.faces }, record.form);
  const version = await writeChange(deed, record.id, record.version, {
    to: 'draft',
    set: {
      applicant: person.id,
      applicant_name: sealName(needs.cells, record.id, person.name),
      organisation: organisation?.id ?? null,
      ...itemColumns(published),
      form: sealForm(needs.cells, record.id, form),
    },
    history: [{ kind: 'identified', by: 'staff', from: 'draft', to: 'draft', says: words('窗口读取身份证，核对申请人', 'Applicant identified by the card at the window') }],
    materials: collected.rows,
    visit: visitOf(deed, record),
  });
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug, detail: { reading: card.id, materials: collected.rows.length } });
  const organisations = chosen.ok ? [] : await choices(needs, deed, person);
  return done({ id: record.id, version, applicantName: person.name, organisation: organisation && gist(organisation), organisations, outcomes: collected.outcomes });
}

const nothingCollected: Collected = { rows: [], supplied: [], outcomes: [], faces: new Map() };

async function choices(needs: CasesNeeds, deed: Deed, person: Person): Promise<Identified['organisations']> {
  const relations = await needs.identity.relationsOf(deed.tx, person.id, deed.today);
  return [...new Map(relations.map(({ organisation }) => [organisation.id, gist(organisation)])).values()];
}

function gist({ name, creditCode }: Organisation) {
  return { name, creditCode };
}

/** The same person comes back with what was missing: a visit, and perhaps a licence that exists by now. */
async function addToCorrection(needs: CasesNeeds, deed: Deed<StaffAsker>, record: CaseRecord, card: CardReading, person: Person): Promise<Outcome<Identified, IdentifyRefusal>> {
  const published = await needs.items.version(deed.tx, record.itemVersion);
  const organisation = record.organisation === null ? null : await needs.identity.organisation(deed.tx, record.organisation);
  const there: readonly Supplied[] = (await readAttached(needs.cells, deed.tx, record.id)).supplied;
  const collected = await collectMaterials(needs, deed, { caseId: record.id, published, person, organisation, ground: { kind: 'card', reading: card }, supplied: there });
  const version = await writeChange(deed, record.id, record.version, {
    to: record.state,
    set: {},
    history: [{ kind: 'identified', by: 'staff', from: record.state, to: record.state, says: words('申请人到窗口补正', 'The applicant came to the window with what was missing') }],
    materials: collected.rows,
    visit: visitOf(deed, record),
  });
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug, detail: { reading: card.id, materials: collected.rows.length } });
  return done({ id: record.id, version, applicantName: person.name, organisation: organisation && gist(organisation), organisations: [], outcomes: collected.outcomes });
}

function visitOf(deed: Deed<StaffAsker>, record: CaseRecord) {
  return { case_id: record.id, visited_on: deed.today, at: deed.now, office: deed.asker.office, window: deed.asker.window, clerk: deed.asker.person };
}
