import { describe, expect, test } from 'vitest';
import { loadCity } from '../../src/city.ts';
import { parseHandlingCode, parseImplementationCode } from '../../src/standards/item-code.ts';
import { type ElementName, elements, type ItemData, type ItemElements, legalEntityFields, personFields, populationFields } from '../types.ts';

const city = await loadCity('changsha');
const offices = new Map(city.offices.map((office) => [office.id, office]));
const licenceTypes = new Map(city.licenceTypes.map((type) => [type.code, type]));

/** When a conditional element must be filled; where it must not, it must be empty (standards §1.2). */
const conditions = {
  taskHandleItem: () => true,
  entrustName: (e) => e.deptType === '3',
  feeBasis: (e) => e.isFee,
  linkAddr: (_, item) => item.integration.kind === 'dual-entry',
  onlineHandleDepth: (e) => e.isOnline,
  onlineHandleUrl: (e) => e.isOnline,
  limitSceneExplain: (e) => e.limitSceneNum > 0,
  resultName: () => true,
  resultSample: (e) => e.resultName !== null,
  userTopicType: (e) => e.serverType.includes('1'),
  corpTopicType: (e) => e.serverType.some((kind) => '2345'.includes(kind)),
  userCharacterTopicType: (e) => e.userTopicType.includes('998'),
  corpCharacterTopicType: (e) => e.corpTopicType.includes('998'),
  town: (_, item) => item.slug === 'old-age-allowance',
  village: (_, item) => item.slug === 'old-age-allowance',
  feeItems: (e) => e.isFee,
  questions: () => true,
  results: (e) => e.resultName !== null,
} satisfies Partial<Record<ElementName, (e: ItemElements, item: ItemData) => boolean>>;

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && 'zh' in value && (value as { zh: string }).zh.trim() === '';
}

function wrongElements(item: ItemData): string[] {
  return elements.flatMap(([name, requirement]) => {
    const value = item.elements[name];
    if (value === undefined) return [`${name} is missing`];
    if (requirement === 'M' && isEmpty(value)) return [`${name} is empty`];
    if (requirement !== 'C') return [];
    const due = conditions[name as keyof typeof conditions](item.elements, item);
    return due === !isEmpty(value) ? [] : [`${name} is ${due ? 'empty though due' : 'filled though not due'}`];
  });
}

