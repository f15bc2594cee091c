import type { Insertable } from 'kysely';
import type { Deed } from '../../../kernel/deed.ts';
import { words, type Text } from '../../../kernel/text.ts';
import type { Organisation, Person } from '../../identity/contract.ts';
import type { PublishedItem } from '../../items/contract.ts';
import type { Holder, ReuseEvidence, ReuseGround } from '../../licences/contract.ts';
import type { EntityRecord, PersonRecord } from '../../registers/contract.ts';
import type { CaseId } from '../contract.ts';
import type { Evidence, ItemMaterial, Supplied } from '../domain/case.ts';
import type { CasesNeeds } from '../needs.ts';
import { sealEvidence } from '../sql/cells.ts';
import type { MaterialRow } from '../sql/tables.ts';
import type { LicenceFace } from './prefill.ts';

export interface CollectSubject {
  readonly caseId: CaseId;
  readonly published: PublishedItem;
  readonly person: Person;
  readonly organisation: Organisation | null;
  readonly ground: ReuseGround;
  /** what stands on the case already: nothing is collected twice */
  readonly supplied: readonly Supplied[];
}

/** One material that the government was asked for: it is there, or why not. */
export interface CollectOutcome {
  readonly material: string;
  readonly name: Text;
  readonly got: boolean;
  readonly why: Text | null;
}

export interface Collected {
  readonly rows: readonly Insertable<MaterialRow>[];
  readonly supplied: readonly Supplied[];
  readonly outcomes: readonly CollectOutcome[];
  readonly faces: ReadonlyMap<string, LicenceFace>;
}

type Got = { readonly how: 'licence' | 'register'; readonly evidence: Evidence; readonly face: readonly [string, LicenceFace] | null } | { readonly why: Text };

/**
 * Fills every material that a licence or a register can supply, with the evidence that stands in place of the paper.
 * What cannot be supplied is no refusal: the person is told why, and brings it.
 */
export async function collectMaterials(needs: Pick<CasesNeeds, 'licences' | 'registers' | 'cells'>, deed: Deed, subject: CollectSubject): Promise<Collected> {
  const rows: Insertable<MaterialRow>[] = [];
  const supplied: Supplied[] = [];
  const outcomes: CollectOutcome[] = [];
  const faces = new Map<string, LicenceFace>();
  for (const material of subject.published.item.elements.materials) {
    if (subject.supplied.some((one) => one.material === material.id)) continue;
    const asked = await supplyOne(needs, deed, subject, material);
    if (asked === null) continue;
    const got = 'evidence' in asked;
    outcomes.push({ material: material.id, name: material.materialName, got, why: got ? null : asked.why });
    if (!got) continue;
    const id = deed.newId<'Material'>();
    rows.push({ ...emptyFile, id, case_id: subject.caseId, material: material.id, how: asked.how, evidence: sealEvidence(needs.cells, id, asked.evidence), supplied_at: deed.now, supplied_by: null });
    supplied.push({ id, material: material.id, how: asked.how, file: null, evidence: asked.evidence, suppliedAt: deed.now, suppliedBy: null });
    if (asked.face) faces.set(...asked.face);
  }
  return { rows, supplied, outcomes, faces };
}

const emptyFile = { file: null, file_name: null, media_type: null, size: null, pages: null };

/** null for a material that no licence and no register can supply. */
async function supplyOne(needs: Pick<CasesNeeds, 'licences' | 'registers'>, deed: Deed, subject: CollectSubject, material: ItemMaterial): Promise<Got | null> {
  const { supply } = material;
  switch (supply.kind) {
    case 'form':
      return null;
    case 'licence':
      return byLicence(needs, deed, subject, material.id, supply);
    case 'register':
      return byRegister(needs, deed, subject, supply);
    case 'applicant':
      return supply.orLicence ? byLicence(needs, deed, subject, material.id, supply.orLicence) : null;
  }
}

