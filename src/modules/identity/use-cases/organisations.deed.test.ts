import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityWorld, type IdentityWorld, kindOf, office, staffAsker } from '../../../../tests/support/identity-world.ts';
import type { PersonId } from '../../../kernel/asker.ts';
import { addDays } from '../../../kernel/day.ts';
import { must } from '../../../kernel/outcome.ts';
import { parseCreditCode, registeringAreaOf } from '../../../standards/credit-code.ts';

let here: IdentityWorld;
let li: PersonId;

beforeAll(async () => {
  here = await identityWorld();
  li = (await here.citizen('430103199006150022')).asker.person;
});
afterAll(() => here.close());

const register = (name: string, operator = li) =>
  here.does(staffAsker({ role: 'approver' }), (deed) =>
    here.room.contract.registerOrganisation(deed, {
      name,
      kind: 'individual-business',
      creditCodePrefix: '92430102',
      operator,
      address: '长沙市芙蓉区文艺路街道8号',
      scope: '餐饮服务',
      capital: null,
    }),
  );
const read = <T>(question: (contract: typeof here.room.contract, reader: Parameters<typeof here.room.contract.offices>[0]) => Promise<T>) =>
  here.database.read((reader) => question(here.room.contract, reader));

describe('registering an organisation', () => {
  it('gives a credit code of the area and ties the operator to it from today', async () => {
    const made = must(await register('芙蓉区湘云小饭馆'));
    expect(must(parseCreditCode(made.creditCode))).toBe(made.creditCode);
    expect(registeringAreaOf(made.creditCode)).toBe('430102');
    expect(await read((contract, reader) => contract.findOrganisationByCode(reader, made.creditCode))).toEqual(made);
    expect(await read((contract, reader) => contract.organisation(reader, made.id))).toEqual(made);
    const today = here.clock.today();
    expect(await read((contract, reader) => contract.relationsOf(reader, li, today))).toEqual([{ organisation: made, person: li, role: 'operator', from: today, to: null }]);
    expect(await read((contract, reader) => contract.relationsOf(reader, li, addDays(today, -1)))).toEqual([]);
  });

  it('takes a name once, also of two that come together', async () => {
    expect(await read((contract, reader) => contract.isNameTaken(reader, '天心区甜酒坊'))).toBe(false);
    const answers = await Promise.all([register('天心区甜酒坊'), register('天心区甜酒坊')]);
    expect(answers.map(kindOf).sort()).toEqual([null, 'organisation-name-taken'].sort());
    expect(await read((contract, reader) => contract.isNameTaken(reader, '天心区甜酒坊'))).toBe(true);
  });

  it('gives no code twice and, when refused, uses none up', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `岳麓区面馆${index % 10}号`);
    const answers = await Promise.all(names.map((name) => register(name)));
    const codes = answers.filter((answer) => answer.ok).map((answer) => must(answer).creditCode.slice(11, 16));
    expect(new Set(codes).size).toBe(10);
    const last = must(await register('岳麓区最后一家')).creditCode.slice(11, 16);
    // 1 and 2 went to the tests above, 10 more here: nothing was lost to the two that were refused.
    expect(last).toBe('0000D');
  });
});

describe('the contract', () => {
  it('knows the offices of the city', async () => {
    const offices = await read((contract, reader) => contract.offices(reader));
    const count = (kind: string) => offices.filter((one) => one.kind === kind).length;
    expect([count('department'), count('district'), count('park')]).toEqual([49, 9, 15]);
    expect(await read((contract, reader) => contract.findOfficeBySlug(reader, 'food-drug'))).toMatchObject({ id: office('food-drug') });
    expect(await read((contract, reader) => contract.findOfficeBySlug(reader, 'nowhere'))).toBeNull();
    await expect(read((contract, reader) => contract.office(reader, office('nowhere')))).rejects.toThrow('there is no office');
  });

  it('loads them again without a change', async () => {
    await here.database.transact((tx) => here.room.loadOffices(tx));
    expect((await read((contract, reader) => contract.office(reader, office('food-drug')))).slug).toBe('food-drug');
  });

  it('puts the holder of a post before the deputy on duty', async () => {
    const holder = await here.staff('430104197512310137', '张远', [{ role: 'approver', office: office('civil-affairs'), items: ['old-age-allowance'] }]);
    const post = holder.posts[0] ?? null;
    await here.staff('430102198001010011', '周建国', [{ role: 'approver', office: office('civil-affairs'), deputyOf: post }]);
    const onDuty = (item: string) => read((contract, reader) => contract.onDuty(reader, { office: office('civil-affairs'), role: 'approver', item, day: here.clock.today() }));
    expect((await onDuty('old-age-allowance')).map((one) => [one.personName, one.deputyOf])).toEqual([['张远', null], ['周建国', post]]);
    expect(await onDuty('residence-permit')).toEqual([]);
  });

  it('tells names of many at once, and throws for a person that never was', async () => {
    const names = await read((contract, reader) => contract.names(reader, [li, li]));
    expect([...names]).toEqual([[li, '李湘云']]);
    expect(await read((contract, reader) => contract.displayName(reader, li))).toBe('李湘云');
    await expect(read((contract, reader) => contract.person(reader, office('food-drug') as string as PersonId))).rejects.toThrow('there is no person');
  });
});