describe.each(city.items.map((item) => [item.slug, item] as const))('the item %s', (_, item) => {
  test('has exactly the 70 elements, each filled as its requirement says', () => {
    expect(Object.keys(item.elements).sort()).toEqual(elements.map(([name]) => name).sort());
    expect(wrongElements(item)).toEqual([]);
  });

  test('has codes that hold together: department, level, category', () => {
    const e = item.elements;
    expect(parseImplementationCode(e.taskCode)).toMatchObject({ ok: true });
    expect(parseHandlingCode(e.taskHandleItem ?? '')).toMatchObject({ ok: true });
    expect(e.taskCode).toBe(`${offices.get(item.officeId)?.creditCode}${e.useLevel[0]}${e.catalogCode}`);
    expect(e.catalogCode.slice(2, 4)).toBe(e.taskType);
    expect(e.deptCode).toBe(offices.get(item.officeId)?.creditCode);
    expect(e.deptName).toEqual(offices.get(item.officeId)?.name);
  });

  test('says the same limits in its elements and to the clock', () => {
    const { legal, promised } = item.limits;
    const unit = { 'working-day': '1', 'calendar-day': '2' } as const;
    expect([item.elements.promiseDay, item.elements.promiseType]).toEqual([promised.days, unit[promised.unit]]);
    if (legal) expect([item.elements.anticipateDay, item.elements.anticipateType]).toEqual([legal.days, unit[legal.unit]]);
    else expect([item.elements.anticipateDay, item.elements.anticipateExplain?.zh]).toEqual([0, '法律、法规未规定办结时限']);
  });

  test('takes every material that a licence or register supplies from one that exists', () => {
    for (const { supply, id } of item.elements.materials) {
      if (supply.kind === 'licence') expect(licenceTypes.has(supply.licenceTypeCode), id).toBe(true);
      if (supply.kind === 'applicant' && supply.orLicence) expect(licenceTypes.has(supply.orLicence.licenceTypeCode), id).toBe(true);
      if (supply.kind === 'applicant' && supply.orDeclaration) expect(item.form.properties[supply.orDeclaration.field]?.type, id).toBe('boolean');
      const known: readonly string[] = supply.kind === 'register' && supply.register === 'population' ? populationFields : legalEntityFields;
      if (supply.kind === 'register') expect(supply.fields.filter((field) => !known.includes(field)), id).toEqual([]);
    }
  });

  test('names offices, windows and an outside system that exist', () => {
    const windows = offices.get('city-hall')?.windows?.map((window) => window.id) ?? [];
    expect(offices.has(item.acceptance.officeId)).toBe(true);
    expect(item.acceptance.officeId).toBe(item.acceptance.by === 'hall-window' ? 'city-hall' : item.officeId);
    for (const step of item.process) expect(offices.has(step.officeId), step.id).toBe(true);
    for (const place of item.elements.transactAddr) expect(place.windows.filter((window) => !windows.includes(window))).toEqual([]);
    if (item.integration.kind !== 'direct') expect(city.systems.map((system) => system.id)).toContain(item.integration.system);
  });

  test('fills every required face field of its result licence from something known', () => {
    const type = licenceTypes.get(item.resultLicenceType ?? '');
    expect(Object.keys(item.resultFace).sort()).toEqual((type?.faceFields ?? []).map((field) => field.name).sort());
    for (const [name, source] of Object.entries(item.resultFace)) {
      if (source.from === 'form') expect(item.form.properties, name).toHaveProperty([source.field]);
      if (source.from === 'person') expect(personFields, name).toContain(source.field);
      if (source.from === 'population') expect(populationFields, name).toContain(source.field);
      if (source.from === 'organisation') expect(legalEntityFields, name).toContain(source.field);
    }
  });

  test('decides, where a rule decides, only over facts that it defines and explains each condition', () => {
    if (item.decision.kind !== 'rule') return;
    const facts = item.decision.facts.map((fact) => fact.fact);
    expect(new Set(item.decision.conditions.map((condition) => condition.fact))).toEqual(new Set(facts));
    for (const condition of item.decision.conditions) {
      expect(condition.value === undefined, condition.fact).toBe(condition.operator === 'absent');
      expect(condition.explanation.en?.text.length, condition.fact).toBeGreaterThan(0);
    }
    for (const { source, fact } of item.decision.facts) {
      if (source.from === 'population') expect(populationFields, fact).toContain(source.field);
      if (source.from === 'form') expect(item.form.properties, fact).toHaveProperty([source.field]);
    }
  });
});

describe('the eight items together', () => {
  test('cover the six categories and the three integration modes', () => {
    expect(city.items).toHaveLength(8);
    expect(new Set(city.items.map((item) => item.elements.taskType))).toEqual(new Set(['01', '04', '05', '07', '10', '20']));
    expect(new Set(city.items.map((item) => item.integration.kind))).toEqual(new Set(['direct', 'split', 'dual-entry']));
  });

  test.each(['开饭店', '餐馆', '开个小饭馆'])('answer %s with both items of the errand', (question) => {
    const found = city.items.filter((item) => item.synonyms.includes(question)).map((item) => item.slug);
    expect(found).toEqual(['food-business-licence', 'individual-business-registration']);
  });

  test('give each item its own codes', () => {
    for (const code of ['catalogCode', 'taskCode', 'localCatalogCode', 'localTaskCode'] as const) {
      expect(new Set(city.items.map((item) => item.elements[code])).size, code).toBe(8);
    }
  });

  test('keep to the file that carries the slug, and to laws whose wording is marked as unverified', () => {
    for (const item of city.items) expect(item.elements.byLaw.map((law) => law.sourceStatus)).not.toContain('official');
  });
});

describe('the check of the elements itself', () => {
  const sound = city.items.find((item) => item.slug === 'food-business-licence') as ItemData;

  test.each<[Partial<ItemElements>, string]>([
    [{ taskName: { zh: ' ' } }, 'taskName is empty'],
    [{ materials: [] }, 'materials is empty'],
    [{ limitSceneExplain: null }, 'limitSceneExplain is empty though due'],
    [{ feeBasis: { zh: '演示' } }, 'feeBasis is filled though not due'],
    [{ userTopicType: [] }, 'userTopicType is empty though due'],
  ])('finds the planted fault %j', (fault, finding) => {
    expect(wrongElements({ ...sound, elements: { ...sound.elements, ...fault } })).toEqual([finding]);
  });
});
