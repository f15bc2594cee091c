import type { z } from 'zod';
import { realNameLevels } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { words, type Text } from '../../../kernel/text.ts';
import type { OrganisationRelation } from '../../identity/contract.ts';
import type { LicenceSummary } from '../../licences/contract.ts';
import type { ItemMaterial } from '../domain/case.ts';
import type { CasesNeeds } from '../needs.ts';
import { draftsOf } from '../sql/lists.ts';
import type { startView } from '../views.ts';
import { isOnline } from './begin.ts';

type View = z.input<typeof startView>;

/** Before beginning: what will be needed, what the government holds already, and drafts that may go on. */
export async function showStart(needs: CasesNeeds, deed: Deed, slug: string): Promise<Outcome<View, { kind: 'item-not-published' }>> {
  const published = await needs.items.findPublished(deed.tx, slug);
  if (!published) return refuse({ kind: 'item-not-published' });
  const { item } = published;
  const person = deed.asker.role === 'citizen' ? deed.asker : null;
  const wantsOrganisation = item.applicantKinds.includes('organisation');
  const relations = person === null || !wantsOrganisation ? [] : await needs.identity.relationsOf(deed.tx, person.person, deed.today);
  const held = person === null || !item.elements.materials.some(wantsLicence) ? [] : await needs.licences.heldBy(deed.tx, holdersOf(person.person, relations), deed.today);
  const drafts = person === null ? [] : await draftsOf(deed.tx, person.person, published.slug);
  const tooLow = person !== null && realNameLevels.indexOf(person.realNameLevel) < realNameLevels.indexOf(item.minimumRealNameLevel);
  return done({
    item: { slug: published.slug, name: item.elements.taskName, promised: { ...item.limits.promised } },
    online: isOnline(item),
    signedIn: person !== null,
    needsLevel: tooLow ? item.minimumRealNameLevel : null,
    organisations: [...new Map(relations.map(({ organisation }) => [organisation.creditCode, { name: organisation.name, creditCode: organisation.creditCode }])).values()],
    needsOrganisation: !item.applicantKinds.includes('person'),
    materials: item.elements.materials.map((material) => ({ id: material.id, name: material.materialName, standard: material.acceptStandard, ...supplierOf(material, held) })),
    drafts: drafts.map(({ id, createdAt }) => ({ id, startedAt: createdAt.toISOString() })),
  });
}

function wantsLicence({ supply }: ItemMaterial): boolean {
  return supply.kind === 'licence' || (supply.kind === 'applicant' && supply.orLicence !== undefined);
}

function holdersOf(person: Parameters<CasesNeeds['identity']['person']>[1], relations: readonly OrganisationRelation[]) {
  return [{ kind: 'person' as const, person }, ...relations.map(({ organisation }) => ({ kind: 'organisation' as const, organisation: organisation.id }))];
}

function supplierOf({ supply }: ItemMaterial, held: readonly LicenceSummary[]): { by: 'government' | 'applicant' | 'form'; held: Text | null } {
  if (supply.kind === 'form') return { by: 'form', held: null };
  if (supply.kind === 'register') return { by: 'government', held: supply.register === 'population' ? words('人口库', 'population register') : words('法人库', 'legal-entity register') };
  const type = supply.kind === 'licence' ? supply.licenceTypeCode : supply.orLicence?.licenceTypeCode;
  const licence = held.find((one) => one.type === type && one.standing === 'valid');
  if (licence) return { by: 'government', held: words(`${licence.typeName.zh}（${licence.number}）`, `${licence.typeName.en?.text ?? licence.typeName.zh} (${licence.number})`) };
  return { by: supply.kind === 'licence' ? 'government' : 'applicant', held: null };
}
