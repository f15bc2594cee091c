import { describe, expect, test } from 'vitest';
import { loadCity } from '../../src/city.ts';
import { parseCreditCode } from '../../src/standards/credit-code.ts';
import { parseFixedNumber } from '../../src/standards/phone.ts';
import type { ItemData, ItemElements, Material } from '../types.ts';

const city = await loadCity('changsha');

/** AR-02: catch-all words that the 2018 report forbids in materials and conditions. */
const vague = [
  /其他材料|有关材料|相关材料/,
  /其它(证明)?(文件|资料)/,
  /等(相关|有关)?(材料|证明)/,
  /法律.?法规规定的其他/,
  /(主管|审批)?部门(认为|要求).*(材料|文件)/,
  /必要的.*材料/,
  /视情况/,
];

/** Steps whose limits count towards the promise (AR-15). */
const counted = ['受理', '审核', '审查', '核准', '决定', '办结', '审批', '制证', '签发'];

/** The blocking rules of standards §1.6 as far as one city's data can be asked; true means the item keeps the rule. */
const rules: Record<string, (e: ItemElements, item: ItemData) => boolean> = {
  'AR-02 nothing vague': (e) =>
    ![...e.materials.map((m) => m.materialName.zh), ...e.acceptCondition.map((c) => c.name.zh)].some((text) => vague.some((pattern) => pattern.test(text))),
  'AR-03 promise within the legal limit': (e, item) =>
    item.limits.legal === null || (item.limits.legal.unit === item.limits.promised.unit && e.promiseDay <= e.anticipateDay),
  'AR-04 at once exactly when the promise is 0': (e) => (e.promiseDay === 0) === (e.projectType === '1'),
  'AR-05 a certificate is a licence': (e) => !/证(书)?$/.test(e.resultName?.zh ?? '') || e.resultType.includes('10'),
  'AR-06 a visit has its reason': (e) => (e.limitSceneNum > 0) === (e.limitSceneExplain !== null),
  'AR-07 no visit and not online means mail': (e) => e.limitSceneNum > 0 || e.isOnline || e.handleType.includes('4'),
  'AR-08 full online means no visit': (e) => !e.onlineHandleDepth.some((depth) => Number(depth) >= 5) || e.limitSceneNum === 0,
  'AR-09 a fee has basis, item and online payment': (e) =>
    e.isFee ? e.feeBasis !== null && e.feeItems.length > 0 && e.isPayOnline : !e.isPayOnline && e.feeItems.length === 0,
  'AR-10 two different phones with the area code': (e) =>
    e.linkWay.phone !== e.superviseWay.phone && [e.linkWay, e.superviseWay].every((way) => way.phone.startsWith('0731-') && parseFixedNumber(way.phone).ok),
  'AR-11 times name working days': (e) => /工作日|全天|24小时|节假日/.test(e.transactTime.zh),
  'AR-12 the address goes down to the window': (e) => e.transactAddr.every((address) => /W\d\d/.test(address.place.zh)),
  'AR-13 topics agree with the people served': (e) =>
    e.serverType.includes('1') === e.userTopicType.length > 0 && e.serverType.some((kind) => kind !== '1') === e.corpTopicType.length > 0,
  'AR-14 a permit has a question and the five steps': (e) =>
    e.taskType !== '01' ||
    (e.questions.length > 0 && ['受理', '审核', '审批', '办结', '送达'].every((name) => e.processLinks.some((link) => link.linkName.zh === name))),
  'AR-15 the steps fit into the promise': (e) =>
    e.processLinks.filter((link) => counted.includes(link.linkName.zh)).reduce((sum, link) => sum + link.limit, 0) <= e.promiseDay,
  'AR-16 a result has its sample': (e) => e.resultName === null || (e.resultSample !== null && e.results.length > 0),
  'AR-19 what the government issues names its source': (e) =>
    e.materials.every((m) => m.sourceType !== '20' || (m.sourceExplain !== null && (m.licenceTypeCode !== null || m.exemption !== null))),
  'AR-20 what a licence type covers is not asked of the applicant': (e) =>
    e.materials.every((m) => m.supply.kind !== 'applicant' || m.licenceTypeCode === null || m.supply.orLicence !== undefined),
  'AR-21 a form has blank, example and notes': (e) =>
    e.materials.every((m) => m.supply.kind !== 'form' || (m.formFile !== null && m.exampleFile !== null && m.fillExplain !== null)),
  'AR-22 the codes check': (e) => parseCreditCode(e.deptCode).ok && e.taskCode === `${e.deptCode}${e.useLevel[0]}${e.catalogCode}`,
};

describe.each(city.items.map((item) => [item.slug, item] as const))('the standardisation audit of %s', (_, item) => {
  test.each(Object.entries(rules))('keeps %s', (_name, keeps) => {
    expect(keeps(item.elements, item)).toBe(true);
  });
});

describe('a fault planted in the food business licence', () => {
  const sound = city.items.find((item) => item.slug === 'food-business-licence') as ItemData;
  const e = sound.elements;
  const [first, second] = e.materials as readonly [Material, Material];

  test.each<[string, Partial<ItemElements>]>([
    ['AR-02 nothing vague', { materials: [{ ...first, materialName: { zh: '审批部门要求提供的其他材料' } }] }],
    ['AR-02 nothing vague', { acceptCondition: [{ kind: '1', name: { zh: '法律、法规规定的其他条件' }, applies: { zh: '所有申请人' } }] }],
    ['AR-03 promise within the legal limit', { promiseDay: 21 }],
    ['AR-04 at once exactly when the promise is 0', { projectType: '1' }],
    ['AR-05 a certificate is a licence', { resultType: ['99'] }],
    ['AR-06 a visit has its reason', { limitSceneExplain: null }],
    ['AR-07 no visit and not online means mail', { limitSceneNum: 0, isOnline: false, handleType: ['1'] }],
    ['AR-08 full online means no visit', { onlineHandleDepth: ['1', '5'] }],
    ['AR-09 a fee has basis, item and online payment', { isFee: true }],
    ['AR-09 a fee has basis, item and online payment', { isPayOnline: true }],
    ['AR-10 two different phones with the area code', { superviseWay: e.linkWay }],
    ['AR-10 two different phones with the area code', { linkWay: { ...e.linkWay, phone: '88665000' } }],
    ['AR-11 times name working days', { transactTime: { zh: '9:00—17:00' } }],
    ['AR-12 the address goes down to the window', { transactAddr: e.transactAddr.map((address) => ({ ...address, place: { zh: '长沙市' } })) }],
    ['AR-13 topics agree with the people served', { corpTopicType: [] }],
    ['AR-14 a permit has a question and the five steps', { processLinks: e.processLinks.slice(1) }],
    ['AR-15 the steps fit into the promise', { promiseDay: 7 }],
    ['AR-16 a result has its sample', { resultSample: null }],
    ['AR-19 what the government issues names its source', { materials: [{ ...second, licenceTypeCode: null }] }],
    [
      'AR-20 what a licence type covers is not asked of the applicant',
      { materials: [{ ...second, supply: { kind: 'applicant', accepts: ['pdf'] } }] },
    ],
    ['AR-21 a form has blank, example and notes', { materials: [{ ...first, formFile: null }] }],
    ['AR-22 the codes check', { useLevel: ['4'] }],
  ])('breaks %s', (name, fault) => {
    expect(rules[name]?.({ ...e, ...fault }, sound)).toBe(false);
  });
});
