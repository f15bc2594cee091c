import { describe, expect, it } from 'vitest';
import { words } from '../../../kernel/text.ts';
import type { CaseView, MaterialView } from './api.ts';
import { candidatesOf, fieldOf, pointsOf } from './correction-points.ts';

const material = (id: string, more: Partial<MaterialView>): MaterialView => ({ id, name: words(id, id), standard: words('', ''), by: null, declared: false, missing: false, accepts: ['pdf'], remark: null, supplied: [], ...more });

const view: Pick<CaseView, 'materials' | 'screens'> = {
  materials: [material('application', { by: 'form', accepts: null }), material('premises-plan', { missing: true }), material('business-licence', { by: 'government' })],
  screens: [{ id: 'premises', title: words('场所', 'Premises'), saved: true, answers: [{ name: 'premisesAddress', title: words('经营场所', 'Premises'), value: '人民路', source: null }] }],
};
const candidates = candidatesOf(view);

describe('the complete list of what is missing', () => {
  it('offers documents before answers and never what the form itself makes', () => {
    expect(candidates.map(fieldOf)).toEqual(['material:premises-plan', 'material:business-licence', 'answer:premisesAddress']);
  });

  it('holds every missing document whether it was ticked or not, for a second list is not allowed', () => {
    expect(pointsOf(candidates, {})).toEqual([{ about: 'material', key: 'premises-plan', why: '缺少这份材料，请补交' }]);
    expect(pointsOf(candidates, { 'material:premises-plan': { on: false, why: ' 平面图 ' } })).toEqual([{ about: 'material', key: 'premises-plan', why: '平面图' }]);
  });

  it('adds what was ticked with the words of the clerk, in the order of the item', () => {
    const points = pointsOf(candidates, { 'answer:premisesAddress': { on: true, why: '与租赁合同不一致' }, 'material:business-licence': { on: true, why: '已变更' } });
    expect(points.map(({ key, why }) => [key, why])).toEqual([['premises-plan', '缺少这份材料，请补交'], ['business-licence', '已变更'], ['premisesAddress', '与租赁合同不一致']]);
  });
});
