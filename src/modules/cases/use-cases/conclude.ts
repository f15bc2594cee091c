import type { PersonId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import type { Organisation, Person } from '../../identity/contract.ts';
import type { PublishedItem } from '../../items/contract.ts';
import type { Holder, LicenceId } from '../../licences/contract.ts';
import type { EntityRecord, PersonRecord } from '../../registers/contract.ts';
import type { CaseRecord, Supplied } from '../domain/case.ts';
import { answerInWords, licenceFace } from '../domain/licence-face.ts';
import type { GrantRefusal } from '../domain/refusals.ts';
import type { CasesNeeds } from '../needs.ts';

export interface Granted {
  readonly organisation: Organisation | null;
  readonly licence: LicenceId | null;
}

/**
 * What a grant brings about, in the transaction of the decision: the organisation it creates, and the intent to issue its
 * licence. The signature follows after the commit.
 */
export async function bringAbout(needs: CasesNeeds, deed: Deed, record: CaseRecord, published: PublishedItem, person: Person, supplied: readonly Supplied[]): Promise<Outcome<Granted, GrantRefusal>> {
  const created = await createOrganisation(needs, deed, record, published, person);
  if (!created.ok) return created;
  const organisation = created.value ?? (record.organisation === null ? null : await needs.identity.organisation(deed.tx, record.organisation));
  const { resultLicenceType } = published.item;
  if (resultLicenceType === null) return done({ organisation, licence: null });
  const holder: Holder = organisation === null ? { kind: 'person', person: person.id } : { kind: 'organisation', organisation: organisation.id };
  const registers = await registersForFace(needs, deed, record, published, person, organisation);
  const prepared = await needs.licences.prepare(deed, {
    type: resultLicenceType,
    holder,
    case: record.id,
    caseNumber: record.number ?? '',
    item: published.code,
    issuer: record.office,
    face: licenceFace({ item: published.item, answers: record.form.answers, person, organisation, supplied, ...registers }),
    validFrom: deed.today,
  });
  return prepared.ok ? done({ organisation, licence: prepared.value }) : refuse(prepared.refusal);
}

/**
 * The form of an item that creates an organisation names these questions so: `businessName`, `premisesAddress`,
 * `businessScope`, and `funds` where capital is asked for.
 */
async function createOrganisation(
  needs: CasesNeeds,
  deed: Deed,
  record: CaseRecord,
  { item }: PublishedItem,
  person: Person,
): Promise<Outcome<Organisation | null, { kind: 'organisation-name-taken'; field: 'name' }>> {
  const { createsOrganisation, form } = item;
  if (createsOrganisation === undefined) return done(null);
  const say = (name: string) => answerInWords(form, name, record.form.answers);
  return needs.identity.registerOrganisation(deed, {
    name: say('businessName') ?? '',
    kind: createsOrganisation.kind,
    creditCodePrefix: createsOrganisation.creditCodePrefix,
    operator: person.id,
    address: say('premisesAddress') ?? '',
    scope: say('businessScope') ?? '',
    capital: say('funds'),
  });
}

type FaceFields = { readonly population: Readonly<Record<string, unknown>>; readonly entity: Readonly<Record<string, unknown>> };

async function registersForFace(needs: CasesNeeds, deed: Deed, record: CaseRecord, { item }: PublishedItem, person: Person, organisation: Organisation | null): Promise<FaceFields> {
  const sources = Object.values(item.resultFace);
  const purpose = { code: 'decide', case: record.id, item: record.itemSlug } as const;
  const fields = sources.flatMap((source) => (source.from === 'population' ? [source.field] : [])) as (keyof PersonRecord)[];
  const entityFields = sources.flatMap((source) => (source.from === 'organisation' && source.field !== 'name' && source.field !== 'creditCode' ? [source.field] : [])) as (keyof EntityRecord)[];
  const found = fields.length === 0 ? null : await needs.registers.lookUpPerson(deed, { number: person.citizenNumber, fields, purpose });
  const entity = entityFields.length === 0 || organisation === null ? null : await needs.registers.lookUpEntity(deed, { creditCode: organisation.creditCode, fields: entityFields, purpose });
  return { population: found?.ok ? found.value.record : {}, entity: entity?.ok ? entity.value.record : {} };
}

/** The approver on duty who gets the case: never who accepted it, never the applicant; holders of the post before their deputies. */
export async function approverFor(needs: Pick<CasesNeeds, 'identity'>, deed: Deed, record: CaseRecord, acceptedBy: PersonId | null): Promise<PersonId | null> {
  const posts = await needs.identity.onDuty(deed.tx, { office: record.office, role: 'approver', item: record.itemSlug, day: deed.today });
  return posts.find(({ person }) => person !== acceptedBy && person !== record.applicant)?.person ?? null;
}
