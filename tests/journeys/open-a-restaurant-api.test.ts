import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, type Person, type TestHouse } from '../support/house.ts';
import { pngPlan, readCard } from '../support/errand.ts';

/** The errand of docs/errands at the public API: what the browser's journey shows, here to the last fact. */
let house: TestHouse;
let applicant: Person;
let clerk: Person;
let hallClerk: Person;
let approver: Person;

const applicantNumber = '430103199006150022';

beforeAll(async () => {
  house = await testHouse();
  applicant = await house.citizen(applicantNumber);
  clerk = await house.staff('clerk', { office: 'industry-commerce' });
  hallClerk = await house.staff('clerk', { office: 'city-hall' });
  approver = await house.staff('approver', { office: 'food-drug' });
});
afterAll(() => house.close());

let registration: string;

test('the person finds both items in her own words', async () => {
  for (const question of ['开饭店', '餐馆', '开个小饭馆']) {
    const { items } = await house.nobody.done('items.search', { query: { q: question } });
    expect(items.map((item: { slug: string }) => item.slug)).toEqual(expect.arrayContaining(['individual-business-registration', 'food-business-licence']));
  }
});

test('the form knows already what the registers know', async () => {
  const begun = await applicant.done('cases.begin', { body: { item: 'individual-business-registration' } });
  registration = begun.case;
  const screen = await applicant.done('cases.screen', { params: { case: registration, screen: 'operator' } });
  const known = Object.fromEntries(screen.fields.map((field: { name: string; value: unknown }) => [field.name, field.value]));
  expect(known).toMatchObject({ operatorName: '李湘云', operatorNumber: applicantNumber });
  expect(known.operatorAddress).toContain('长沙');
});

test('she fills the screens one by one and gets a receipt', async () => {
  const screens: [string, Record<string, unknown>][] = [
    ['operator', { composition: 'individual' }],
    ['name', { businessName: '长沙市芙蓉区湘云小饭馆' }],
    ['business', { businessScope: ['catering'], employees: 3, funds: 10 }],
    ['premises', { premisesRegion: '430102', premisesAddress: '长沙市芙蓉区五一大道1号一楼', premisesKind: 'rented', premisesDeclared: true }],
    ['confirm', { truthDeclared: true }],
  ];
  let { version } = await applicant.done('cases.case', { params: { case: registration } });
  for (const [screen, answers] of screens) ({ version } = await applicant.done('cases.save-screen', { params: { case: registration, screen }, body: { version, answers } }));
  const submitted = await applicant.done('cases.submit', { params: { case: registration }, body: { version } });
  expect(submitted.number).toHaveLength(30);
  expect(submitted.missing).toEqual([]);
});

test('the clerk accepts, the published rule decides at once, the licence is signed and anyone may verify it', async () => {
  const { cases } = await clerk.done('cases.work', { query: { queue: 'acceptance' } });
  expect(cases.map((one: { id: string }) => one.id)).toContain(registration);
  const { version } = await clerk.done('cases.case', { params: { case: registration } });
  const accepted = await clerk.done('cases.accept', { params: { case: registration }, body: { version } });
  expect(accepted).toMatchObject({ state: 'granted', rule: { granted: true } });
  await house.settle();
  const shown = await applicant.done('cases.case', { params: { case: registration } });
  expect(shown.decision).toMatchObject({ by: 'rule' });
  const licence = shown.licences[0];
  expect(licence.standing).toBe('valid');
  const verified = await house.nobody.done('licences.verify', { params: { identifier: licence.identifier } });
  expect(verified).toMatchObject({ valid: true });
  expect(JSON.stringify(verified)).not.toContain(applicantNumber);
});

let permit: string;

test('next day at the window the card is read and every paper the government holds is there', async () => {
  house.clock.set(new Date('2026-03-10T01:30:00Z'));
  // Sessions of yesterday have ended with the day.
  applicant = await house.citizen(applicantNumber);
  hallClerk = await house.staff('clerk', { office: 'city-hall' });
  approver = await house.staff('approver', { office: 'food-drug' });
  const opened = await hallClerk.done('cases.open-at-window', { body: { item: 'food-business-licence' } });
  permit = opened.case;
  const reading = await readCard(house, hallClerk, permit, applicantNumber, '李湘云');
  const identified = await hallClerk.done('cases.identify', { params: { case: permit }, body: { version: opened.version, reading } });
  expect(identified.organisation).toMatchObject({ name: '长沙市芙蓉区湘云小饭馆' });
  const shown = await hallClerk.done('cases.case', { params: { case: permit } });
  const byGovernment = shown.materials.filter((material: { by: string }) => material.by === 'government').map((material: { id: string }) => material.id);
  expect(byGovernment).toEqual(expect.arrayContaining(['business-licence', 'operator-identity']));
  const evidence = shown.materials.find((material: { id: string }) => material.id === 'business-licence').supplied[0].evidence;
  expect(evidence.path.length).toBeGreaterThanOrEqual(3);
});

