import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../../kernel/asker.ts';
import { day } from '../../../kernel/day.ts';
import type { Item } from '../../items/contract.ts';
import type { Correction, Supplied } from './case.ts';
import { countMaterials, missingOf, standingsOf } from './materials.ts';
import { completeList, unanswered } from './told-once.ts';

const item = (slug: string) => JSON.parse(readFileSync(new URL(`../../../../cities/changsha/items/${slug}.json`, import.meta.url), 'utf8')) as Item;
const business = item('individual-business-registration');
const food = item('food-business-licence');

function supplied(material: string, how: Supplied['how'] = 'upload', at = '2018-09-28T03:00:00Z'): Supplied {
  return { id: `${material}-${how}`, material, how, file: null, evidence: null, suppliedAt: new Date(at), suppliedBy: null };
}

const missing = (of: Item, given: readonly Supplied[], answers = {}) => missingOf(standingsOf(of.elements.materials, given, answers)).map(({ material }) => material.id);

describe('what is missing', () => {
  it('is everything that neither the form nor anybody supplied', () => {
    expect(missing(food, [])).toEqual(['business-licence', 'operator-identity', 'layout-plan', 'safety-rules', 'health-certificate']);
    expect(missing(food, [supplied('business-licence', 'licence'), supplied('layout-plan'), supplied('health-certificate', 'licence')])).toEqual(['operator-identity', 'safety-rules']);
  });

  it('is not what the person declares instead of proving it', () => {
    const identity = [supplied('operator-identity', 'register')];
    expect(missing(business, identity)).toEqual(['premises-proof']);
    expect(missing(business, identity, { premisesDeclared: false })).toEqual(['premises-proof']);
    expect(missing(business, identity, { premisesDeclared: true })).toEqual([]);
  });

  it('is only what is needed in every case', () => {
    const materials = food.elements.materials.map((material) => (material.id === 'layout-plan' ? { ...material, isNeed: '3' as const } : material.id === 'safety-rules' ? { ...material, isNeed: '2' as const } : material));
    expect(missingOf(standingsOf(materials, [], {})).map(({ material }) => material.id)).toEqual(['business-licence', 'operator-identity', 'health-certificate']);
  });
});

it('counts what was asked of the person and what the government supplied, the form for neither', () => {
  const given = [supplied('business-licence', 'licence'), supplied('operator-identity', 'register'), supplied('layout-plan'), supplied('layout-plan')];
  expect(countMaterials(standingsOf(food.elements.materials, given, {}))).toEqual({ asked: 3, government: 2 });
});

describe('telling once', () => {
  const standings = (given: readonly Supplied[]) => standingsOf(food.elements.materials, given, {});
  const list = (points: Parameters<typeof completeList>[0], given: readonly Supplied[], locked = new Set<string>()) => completeList(points, standings(given), food.form, locked, '缺少这份材料');
  const complete = food.elements.materials.map(({ id }) => supplied(id));

  it('names what the clerk found and every missing material besides', () => {
    expect(list([{ about: 'material', key: 'layout-plan', why: '看不清' }], complete.filter(({ material }) => material !== 'safety-rules'))).toEqual([
      { about: 'material', key: 'layout-plan', why: '看不清' },
      { about: 'material', key: 'safety-rules', why: '缺少这份材料' },
    ]);
  });

  it('keeps the clerk’s reason for a material that is missing', () => {
    expect(list([{ about: 'material', key: 'safety-rules', why: '缺四项制度' }], complete.filter(({ material }) => material !== 'safety-rules'))).toEqual([{ about: 'material', key: 'safety-rules', why: '缺四项制度' }]);
  });

  it.each([
    ['nothing is wrong', [], 'correction-empty'],
    ['the item does not ask for it', [{ about: 'material' as const, key: 'other', why: '其他材料' }], 'correction-point-unknown'],
    ['the form is made of answers', [{ about: 'material' as const, key: 'application', why: '重填' }], 'correction-point-unknown'],
    ['there is no such question', [{ about: 'answer' as const, key: 'other', why: '重填' }], 'correction-point-unknown'],
    ['the answer is a register’s', [{ about: 'answer' as const, key: 'operatorName', why: '重填' }], 'correction-answer-locked'],
  ])('is refused where %s', (_, points, kind) => {
    expect(list(points, complete, new Set(['operatorName']))).toMatchObject({ kind });
  });

  it('is answered by something newer for each material and a new answer for each question', () => {
    const correction: Correction = {
      toldBy: 'clerk' as PersonId,
      toldAt: new Date('2018-09-28T04:00:00Z'),
      toldOn: day('2018-09-28'),
      points: [
        { about: 'material', key: 'layout-plan', why: '看不清' },
        { about: 'answer', key: 'kitchenArea', why: '不符' },
      ],
      answeredAt: null,
      answeredOn: null,
    };
    const open = (given: readonly Supplied[], corrected: readonly string[]) => unanswered(correction, given, corrected, new Set()).map(({ key }) => key);
    expect(open([supplied('layout-plan')], [])).toEqual(['layout-plan', 'kitchenArea']);
    expect(open([supplied('layout-plan', 'upload', '2018-09-28T05:00:00Z')], ['kitchenArea'])).toEqual([]);
  });
});
