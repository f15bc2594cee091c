import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessItem, foodItem, openCasesWorld, type CasesWorld } from '../../../tests/support/cases-world.ts';
import type { StaffAsker } from '../../kernel/asker.ts';
import { day } from '../../kernel/day.ts';
import { done, must } from '../../kernel/outcome.ts';
import { beginCase, type CitizenAsker } from './use-cases/begin.ts';
import { acceptCase } from './use-cases/accept.ts';
import { grantCase } from './use-cases/decide.ts';
import { identifyByCard } from './use-cases/identify-by-card.ts';
import { openAtWindow } from './use-cases/open-at-window.ts';
import { orderInspection } from './use-cases/order-inspection.ts';
import { recordInspection } from './use-cases/record-inspection.ts';
import { saveScreen } from './use-cases/save-screen.ts';
import { showCase } from './use-cases/show-case.ts';
import { submitCase } from './use-cases/submit.ts';
import { supplementCase } from './use-cases/supplement.ts';
import { tellCorrection } from './use-cases/tell-correction.ts';
import { uploadMaterial } from './use-cases/upload-material.ts';

const applicant = '430103199006150022';
let world: CasesWorld;
let li: CitizenAsker;
let commerceClerk: StaffAsker;
let hallClerk: StaffAsker;
let foodApprover: StaffAsker;

beforeAll(async () => {
  world = await openCasesWorld();
  li = await world.citizen(applicant);
  commerceClerk = await world.staff('430102198602149158', 'clerk', 'industry-commerce', 'W04');
  hallClerk = await world.staff('430102199406069200', 'clerk', 'city-hall', 'W01');
  foodApprover = await world.staff('430111198107079195', 'approver', 'food-drug');
});
afterAll(() => world.close());

const screens = [
  ['operator', { composition: 'individual' }],
  ['name', { businessName: '芙蓉区湘云小吃店' }],
  ['business', { businessScope: ['catering'], employees: 3, funds: 10 }],
  ['premises', { premisesRegion: '430102', premisesAddress: '五一大道100号', premisesKind: 'rented', premisesDeclared: 'true' }],
  ['confirm', { truthDeclared: true }],
] as const;

function pdf(): Buffer {
  return Buffer.from('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n2 0 obj << /Type /Page >> endobj\ntrailer << >>\n%%EOF\n', 'latin1');
}

