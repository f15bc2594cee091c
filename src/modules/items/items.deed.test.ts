import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../tests/support/house.ts';
import { performAs } from '../../kernel/http/perform.ts';
import { done, must } from '../../kernel/outcome.ts';
import { openApiOf } from '../../kernel/openapi.ts';
import type { Item } from './domain/item.ts';
import { publishItem } from './use-cases/publish.ts';

const food = 'food-business-licence';

let house: TestHouse;
let citizen: Person;

beforeAll(async () => {
  house = await testHouse();
  citizen = await house.citizen();
});
afterAll(() => house.close());

function itemOf(slug: string): Item {
  const item = house.house.city.items.find((one) => one.slug === slug);
  if (!item) throw new Error(`the city has no item ${slug}`);
  return item;
}

async function publish(item: Item): Promise<'published' | 'unchanged'> {
  const { database, clock } = house.house;
  return must(await performAs(database, clock, 'test.publish', { role: 'public' }, async (deed) => done(await publishItem(deed, { instance: 'changsha', region: '430100000000' }, item))));
}

const slugsOf = (answer: { items: { slug: string }[] }) => answer.items.map((item) => item.slug);

describe('anybody, without signing in', () => {
  test.each([
    ['开饭店', food],
    ['我想开个小饭馆', food],
    ['个体户', 'individual-business-registration'],
    ['居住证', 'residence-permit'],
    ["开饭店'); drop table", food],
  ])('searches %s and finds %s', async (q, slug) => {
    expect(slugsOf(await house.nobody.done('items.search', { query: { q } }))).toContain(slug);
  });

  test('finds nothing for what is no errand here, and the page offers all items instead', async () => {
    expect(slugsOf(await house.nobody.done('items.search', { query: { q: '宇航员' } }))).toEqual([]);
    expect((await house.nobody.page(`/search?q=${encodeURIComponent('宇航员')}`)).text).toContain('没有找到相关事项');
  });

  test('reads the guide in both languages', async () => {
    const zh = await house.nobody.page(`/items/${food}`);
    expect(zh.status).toBe(200);
    for (const words of ['食品经营许可', '申请材料', '设定依据', '在线办理']) expect(zh.text).toContain(words);
    const en = await house.nobody.page(`/items/${food}?lang=en`);
    for (const words of ['Food', 'Materials', 'Legal basis', 'Apply online']) expect(en.text).toContain(words);
  });

  test.each(['air-defence-relocation-fee', 'real-estate-mortgage-registration'])('reads the guide of %s as well', async (slug) => {
    expect((await house.nobody.page(`/items/${slug}`)).text).toContain(itemOf(slug).elements.taskCode);
  });

  test('gets an item exactly as the city published it', async () => {
    const answer = await house.nobody.done('items.item', { params: { slug: food } });
    expect(answer).toMatchObject({ versionNumber: 1, summary: { slug: food } });
    expect(answer.item).toEqual(itemOf(food));
  });

  test('is told that there is no such item', async () => {
    expect(await house.nobody.call('items.item', { params: { slug: 'flying-permit' } })).toMatchObject({ status: 404, body: { type: 'urn:onevisit:problem:item-not-published' } });
    expect((await house.nobody.page('/items/flying-permit')).status).toBe(404);
  });

  test('is told by the description of the API what an item holds', () => {
    const { paths } = openApiOf(house.house.routes, 'http://localhost') as { paths: Record<string, Record<string, unknown>> };
    expect(JSON.stringify(paths['/api/items/{slug}'])).toContain('"rightsAndDuties"');
  });
});

describe('what people apply for most stands first', () => {
  test('in a new house no figure is invented: fewer visits first', async () => {
    const visits = slugsOf(await house.nobody.done('items.list')).map((slug) => itemOf(slug).elements.limitSceneNum);
    expect(visits).toHaveLength(house.house.city.items.length);
    expect(visits).toEqual([...visits].sort());
  });

  test('a submitted case counts for its item once its message arrives', async () => {
    const { database, clock } = house.house;
    const last = slugsOf(await house.nobody.done('items.list')).at(-1);
    for (const item of [last, last, food]) {
      await performAs(database, clock, 'test.submit', { role: 'public' }, async (deed) => done(deed.emit('case.submitted', { case: deed.newId<'Case'>(), item, office: 'any' })));
    }
    await house.settle();
    expect(slugsOf(await house.nobody.done('items.list')).slice(0, 2)).toEqual([last, food]);
    expect((await house.nobody.page('/')).status).toBe(200);
  });
});

describe('a new version', () => {
  test('is not made by the same content', async () => {
    expect(await publish(itemOf(food))).toBe('unchanged');
    expect((await house.nobody.done('items.item', { params: { slug: food } })).versionNumber).toBe(1);
  });

  test('is answered and searched at once, while a running case keeps the one it began with', async () => {
    const slug = 'individual-business-registration';
    const item = itemOf(slug);
    const { case: begun } = await citizen.done('cases.begin', { body: { item: slug } });
    const screen = { params: { case: begun, screen: item.form['x-screens'][0]?.id ?? '' } };
    const before = await citizen.done('cases.screen', screen);
    const { elements } = item;
    const changed: Item = { ...item, synonyms: [...item.synonyms, '煎饼摊'], elements: { ...elements, taskName: { zh: '个体户登记（新版）' }, taskVersion: elements.taskVersion + 1 } };
    expect(await publish(changed)).toBe('published');
    const after = await house.nobody.done('items.item', { params: { slug } });
    expect(after).toMatchObject({ versionNumber: 2, item: { synonyms: expect.arrayContaining(['煎饼摊']) } });
    expect(slugsOf(await house.nobody.done('items.search', { query: { q: '煎饼摊' } }))).toEqual([slug]);
    expect(await citizen.done('cases.screen', screen)).toEqual(before);
    const { rows } = await house.house.database.pool.query('select v.number, v.content from cases.case_record c join items.version v on v.id = c.item_version where c.id = $1', [begun]);
    expect(rows).toMatchObject([{ number: 1, content: { synonyms: item.synonyms } }]);
  });

  test('that lacks an element stops its publication, and nothing of it is seen', async () => {
    const { elements, ...rest } = itemOf(food);
    const { remedies: _left, ...others } = elements;
    await expect(publish({ ...rest, elements: others } as unknown as Item)).rejects.toThrow(/remedies/);
    expect((await house.nobody.done('items.item', { params: { slug: food } })).item.elements.remedies).toBeDefined();
  });
});
