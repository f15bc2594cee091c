import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { PersonId } from '../../../kernel/asker.ts';
import type { CitizenNumber } from '../../../standards/citizen-number.ts';
import type { CreditCode } from '../../../standards/credit-code.ts';
import type { Organisation, OrganisationId, Person } from '../../identity/contract.ts';
import type { Item } from '../../items/contract.ts';
import { answerInWords, licenceFace } from './licence-face.ts';

const item = JSON.parse(readFileSync(new URL('../../../../cities/changsha/items/individual-business-registration.json', import.meta.url), 'utf8')) as Item;
const person: Person = { id: 'p' as PersonId, name: '李湘云', citizenNumber: '430103199006150022' as CitizenNumber, phone: null, realNameLevel: 'L2' };
const organisation: Organisation = { id: 'o' as OrganisationId, creditCode: '92430102MA4L0B02XL' as CreditCode, name: '芙蓉区湘云小吃店', kind: 'individual-business' };
const answers = { businessName: '芙蓉区湘云小吃店', composition: 'family', premisesAddress: '五一大道100号', businessScope: ['catering', 'groceries'], funds: 10, premisesDeclared: true };
const ground = { item, answers, person, organisation, supplied: [], population: {}, entity: {} };

it('is filled as the item says, in the words that a licence prints; what only the issue knows is left out', () => {
  expect(licenceFace(ground)).toEqual({
    creditCode: '92430102MA4L0B02XL',
    businessName: '芙蓉区湘云小吃店',
    businessKind: '个体工商户',
    operatorName: '李湘云',
    composition: '家庭经营',
    premisesAddress: '五一大道100号',
    businessScope: '餐饮服务（凭许可证经营）；日用百货零售',
  });
});

it('takes from licences and registers what stands there', () => {
  const resultFace = { a: { from: 'licence', licenceTypeCode: 'x', face: 'number' }, b: { from: 'population', field: 'householdAddress' }, c: { from: 'organisation', field: 'address' }, d: { from: 'person', field: 'phone' } } as unknown as Item['resultFace'];
  const evidence = { source: { zh: '证照' }, path: [], verifiedAt: '', reference: '', values: { number: '湘A1' } };
  const supplied = [{ id: '1', material: 'm', how: 'licence' as const, file: null, evidence, suppliedAt: new Date(0), suppliedBy: null }];
  expect(licenceFace({ ...ground, item: { ...item, resultFace }, supplied, population: { householdAddress: '韶山路1号' }, entity: { address: '五一大道' } })).toEqual({ a: '湘A1', b: '韶山路1号', c: '五一大道' });
});

it.each([
  ['composition', '家庭经营'],
  ['businessScope', '餐饮服务（凭许可证经营）；日用百货零售'],
  ['funds', '10'],
  ['premisesDeclared', '是'],
  ['businessName', '芙蓉区湘云小吃店'],
  ['employees', null],
  ['constructor', null],
])('the answer to %s reads %s', (name, said) => {
  expect(answerInWords(item.form, name, answers)).toBe(said);
});
