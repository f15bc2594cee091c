import { describe, expect, test } from 'vitest';
import { elements } from '../../../../cities/types.ts';
import { loadCity } from '../../../city.ts';
import { itemElements } from './elements.ts';
import { itemSchema } from './item.ts';

const city = await loadCity('changsha');
const [item] = city.items;
if (!item) throw new Error('the city offers no item');

test('the schema names the 70 elements in the order of the standard', () => {
  expect(Object.keys(itemElements.shape)).toEqual(elements.map(([name]) => name));
});

test.each(city.items.map((one) => [one.slug, one] as const))('%s is a whole item, and nothing of it is lost', (_slug, one) => {
  expect(itemSchema.parse(one)).toEqual(one);
});

describe('what is no whole item is not published', () => {
  test.each(elements.map(([name]) => name))('without the element %s', (name) => {
    const { [name]: _left, ...rest } = item.elements;
    expect(itemSchema.safeParse({ ...item, elements: rest }).success).toBe(false);
  });

  test.each<[string, object]>([
    ['an element that no standard knows', { elements: { ...item.elements, planted: 1 } }],
    ['words in a language without a standing', { note: { zh: '注', en: { text: 'note' } } }],
    ['words beside the languages', { note: { zh: '注', pinyin: 'zhu' } }],
    ['a register field that no register has', { resultFace: { name: { from: 'population', field: 'creed' } } }],
    ['a way of deciding that nobody wrote', { decision: { kind: 'lot' } }],
    ['a negative limit', { limits: { legal: null, promised: { days: -1, unit: 'working-day' } } }],
  ])('%s', (_what, change) => {
    expect(itemSchema.safeParse({ ...item, ...change }).success).toBe(false);
  });
});
