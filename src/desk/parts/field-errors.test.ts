import { describe, expect, it } from 'vitest';
import type { Problem } from '../../kernel/problem.ts';
import { fieldErrors, nameOf } from './field-errors.ts';

const refused = (more: Partial<Problem>): Problem => ({ type: 'urn:onevisit:problem:input-wrong', title: '填写的内容有误', status: 400, ...more });
const fields = new Set(['reason', 'points,0,why', 'plannedOn']);
const has = (name: (string | number)[]) => fields.has(String(name));

describe('a refusal at its field', () => {
  it('reads the path of a field in a list', () => {
    expect(nameOf('points/0/why')).toEqual(['points', 0, 'why']);
    expect(nameOf('reason')).toEqual(['reason']);
  });

  it('puts each line beside its field and keeps the others for the notice', () => {
    const problem = refused({ errors: [{ field: 'reason', message: '请填写' }, { field: 'points/0/why', message: '不能少于 2' }, { field: 'version', message: '不认识的内容' }] });
    const { errors, told } = fieldErrors(problem, has);
    expect(errors).toEqual([{ name: ['reason'], errors: ['请填写'] }, { name: ['points', 0, 'why'], errors: ['不能少于 2'] }]);
    expect([...told]).toEqual(['reason', 'points/0/why']);
  });

  it('gathers several lines about one field', () => {
    const problem = refused({ errors: [{ field: 'reason', message: '一' }, { field: 'reason', message: '二' }] });
    expect(fieldErrors(problem, has).errors).toEqual([{ name: ['reason'], errors: ['一', '二'] }]);
  });

  it('says the refusal of a rule beside the field it names', () => {
    const { errors } = fieldErrors(refused({ title: '日期不在范围内', field: 'plannedOn' }), has);
    expect(errors).toEqual([{ name: ['plannedOn'], errors: ['日期不在范围内'] }]);
  });

  it('says nothing at a form that has no such field', () => {
    expect(fieldErrors(refused({ field: 'nowhere' }), has)).toEqual({ errors: [], told: new Set() });
  });
});