async function byLicence(
  needs: Pick<CasesNeeds, 'licences'>,
  deed: Deed,
  subject: CollectSubject,
  material: string,
  wanted: { readonly licenceTypeCode: string; readonly holder: 'person' | 'organisation' },
): Promise<Got> {
  const holders: Holder[] =
    wanted.holder === 'person' ? [{ kind: 'person', person: subject.person.id }] : subject.organisation === null ? [] : [{ kind: 'organisation', organisation: subject.organisation.id }];
  if (holders.length === 0) return { why: noOrganisationWords };
  const purpose = `case:${subject.published.slug}`;
  const reused = await needs.licences.reuse(deed, { type: wanted.licenceTypeCode, holders, ground: subject.ground, case: subject.caseId, material, purpose });
  if (reused.ok) {
    const evidence = reused.value;
    return { how: 'licence', evidence: licenceEvidence(evidence), face: [wanted.licenceTypeCode, { name: evidence.typeName, identifier: evidence.identifier, face: evidence.face }] };
  }
  switch (reused.refusal.kind) {
    case 'licence-not-held':
      return { why: words('没有查到这种电子证照，请上传', 'no such electronic licence was found; please upload it') };
    case 'licence-not-valid':
      return { why: standingWords[reused.refusal.standing] };
    case 'licence-signature-broken':
      return { why: words('电子证照的签名核验不通过，已通知发证机关，请上传', 'the signature of the electronic licence does not verify; please upload the document') };
  }
}

const standingWords = {
  prepared: words('电子证照正在制作，请稍后再取', 'the electronic licence is still being made; please collect it a little later'),
  valid: words('电子证照有效', 'the electronic licence is valid'),
  expired: words('电子证照已过有效期，不能使用，请先换证或者上传有效的证明', 'the electronic licence has expired and cannot be used; please renew it or upload a valid one'),
  suspended: words('电子证照已暂停使用', 'the electronic licence is suspended and cannot be used'),
  revoked: words('电子证照已注销，不能使用', 'the electronic licence was revoked and cannot be used'),
  replaced: words('电子证照已被新证替换', 'the electronic licence was replaced by a newer one'),
} as const satisfies Record<string, Text>;

function licenceEvidence(reused: ReuseEvidence): Evidence {
  return {
    source: words(`电子证照库：${reused.typeName.zh}`, `Licence store: ${reused.typeName.en?.text ?? reused.typeName.zh}`),
    path: reused.path,
    verifiedAt: reused.verifiedAt.toISOString(),
    reference: reused.identifier,
    values: reused.face,
  };
}

async function byRegister(
  needs: Pick<CasesNeeds, 'registers'>,
  deed: Deed,
  subject: CollectSubject,
  wanted: { readonly register: 'population' | 'legal-entity'; readonly fields: readonly string[] },
): Promise<Got> {
  const purpose = { code: 'reuse', case: subject.caseId, item: subject.published.slug } as const;
  const { organisation, person } = subject;
  if (wanted.register === 'legal-entity' && organisation === null) return { why: noOrganisationWords };
  const answer =
    wanted.register === 'population' || organisation === null
      ? await needs.registers.lookUpPerson(deed, { number: person.citizenNumber, fields: wanted.fields as (keyof PersonRecord)[], purpose })
      : await needs.registers.lookUpEntity(deed, { creditCode: organisation.creditCode, fields: wanted.fields as (keyof EntityRecord)[], purpose });
  if (!answer.ok) return { why: answer.refusal.kind === 'not-in-register' ? notInRegisterWords[answer.refusal.register] : notAllowedWords };
  const { record, source } = answer.value;
  const values = Object.fromEntries(Object.entries(record).flatMap(([field, value]) => (value === null ? [] : [[field, String(value)]])));
  const name = wanted.register === 'population' ? words(`人口库（${source.department}）`, `Population register (${source.department})`) : words(`法人库（${source.department}）`, `Legal-entity register (${source.department})`);
  const path = wanted.register === 'population' ? [person.name] : [person.name, organisation?.name ?? ''];
  return { how: 'register', evidence: { source: name, path, verifiedAt: deed.now.toISOString(), reference: source.batch, values }, face: null };
}

const noOrganisationWords = words('本次申请没有对应的单位', 'no organisation is named on this application');
const notInRegisterWords = {
  population: words('人口库没有此人的记录，请上传身份证明', 'the population register has no record; please upload a proof of identity'),
  'legal-entity': words('法人库没有此单位的记录，请上传证明', 'the legal-entity register has no record; please upload a proof'),
} as const;
const notAllowedWords = words('该事项不允许查询此项登记信息', 'this item may not read that register entry');
