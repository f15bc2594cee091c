import { describe, expect, it } from 'vitest';
import { isCodeListId } from './code-lists.ts';
import { conditionHolds, elements, findElement, isRequired, missingElements, nameOf, type ElementValues } from './elements.ts';

const kinds = ['text', 'code', 'codes', 'flag', 'identifier', 'integer', 'date', 'url', 'file', 'region', 'structured', 'list'];

/** Every element answered with something of a value that sets off no condition. */
function answered(): Record<string, unknown> {
  const values: Record<string, unknown> = Object.fromEntries(elements.map(({ field }) => [field, 'x']));
  return { ...values, isFee: '0', isOnline: false, limitSceneNum: 0, resultType: ['99'], resultName: '', serverType: ['7'], taskType: '20' };
}

describe('the elements of a service item', () => {
  it('are 70: 40 mandatory, 18 conditional, 12 optional, numbered in order', () => {
    expect(elements.map(({ number }) => number)).toEqual(Array.from({ length: 70 }, (_, index) => index + 1));
    const count = (requirement: string) => elements.filter((element) => element.requirement === requirement).length;
    expect([count('M'), count('C'), count('O')]).toEqual([40, 18, 12]);
  });

  it('have one name and one field each, in Chinese and English, with a source', () => {
    for (const key of ['zh', 'en', 'field'] as const) expect(new Set(elements.map((element) => element[key])).size).toBe(70);
    for (const { zh, en, field, source } of elements) {
      expect(zh).toMatch(/[一-鿿]/);
      expect(en).toMatch(/^[A-Z][ -~]+$/);
      expect(field).toMatch(/^[a-z][A-Za-z]+$/);
      expect(source).not.toBe('');
    }
  });

  it('have a known type, and codes of a list that exists', () => {
    for (const { type } of elements) {
      expect(kinds).toContain(type.kind);
      expect('list' in type).toBe(['code', 'codes', 'flag'].includes(type.kind));
      if ('list' in type) expect(isCodeListId(type.list)).toBe(true);
      if (type.kind === 'flag') expect(type.list).toBe('CL-10');
    }
  });

  it('have a condition exactly where they are conditional, over fields that exist', () => {
    for (const { requirement, condition } of elements) {
      expect(condition !== null).toBe(requirement === 'C');
      if (condition?.when) expect(findElement(condition.when.field)).not.toBeNull();
    }
    const told = elements.filter(({ condition }) => condition && condition.when === null).map(({ number }) => number);
    expect(told).toEqual([4, 39, 62, 63]);
  });

  it('include those that the report of 2018 names', () => {
    for (const zh of ['网上办理深度', '是否支持网上支付', '是否支持物流快递', '是否支持预约办理', '办理流程', '权利与义务', '申请材料目录', '审批结果样本']) {
      expect(elements.map((element) => nameOf(element).zh)).toContain(zh);
    }
  });
});

describe('a missing element', () => {
  it('is none when all is answered', () => {
    expect(missingElements(answered())).toEqual([]);
  });

  it.each(['taskName', 'materials', 'promiseDay', 'isFee'])('is found when %s is not given, empty or blank', (field) => {
    for (const nothing of [undefined, null, '', ' ', []]) {
      expect(missingElements({ ...answered(), [field]: nothing }).map((element) => element.field)).toEqual([field]);
    }
  });

  it('is not 0 and not false', () => {
    expect(missingElements({ ...answered(), promiseDay: 0, isSchedule: false })).toEqual([]);
  });

  it.each<[string, ElementValues, string[]]>([
    ['a fee', { isFee: '1', feeBasis: '', feeItems: [] }, ['feeBasis', 'feeItems']],
    ['a fee as a flag', { isFee: true, feeBasis: '' }, ['feeBasis']],
    ['an entrusted organisation', { deptType: '3', entrustName: null }, ['entrustName']],
    ['handling online', { isOnline: true, onlineHandleDepth: [], onlineHandleUrl: null }, ['onlineHandleDepth', 'onlineHandleUrl']],
    ['a visit', { limitSceneNum: 1, limitSceneExplain: '' }, ['limitSceneExplain']],
    ['a licence as result', { resultType: ['10'], resultName: null }, ['resultName']],
    ['a named result', { resultName: '营业执照', resultSample: null, results: [] }, ['resultSample', 'results']],
    ['service of people', { serverType: ['1', '7'], userTopicType: [], corpTopicType: [] }, ['userTopicType']],
    ['service of enterprises', { serverType: ['2'], userTopicType: [], corpTopicType: [] }, ['corpTopicType']],
    ['a local topic', { userTopicType: ['005', '998'], userCharacterTopicType: '' }, ['userCharacterTopicType']],
    ['an administrative licence', { taskType: '01', questions: [] }, ['questions']],
  ])('follows from %s', (_, values, missing) => {
    expect(missingElements({ ...answered(), ...values }).map(({ field }) => field)).toEqual(missing);
  });

  it('is left to a person where no value tells', () => {
    const town = findElement('town');
    expect(town && isRequired(town, answered())).toBeNull();
    expect(missingElements({ ...answered(), town: null })).toEqual([]);
  });

  it('does not follow from a value of another kind', () => {
    expect(conditionHolds({ field: 'limitSceneNum', above: 0 }, { limitSceneNum: '1' })).toBe(false);
    expect(conditionHolds({ field: 'isFee', equals: '1' }, {})).toBe(false);
    expect(conditionHolds({ field: 'serverType', includesAnyOf: ['1'] }, { serverType: { code: '1' } })).toBe(false);
  });
});
