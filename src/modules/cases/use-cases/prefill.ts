import type { PersonId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { words, type Text } from '../../../kernel/text.ts';
import type { Organisation, Person } from '../../identity/contract.ts';
import type { PublishedItem } from '../../items/contract.ts';
import type { EntityRecord, PersonRecord, Purpose } from '../../registers/contract.ts';
import type { CaseId } from '../contract.ts';
import type { Answers, AnswerValue, FormState, Prefilled } from '../domain/case.ts';
import { fieldOf, isShown } from '../domain/form.ts';
import type { CasesNeeds } from '../needs.ts';

export interface PrefillSubject {
  readonly caseId: CaseId;
  readonly published: PublishedItem;
  readonly person: Person;
  readonly organisation: Organisation | null;
  /** faces of licences that were reused for this case a moment ago, by type: they need no second reading */
  readonly faces: ReadonlyMap<string, LicenceFace>;
}

export interface LicenceFace {
  readonly name: Text;
  readonly identifier: string;
  readonly face: Readonly<Record<string, string>>;
}

type Prefill = NonNullable<PublishedItem['item']['form']['properties'][string]['x-prefill']>;

/**
 * Fills the form with what the government knows already; each value keeps its source and the time of reading, on the
 * draft too. What the applicant wrote in an open field stays.
 */
export async function prefillForm(needs: Pick<CasesNeeds, 'registers' | 'licences'>, deed: Deed, subject: PrefillSubject, before: FormState): Promise<FormState> {
  const { form } = subject.published.item;
  const wanted = Object.entries(form.properties).flatMap(([name, field]) => (field['x-prefill'] ? [[name, field['x-prefill']] as const] : []));
  const found = await readSources(needs, deed, subject, wanted.map(([, prefill]) => prefill));
  const prefilled: Record<string, Prefilled> = {};
  const answers: Record<string, AnswerValue> = { ...keptAnswers(form, before.answers) };
  for (const [name, prefill] of wanted) {
    const value = found(prefill);
    if (value === null) continue;
    prefilled[name] = { ...value, at: deed.now.toISOString() };
    const locked = form.properties[name]?.['x-locked'] === true;
    if (locked || !Object.hasOwn(answers, name)) answers[name] = value.value;
  }
  return { answers, prefilled, corrected: before.corrected };
}

/** Answers that still have their question: a newer version of the form may have dropped or changed it. */
function keptAnswers(form: PublishedItem['item']['form'], answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).filter(([name]) => {
      const field = fieldOf(form, name);
      return field !== null && isShown(field, answers);
    }),
  );
}

type Source = (prefill: Prefill) => { readonly value: AnswerValue; readonly source: Text } | null;

async function readSources(needs: Pick<CasesNeeds, 'registers' | 'licences'>, deed: Deed, subject: PrefillSubject, wanted: readonly Prefill[]): Promise<Source> {
  const purpose: Purpose = { code: 'prefill', case: subject.caseId, item: subject.published.slug };
  const personFields = wanted.flatMap((prefill) => (prefill.from === 'register' ? [prefill.field] : []));
  const entityFields = wanted.flatMap((prefill) => (prefill.from === 'entity' ? [prefill.field] : []));
  const population = personFields.length === 0 ? null : await lookUp(needs.registers.lookUpPerson(deed, { number: subject.person.citizenNumber, fields: personFields as (keyof PersonRecord)[], purpose }));
  const { organisation } = subject;
  const entity =
    entityFields.length === 0 || organisation === null ? null : await lookUp(needs.registers.lookUpEntity(deed, { creditCode: organisation.creditCode, fields: entityFields as (keyof EntityRecord)[], purpose }));
  const faces = await facesOf(needs, deed, subject, wanted);
  return (prefill) => {
    switch (prefill.from) {
      case 'person': {
        const value = prefill.field === 'number' ? subject.person.citizenNumber : subject.person[prefill.field];
        return value === null ? null : { value, source: accountSource };
      }
      case 'register':
        return registerValue(population, prefill.field, populationSource);
      case 'entity':
        return registerValue(entity, prefill.field, entitySource);
      case 'licence': {
        const licence = faces.get(prefill.licenceType);
        const value = licence?.face[prefill.face];
        return licence === undefined || value === undefined ? null : { value, source: licenceSource(licence) };
      }
    }
  };
}

type RegisterAnswer = { readonly record: Readonly<Record<string, unknown>>; readonly source: { readonly department: string } } | null;

/** A register that does not know the person leaves the question open: the applicant answers it. */
async function lookUp(asked: ReturnType<CasesNeeds['registers']['lookUpPerson']> | ReturnType<CasesNeeds['registers']['lookUpEntity']>): Promise<RegisterAnswer> {
  const answer = await asked;
  return answer.ok ? answer.value : null;
}

function registerValue(answer: RegisterAnswer, field: string, source: (department: string) => Text): ReturnType<Source> {
  const value = answer?.record[field];
  return answer === null || typeof value !== 'string' || value === '' ? null : { value, source: source(answer.source.department) };
}

async function facesOf(needs: Pick<CasesNeeds, 'licences'>, deed: Deed, subject: PrefillSubject, wanted: readonly Prefill[]): Promise<ReadonlyMap<string, LicenceFace>> {
  const types = new Set(wanted.flatMap((prefill) => (prefill.from === 'licence' ? [prefill.licenceType] : [])));
  if ([...types].every((type) => subject.faces.has(type))) return subject.faces;
  const faces = new Map(subject.faces);
  const held = await needs.licences.heldBy(deed.tx, holdersOf(subject.person.id, subject.organisation), deed.today);
  for (const licence of held) {
    if (licence.standing !== 'valid' || !types.has(licence.type) || faces.has(licence.type)) continue;
    faces.set(licence.type, { name: licence.typeName, identifier: licence.identifier ?? licence.number, face: licence.face });
  }
  return faces;
}

export function holdersOf(person: PersonId, organisation: Organisation | null) {
  return [{ kind: 'person' as const, person }, ...(organisation === null ? [] : [{ kind: 'organisation' as const, organisation: organisation.id }])];
}

const accountSource = words('实名账户', 'your verified account');
const populationSource = (department: string) => words(`人口库（${department}）`, `population register (${department})`);
const entitySource = (department: string) => words(`法人库（${department}）`, `legal-entity register (${department})`);
const licenceSource = ({ name, identifier }: LicenceFace) => words(`${name.zh}（${identifier}）`, `${name.en?.text ?? name.zh} (${identifier})`);