test('the clerk writes down the answers, tells once what is missing, and the limit does not run yet', async () => {
  const screens: [string, Record<string, unknown>][] = [
    ['operator', {}],
    ['premises', { totalArea: 60, kitchenArea: 20 }],
    ['business', { mainBusiness: 'catering', seats: 30, businessItems: ['hot-food'], coldDishes: false, onlineOrders: false }],
    ['safety', { safetyManager: '李湘云', workers: 3 }],
    ['confirm', { truthDeclared: true }],
  ];
  let { version } = await hallClerk.done('cases.case', { params: { case: permit } });
  for (const [screen, answers] of screens) ({ version } = await hallClerk.done('cases.save-screen', { params: { case: permit, screen }, body: { version, answers } }));
  for (const material of ['layout-plan', 'safety-rules']) {
    ({ version } = await hallClerk.done('cases.upload-material', { params: { case: permit, material }, upload: { name: `${material}.png`, bytes: pngPlan(), fields: { version: String(version) } } }));
  }
  const submitted = await hallClerk.done('cases.submit', { params: { case: permit }, body: { version } });
  expect(submitted.missing).toEqual(['health-certificate']);
  const told = await hallClerk.done('cases.tell-correction', { params: { case: permit }, body: { version: submitted.version, points: [] } });
  expect(told.points.map((point: { key: string }) => point.key)).toEqual(['health-certificate']);
  const shown = await applicant.done('cases.case', { params: { case: permit } });
  expect([shown.state, shown.figures.usedDays]).toEqual(['correction', null]);
});

test('she brings it from home, and it is accepted', async () => {
  let { version } = await applicant.done('cases.case', { params: { case: permit } });
  ({ version } = await applicant.done('cases.upload-material', { params: { case: permit, material: 'health-certificate' }, upload: { name: '健康证.png', bytes: pngPlan(), fields: { version: String(version) } } }));
  ({ version } = await applicant.done('cases.supplement', { params: { case: permit }, body: { version } }));
  const accepted = await hallClerk.done('cases.accept', { params: { case: permit }, body: { version } });
  expect(accepted.state).toBe('accepted');
  // 8 working days from 10 March 2026, which does not count itself.
  expect(accepted.promisedDueOn).toBe('2026-03-20');
});

test('the approver orders an inspection: the clock stops and runs on, then she grants', async () => {
  let { version } = await approver.done('cases.case', { params: { case: permit } });
  ({ version } = await approver.done('cases.order-inspection', { params: { case: permit }, body: { version, procedure: 'on-site-inspection', reason: '经营场所需要现场核查', plannedOn: '2026-03-12' } }));
  expect((await applicant.done('cases.case', { params: { case: permit } })).state).toBe('suspended');
  house.clock.set(new Date('2026-03-12T02:00:00Z'));
  approver = await house.staff('approver', { office: 'food-drug' });
  const ended = await approver.done('cases.record-inspection', { params: { case: permit }, body: { version, passed: true, result: '场所布局与平面图一致' } });
  expect(ended.promisedDueOn > '2026-03-20').toBe(true);
  const granted = await approver.done('cases.grant', { params: { case: permit }, body: { version: ended.version } });
  expect(granted.state).toBe('granted');
  await house.settle();
});

test('the case page tells it all, and she rates it', async () => {
  applicant = await house.citizen(applicantNumber);
  const shown = await applicant.done('cases.case', { params: { case: permit } });
  expect(shown.figures).toMatchObject({ visits: 1, promisedDays: 8 });
  expect(shown.figures.government).toBeGreaterThanOrEqual(2);
  expect(shown.licences[0].standing).toBe('valid');
  expect(shown.timeline.every((entry: { what: { zh: string } }) => entry.what.zh !== '')).toBe(true);
  await applicant.done('supervision.rate', { params: { case: permit }, body: { satisfaction: 1, words: '' } });
  const { licences } = await applicant.done('licences.mine');
  expect(licences.length).toBe(2);
});

test('she sees who looked at her data, and every change is in her inbox', async () => {
  const { readings } = await applicant.done('supervision.readings');
  expect(readings.length).toBeGreaterThan(0);
  const inbox = await applicant.done('channels.inbox');
  expect(inbox.notices.length).toBeGreaterThanOrEqual(6);
});
