import type { Insertable } from 'kysely';
import type { Asker, OfficeId, RealNameLevel } from '../../../kernel/asker.ts';
import { realNameLevels } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { words } from '../../../kernel/text.ts';
import type { PublishedItem } from '../../items/contract.ts';
import type { CaseId } from '../contract.ts';
import type { Channel } from '../domain/case.ts';
import type { BeginRefusal } from '../domain/refusals.ts';
import type { CasesNeeds } from '../needs.ts';
import { insertCase } from '../sql/case.ts';
import { sealForm, sealName } from '../sql/cells.ts';
import type { CaseRow } from '../sql/tables.ts';
import { organisationFor } from './organisations.ts';
import { prefillForm } from './prefill.ts';

export type CitizenAsker = Extract<Asker, { role: 'citizen' }>;

export interface Begun {
  readonly id: CaseId;
  readonly version: number;
  readonly firstScreen: string;
}

/** A person begins an application; the first screen already knows what the government knows. */
export async function beginCase(needs: CasesNeeds, deed: Deed<CitizenAsker>, input: { item: string; organisation: string | null }): Promise<Outcome<Begun, BeginRefusal>> {
  const published = await needs.items.findPublished(deed.tx, input.item);
  if (!published) return refuse({ kind: 'item-not-published' });
  const { item } = published;
  if (!isOnline(item)) return refuse({ kind: 'item-not-online' });
  const has = deed.asker.realNameLevel;
  if (rankOf(has) < rankOf(item.minimumRealNameLevel)) return refuse({ kind: 'real-name-level-too-low', needs: item.minimumRealNameLevel, has });
  const organisation = await organisationFor(needs, deed, deed.asker.person, item.applicantKinds, input.organisation);
  if (!organisation.ok) return organisation;
  const person = await needs.identity.person(deed.tx, deed.asker.person);
  const id = deed.newId<'Case'>();
  const form = await prefillForm(needs, deed, { caseId: id, published, person, organisation: organisation.value, faces: new Map() }, { answers: {}, prefilled: {}, corrected: [] });
  const row = {
    ...(await newCase(needs, deed, id, published, 'online')),
    applicant: person.id,
    applicant_name: sealName(needs.cells, id, person.name),
    organisation: organisation.value?.id ?? null,
    form: sealForm(needs.cells, id, form),
  };
  await insertCase(deed, row, { kind: 'begun', by: 'applicant', from: null, to: 'draft', says: words('网上开始填写申请', 'Application begun online') });
  deed.audit({ object: { kind: 'case', id }, case: id, item: published.slug });
  return done({ id, version: 1, firstScreen: item.form['x-screens'][0]?.id ?? '' });
}

/** An item that another system runs is applied for there or at a window, never here. */
export function isOnline(item: PublishedItem['item']): boolean {
  return item.elements.isOnline && item.integration.kind === 'direct';
}

/** A case of an item as it is published now: it keeps this version whatever is published later. */
export async function newCase(needs: Pick<CasesNeeds, 'identity' | 'instance'>, deed: Deed, id: CaseId, published: PublishedItem, channel: Channel): Promise<Insertable<CaseRow>> {
  const { item } = published;
  const office = await officeOf(needs, deed, item.officeId);
  const acceptance = item.acceptance.officeId === item.officeId ? office.id : (await officeOf(needs, deed, item.acceptance.officeId)).id;
  return {
    id,
    instance: needs.instance,
    office: office.id,
    acceptance_office: acceptance,
    region: office.region,
    version: 1,
    state: 'draft',
    channel,
    item_slug: published.slug,
    ...itemColumns(published),
    screens_saved: [],
    created_at: deed.now,
  };
}

/** What a case copies from the version of its item: lists show and limits count without asking again. */
export function itemColumns({ version, item: { elements, limits } }: PublishedItem) {
  return {
    item_version: version,
    item_name: JSON.stringify(elements.taskName),
    legal_days: limits.legal?.days ?? null,
    legal_unit: limits.legal?.unit ?? null,
    promised_days: limits.promised.days,
    promised_unit: limits.promised.unit,
  };
}

async function officeOf(needs: Pick<CasesNeeds, 'identity'>, deed: Deed, slug: string): Promise<{ id: OfficeId; region: string }> {
  const office = await needs.identity.findOfficeBySlug(deed.tx, slug);
  if (!office) throw new Error(`a published item names the office ${slug}, which does not exist`);
  return office;
}

function rankOf(level: RealNameLevel): number {
  return realNameLevels.indexOf(level);
}
