import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { inDemand, type Item, marksOf, registerFieldsOf, supplyOf } from './item.ts';

async function item(slug: string): Promise<Item> {
  return JSON.parse(await readFile(new URL(`../../../../cities/changsha/items/${slug}.json`, import.meta.url), 'utf8')) as Item;
}

describe('an item says how little effort it takes', () => {
  test.each([
    ['individual-business-registration', 'at-once'],
    ['food-business-licence', 'one-visit'],
  ] as const)('%s bears the mark %s', async (slug, mark) => {
    expect(marksOf(await item(slug))).toContain(mark);
  });

  test('a promise of eight days is not "at once"', async () => {
    expect(marksOf(await item('food-business-licence'))).not.toContain('at-once');
  });
});

test('only register fields that an item names may be read for it', async () => {
  const fields = registerFieldsOf(await item('individual-business-registration'));
  expect(fields.has('householdAddress')).toBe(true);
  expect(fields.has('maritalStatus')).toBe(false);
});

test('the government supplies what it holds already', async () => {
  expect((await supplyOf(await item('food-business-licence'))).government).toBeGreaterThanOrEqual(2);
});

describe('what people apply for most stands first', () => {
  const entry = (slug: string, submissions: number, limitSceneNum: number) => ({ slug, submissions, item: { elements: { limitSceneNum } } as Item });

  test.each([
    ['by cases', [entry('a', 1, 0), entry('b', 2, 1)], ['b', 'a']],
    ['of equals by fewer visits', [entry('a', 1, 1), entry('b', 1, 0)], ['b', 'a']],
    ['then by name, so that the order stands still', [entry('b', 0, 0), entry('a', 0, 0)], ['a', 'b']],
  ] as const)('%s', (_what, entries, order) => {
    expect(inDemand(entries).map((one) => one.slug)).toEqual(order);
  });
});