describe('opening a restaurant', () => {
  let business = '';
  let food = '';

  it('the form already knows what the registers know', async () => {
    const begun = must(await world.act(li, (deed) => beginCase(world.needs, deed as never, { item: businessItem, organisation: null })));
    business = begun.id;
    const seen = must(await world.on(li, business, async (deed, record) => done(await showCase(world.needs, deed, record))));
    const answers = seen.screens.flatMap((screen) => screen.answers);
    expect(answers.find(({ name }) => name === 'operatorName')).toMatchObject({ value: '李湘云', source: { zh: '实名账户' } });
    expect(answers.find(({ name }) => name === 'operatorAddress')?.source?.zh).toMatch(/^人口库/);
    expect(seen).toMatchObject({ state: 'draft', version: 1, nextScreen: 'operator', number: null });
  });

  it('is filled screen by screen and handed in with a receipt', async () => {
    let version = 1;
    for (const [screen, answers] of screens) {
      version = must(await world.on(li, business, (deed, record) => saveScreen(world.needs, deed, record, { version, screen, answers }))).version;
    }
    const submitted = must(await world.on(li, business, (deed, record) => submitCase(world.needs, deed, record, { version })));
    expect(submitted.number).toMatch(/^430100.{9}20180927\d{6}[0-9A-Z]$/);
    const { payload, keyId, signature } = submitted.receipt;
    const receipt = JSON.parse(Buffer.from(payload, 'base64url').toString());
    expect(receipt).toMatchObject({ number: submitted.number, applicant: '李**', answerBy: '2018-10-09', submittedOn: '2018-09-27' });
    expect(receipt.materials.map((one: { id: string; by: string }) => [one.id, one.by])).toEqual([
      ['application', 'form'],
      ['operator-identity', 'government'],
      ['premises-proof', 'applicant'],
    ]);
    const verified = await world.keys.verify('receipt', Buffer.from(payload, 'ascii'), { kid: keyId, algorithm: submitted.receipt.algorithm as never, signature: Buffer.from(signature, 'base64url') }, new Date());
    expect(verified.ok).toBe(true);
    expect(await world.notices(li.person)).toEqual(['case-submitted']);
  });

  it('the published rule decides as the clerk accepts: rule and version, facts kept, organisation and licence in one deed', async () => {
    const accepted = must(await world.on(commerceClerk, business, (deed, record) => acceptCase(world.needs, deed, record, { version: record.version })));
    expect(accepted).toMatchObject({ state: 'granted', promisedDueOn: '2018-09-27', ruling: { kind: 'granted', rule: businessItem, version: 1 } });
    await world.settle();
    const seen = must(await world.on(li, business, async (deed, record) => done(await showCase(world.needs, deed, record))));
    expect(seen).toMatchObject({ state: 'granted', decision: { by: 'rule', rule: businessItem, ruleVersion: 1, on: '2018-09-27' }, organisation: { name: '芙蓉区湘云小吃店' } });
    expect(seen.licences).toMatchObject([{ standing: 'valid' }]);
    expect(seen.figures).toMatchObject({ asked: 1, government: 1, visits: 0, promisedDays: 0, usedDays: 0 });
    expect(seen.organisation?.creditCode).toMatch(/^92430102MX/);
  });

  it('next day at the window the card opens what the government holds, by person, relation and organisation', async () => {
    world.setDay('2018-09-28');
    food = must(await world.act(hallClerk, (deed) => openAtWindow(world.needs, deed as never, { item: foodItem }))).id;
    const reading = await world.cardOf(applicant, hallClerk, food);
    const identified = must(await world.on(hallClerk, food, (deed, record) => identifyByCard(world.needs, deed, record, { version: 1, reading, organisation: null })));
    expect(identified).toMatchObject({ applicantName: '李湘云', organisation: { name: '芙蓉区湘云小吃店' } });
    expect(identified.outcomes.map(({ material, got }) => [material, got])).toEqual([
      ['business-licence', true],
      ['operator-identity', true],
      ['health-certificate', false],
    ]);
    const seen = must(await world.on(hallClerk, food, async (deed, record) => done(await showCase(world.needs, deed, record))));
    const licence = seen.materials.find(({ id }) => id === 'business-licence')?.supplied[0];
    expect(licence?.evidence?.path.length).toBeGreaterThanOrEqual(2);
    expect(seen.screens[0]?.answers.find(({ name }) => name === 'operatorName')).toMatchObject({ value: '芙蓉区湘云小吃店', source: { zh: expect.stringContaining('营业执照') } });
  });

  it('the window takes it in, tells once what is missing, and the limit does not run', async () => {
    const answers = [
      ['operator', {}],
      ['premises', { premisesAddress: '五一大道100号', totalArea: 60, kitchenArea: 20 }],
      ['business', { mainBusiness: 'catering', seats: 24, businessItems: ['hot-food'] }],
      ['safety', { safetyManager: '李湘云', workers: 3 }],
      ['confirm', { truthDeclared: true }],
    ] as const;
    let { version } = must(await world.on(hallClerk, food, async (_deed, record) => done(record)));
    for (const [screen, given] of answers) {
      version = must(await world.on(hallClerk, food, (deed, record) => saveScreen(world.needs, deed, record, { version, screen, answers: given }))).version;
    }
    const received = must(await world.on(hallClerk, food, (deed, record) => submitCase(world.needs, deed, record, { version })));
    expect(received.missing).toEqual(['layout-plan', 'safety-rules', 'health-certificate']);
    expect(await world.on(hallClerk, food, (deed, record) => acceptCase(world.needs, deed, record, { version: record.version }))).toMatchObject({ ok: false, refusal: { kind: 'materials-missing' } });
    const told = must(await world.on(hallClerk, food, (deed, record) => tellCorrection(world.needs, deed, record, { version: record.version, points: [{ about: 'answer', key: 'kitchenArea', why: '与平面图不符' }] })));
    expect(told.points.map(({ key }) => key)).toEqual(['kitchenArea', 'layout-plan', 'safety-rules', 'health-certificate']);
    expect(await world.on(hallClerk, food, (deed, record) => tellCorrection(world.needs, deed, record, { version: record.version, points: [] }))).toMatchObject({ ok: false, refusal: { kind: 'correction-already-told' } });
  });

  it('the applicant hands in the rest online; only what was named may change', async () => {
    const stray = await world.on(li, food, (deed, record) => saveScreen(world.needs, deed, record, { version: record.version, screen: 'premises', answers: { premisesAddress: '别处200号院', totalArea: 60, kitchenArea: 20 } }));
    expect(stray).toMatchObject({ ok: false, refusal: { kind: 'answer-not-to-correct', errors: [{ field: 'premisesAddress' }] } });
    must(await world.on(li, food, (deed, record) => saveScreen(world.needs, deed, record, { version: record.version, screen: 'premises', answers: { premisesAddress: '五一大道100号', totalArea: 60, kitchenArea: 25 } })));
    expect(await world.on(li, food, (deed, record) => supplementCase(world.needs, deed, record, { version: record.version }))).toMatchObject({ ok: false, refusal: { kind: 'correction-unanswered', errors: [{}, {}, {}] } });
    for (const material of ['layout-plan', 'safety-rules', 'health-certificate']) {
      const upload = { field: 'file', name: `${material}.pdf`, bytes: pdf() };
      must(await world.on(li, food, (deed, record) => uploadMaterial(world.needs, deed, record, { version: record.version, material, upload })));
    }
    must(await world.on(li, food, (deed, record) => supplementCase(world.needs, deed, record, { version: record.version })));
  });

  it('acceptance starts the clock, an inspection stops it, and the date moves', async () => {
    const accepted = must(await world.on(hallClerk, food, (deed, record) => acceptCase(world.needs, deed, record, { version: record.version })));
    // 8 working days from 28 September 2018: the holiday of 1–7 October and the make-up days of 29 and 30 September.
    expect(accepted).toMatchObject({ state: 'accepted', promisedDueOn: '2018-10-15', ruling: null });
    expect(await world.on(hallClerk, food, (deed, record) => tellCorrection(world.needs, deed, record, { version: record.version, points: [] }))).toMatchObject({ ok: false, refusal: { kind: 'correction-after-acceptance' } });
    world.setDay('2018-10-09');
    const order = { procedure: 'on-site-inspection', reason: '核查加工场所', plannedOn: day('2018-10-12') };
    must(await world.on(foodApprover, food, (deed, record) => orderInspection(world.needs, deed, record, { version: record.version, ...order })));
    expect(await world.on(foodApprover, food, (deed, record) => grantCase(world.needs, deed, record, { version: record.version }))).toMatchObject({ ok: false, refusal: { kind: 'act-not-now' } });
    world.setDay('2018-10-12');
    const recorded = must(await world.on(foodApprover, food, (deed, record) => recordInspection(world.needs, deed, record, { version: record.version, passed: true, result: '布局合理' })));
    // Used 29 and 30 September, 8 and 9 October; four of eight are left from 12 October.
    expect(recorded.promisedDueOn).toBe('2018-10-18');
  });

  it('the approver grants, the second licence is issued, and every date is explained', async () => {
    world.setDay('2018-10-15');
    const granted = must(await world.on(foodApprover, food, (deed, record) => grantCase(world.needs, deed, record, { version: record.version })));
    expect(granted.licence).not.toBeNull();
    await world.settle();
    const seen = must(await world.on(li, food, async (deed, record) => done(await showCase(world.needs, deed, record))));
    expect(seen.licences).toMatchObject([{ standing: 'valid' }]);
    expect(seen.figures).toEqual({ asked: 3, government: 2, visits: 1, promisedDays: 8, unit: 'working-day', usedDays: 5, promisedDueOn: '2018-10-18', legalDueOn: '2018-11-05', provisionalYear: null });
    expect(seen.timeline.map(({ on, what }) => `${on} ${what.zh}`)).toEqual([
      '2018-09-28 窗口收到申请',
      '2018-09-28 一次性告知补正 4 项',
      '2018-09-28 补正材料已交齐',
      '2018-09-28 受理',
      '2018-10-09 现场核查开始，期限暂停',
      '2018-10-12 现场核查通过，期限恢复',
      '2018-10-15 准予许可',
    ]);
    expect(seen.timeline.filter(({ why }) => why !== null).length).toBeGreaterThanOrEqual(5);
    expect(await world.notices(li.person)).toEqual([
      'case-submitted', 'case-granted', 'case-submitted', 'case-correction', 'case-supplemented', 'case-accepted', 'case-suspended', 'case-resumed', 'case-granted',
    ]);
  });
});
