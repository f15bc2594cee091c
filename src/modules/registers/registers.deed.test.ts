import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../tests/support/house.ts';
import { day } from '../../kernel/day.ts';
import type { Deed } from '../../kernel/deed.ts';
import { performAs } from '../../kernel/http/perform.ts';
import { done, type Outcome, type Refusal } from '../../kernel/outcome.ts';
import type { CitizenNumber } from '../../standards/citizen-number.ts';
import type { CreditCode } from '../../standards/credit-code.ts';
import type { EntityRecord, PersonRecord, Purpose, Registers } from './contract.ts';
import { loadBatch } from './use-cases/load-batch.ts';

const zhou = '430102198001010011' as CitizenNumber;
const nobodysNumber = '430102190001010000' as CitizenNumber;
const code = '92430100MX9000000X' as CreditCode;
const caseId = '01890000-0000-7000-8000-0000000000c7';
const purpose: Purpose = { code: 'accept', case: caseId, item: 'individual-business-registration' };

let house: TestHouse;
let registers: Registers;
let person: Person;

beforeAll(async () => {
  house = await testHouse();
  registers = house.house.rooms.registers.contract;
  person = await house.citizen(zhou);
});
afterAll(() => house.close());

function act<T, R extends Refusal>(work: (deed: Deed) => Promise<Outcome<T, R>>): Promise<Outcome<T, R>> {
  return performAs(house.house.database, house.house.clock, 'test', { role: 'public' }, work);
}

const lookUp = (fields: readonly (keyof PersonRecord)[], change: Partial<Purpose> = {}, number = zhou) =>
  act((deed) => registers.lookUpPerson(deed, { number, fields, purpose: { ...purpose, ...change } }));

const readingsOf = async () => (await person.done('supervision.readings')).readings as { fields: string[]; purpose: { zh: string }; case: string | null }[];

describe('a register is not opened', () => {
  test.each<[string, () => Promise<unknown>, object]>([
    ['without a case', () => lookUp(['name'], { case: '' }), { kind: 'purpose-missing' }],
    ['without an item', () => lookUp(['name'], { item: '' }), { kind: 'purpose-missing' }],
    ['for a field that the item does not list', () => lookUp(['name', 'maritalStatus']), { kind: 'field-not-allowed', fields: ['maritalStatus'] }],
    ['for an item that nobody published', () => lookUp(['name'], { item: 'flying-permit' }), { kind: 'field-not-allowed', fields: ['name'] }],
    ['to fill a form with what only decides', () => lookUp(['listedAsDishonest'], { code: 'prefill' }), { kind: 'field-not-allowed', fields: ['listedAsDishonest'] }],
    ['for a person who is not in it', () => lookUp(['name'], {}, nobodysNumber), { kind: 'not-in-register', register: 'population' }],
  ])('%s', async (_when, ask, refusal) => {
    expect(await ask()).toEqual({ ok: false, refusal });
  });

  test('and what was refused is no reading', async () => {
    expect(await readingsOf()).toEqual([]);
  });
});

describe('a look-up with a purpose', () => {
  test('gives the asked fields only, says who answers for them, and the person sees that they were read', async () => {
    expect(await lookUp(['name', 'householdAddress'])).toEqual({
      ok: true,
      value: {
        record: { name: '周建国', householdAddress: expect.stringContaining('长沙') },
        source: { department: '长沙市公安局', batch: expect.any(String), loadedAt: house.clock.now() },
      },
    });
    expect(await readingsOf()).toMatchObject([{ fields: ['name', 'householdAddress'], purpose: { zh: '受理您的办件' }, case: caseId }]);
    expect((await person.page('/me/readings')).text).toContain('户籍地址');
  });
});

test.each([
  ['belongs to its name', zhou, '周建国', 'agrees'],
  ['does not belong to another name', zhou, '李湘云', 'differs'],
  ['is not known', nobodysNumber, '周建国', 'unknown'],
])('a number %s', async (_sentence, number, name, said) => {
  expect(await act(async (deed) => done(await registers.confirmPerson(deed, number as CitizenNumber, name)))).toEqual({ ok: true, value: said });
});

describe('a delivery', () => {
  const moved: PersonRecord = {
    number: zhou,
    name: '周建国',
    sex: '1',
    birthDate: day('1980-01-01'),
    nationality: '01',
    householdAddress: '长沙市岳麓区新址1号',
    householdRegion: '430104000000',
    residenceAddress: null,
    maritalStatus: '20',
    alive: true,
    diedOn: null,
    listedAsDishonest: false,
  };
  const deliver = () => act(async (deed) => done(await loadBatch(deed, { register: 'population', department: '长沙市公安局', records: [moved] })));
  const rows = async () => (await house.house.database.pool.query('select p.*, (select count(*) from registers.batch) as batches from registers.person p where number = $1', [zhou])).rows;

  test('changes what it says and names the batch that said it', async () => {
    expect(await deliver()).toEqual({ ok: true, value: 'loaded' });
    expect(await lookUp(['householdAddress'])).toMatchObject({ value: { record: { householdAddress: moved.householdAddress } } });
  });

  test('that comes twice changes nothing', async () => {
    const before = await rows();
    expect(await deliver()).toEqual({ ok: true, value: 'loaded-before' });
    expect(await rows()).toEqual(before);
  });
});

describe('an organisation that was registered', () => {
  const registered = { organisation: caseId, creditCode: code, name: '长沙市芙蓉区建国面馆', kind: 'individual-business', address: '长沙市芙蓉区五一大道1号', scope: '餐饮服务' };
  const nameTaken = () => act(async (deed) => done(await registers.isEntityNameTaken(deed, registered.name)));
  const fields: readonly (keyof EntityRecord)[] = ['name', 'state', 'legalRepresentative'];
  const lookUpEntity = () => act((deed) => registers.lookUpEntity(deed, { creditCode: code, fields, purpose: { ...purpose, code: 'decide', item: 'investment-project-filing' } }));

  test('is not in the register before its message arrives', async () => {
    expect(await nameTaken()).toEqual({ ok: true, value: false });
    expect(await lookUpEntity()).toEqual({ ok: false, refusal: { kind: 'not-in-register', register: 'legal-entity' } });
  });

  test('reaches it as a delivery of the registering department, once however often it is told', async () => {
    for (let round = 0; round < 2; round += 1) {
      await act(async (deed) => done(deed.emit('identity.organisation-registered', { ...registered, operator: person.person })));
      await house.settle();
    }
    expect(await nameTaken()).toEqual({ ok: true, value: true });
    expect(await lookUpEntity()).toMatchObject({
      ok: true,
      value: { record: { name: registered.name, state: 'active', legalRepresentative: '周建国' }, source: { department: '长沙市工商行政管理局' } },
    });
    const { rows } = await house.house.database.pool.query("select count(*) as count from registers.batch where register = 'legal-entity' and rows = 1");
    expect(rows).toEqual([{ count: 1 }]);
    expect(await readingsOf()).toContainEqual(expect.objectContaining({ fields, purpose: expect.objectContaining({ zh: '对您的办件作出决定' }) }));
  });
});
