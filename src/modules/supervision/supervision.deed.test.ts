import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../tests/support/house.ts';
import { acceptRegistration, handInRegistration } from '../../../tests/support/registration.ts';
import { performAs } from '../../kernel/http/perform.ts';
import { done } from '../../kernel/outcome.ts';

let house: TestHouse;
let applicant: Person;
let stranger: Person;
let clerk: Person;
let auditor: Person;
let caseId: string;

beforeAll(async () => {
  house = await testHouse();
  applicant = await house.citizen('430103199006150022');
  stranger = await house.citizen('430102198001010011');
  clerk = await house.staff('clerk', { office: 'industry-commerce' });
  auditor = await house.staff('auditor');
  caseId = await handInRegistration(applicant, '长沙市芙蓉区湘云小饭馆');
});
afterAll(() => house.close());

const rate = (person: Person, body: object) => person.call('supervision.rate', { params: { case: caseId }, body });
const problem = (kind: string) => ({ body: { type: `urn:onevisit:problem:${kind}` } });

describe('a case is rated', () => {
  test('not before it is concluded', async () => {
    expect(await rate(applicant, { satisfaction: 1 })).toMatchObject({ status: 409, ...problem('case-not-concluded') });
    expect((await applicant.page(`/cases/${caseId}/rating`)).text).toContain('办结后才能评价');
  });

  test('not by anybody else: to others it is not there', async () => {
    await acceptRegistration(clerk, caseId);
    expect((await rate(stranger, { satisfaction: 5, words: '不好' })).status).toBe(404);
    expect((await stranger.call('supervision.rating', { params: { case: caseId } })).status).toBe(404);
    expect((await rate(clerk, { satisfaction: 1 })).status).toBe(403);
  });

  test.each([
    ['without a satisfaction', {}, 400],
    ['outside the five levels', { satisfaction: 6 }, 400],
    ['badly without a word', { satisfaction: 4, words: '  ' }, 422],
  ])('not %s', async (_how, body, status) => {
    expect((await rate(applicant, body)).status).toBe(status);
  });

  test('once, with its words sealed at rest', async () => {
    expect(await applicant.done('supervision.rating', { params: { case: caseId } })).toMatchObject({ mayRate: true, satisfaction: null });
    expect((await rate(applicant, { satisfaction: 4, words: '窗口等了很久' })).status).toBe(200);
    expect(await rate(applicant, { satisfaction: 1 })).toMatchObject({ status: 409, ...problem('rated-before') });
    expect(await applicant.done('supervision.rating', { params: { case: caseId } })).toMatchObject({ mayRate: false, satisfaction: 4 });
    expect((await applicant.page(`/cases/${caseId}/rating?lang=en`)).text).toContain('Dissatisfied');
    const { rows } = await house.house.database.pool.query('select r::text as line from supervision.rating r where case_id = $1', [caseId]);
    expect(rows).toHaveLength(1);
    expect(rows[0].line).not.toContain('窗口');
  });
});

describe('a person sees who looked', () => {
  test('office, purpose and case of each reading of their own data, in both languages', async () => {
    const { readings } = await applicant.done('supervision.readings');
    expect(readings).toContainEqual(expect.objectContaining({ who: expect.objectContaining({ zh: '长沙市工商行政管理局' }), purpose: expect.objectContaining({ zh: '受理您的办件' }), case: caseId }));
    for (const path of ['/me/readings', '/me/readings?lang=en']) {
      const page = await applicant.page(path);
      expect(page.text).toContain(`/cases/${caseId}`);
      expect(page.text).not.toMatch(/<td[^>]*>[a-z]+:[a-z-]+<|citizen-number/);
    }
  });

  test('and nothing of others', async () => {
    expect((await stranger.done('supervision.readings')).readings).toEqual([]);
    expect((await stranger.page('/me/readings')).text).toContain('还没有人看过您的信息');
  });
});

interface Event {
  readonly id: string;
  readonly at: string;
  readonly name: string;
  readonly person: string | null;
  readonly case: string | null;
  readonly result: string;
  readonly detail: Record<string, unknown>;
}

async function events(query: Record<string, string>): Promise<{ events: readonly Event[]; next: string | null }> {
  return auditor.done('supervision.events', { query });
}

async function leave(name: string, times: number): Promise<void> {
  const { database, clock } = house.house;
  for (let number = 0; number < times; number += 1) {
    await performAs(database, clock, name, { role: 'public' }, async (deed) => done(deed.audit({ object: { kind: 'test', id: `object-${number}` } })));
  }
}

describe('an auditor finds an event', () => {
  test.each<[string, () => Record<string, string>, (event: Event) => boolean]>([
    ['by what was done', () => ({ name: 'cases.accept' }), (event) => event.name === 'cases.accept'],
    ['by who did it', () => ({ person: clerk.person }), (event) => event.person === clerk.person],
    ['by the case', () => ({ case: caseId }), (event) => event.case === caseId],
    ['by the day', () => ({ from: '2026-03-09', to: '2026-03-09' }), (event) => event.at.startsWith('2026-03-09')],
    ['by the result', () => ({ result: 'denied' }), (event) => event.result === 'denied'],
    ['by all of them', () => ({ name: 'cases.accept', case: caseId, person: clerk.person, result: 'done' }), (event) => event.name === 'cases.accept'],
  ])('%s, and nothing else', async (_how, query, holds) => {
    const found = (await events(query())).events;
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((event) => !holds(event))).toEqual([]);
  });

  test('that was refused, with the name of the refusal', async () => {
    const found = (await events({ name: 'supervision.rate', result: 'refused' })).events;
    expect(found.map((event) => event.detail.refusal)).toEqual(expect.arrayContaining(['rated-before', 'words-needed', 'case-not-concluded']));
  });

  test('on no day on which nothing happened', async () => {
    expect((await events({ from: '2026-03-10' })).events).toEqual([]);
    expect((await events({ to: '2026-03-08', name: 'cases.accept' })).events).toEqual([]);
  });

  test('page by page, each once', async () => {
    await leave('test.paging', 60);
    const first = await events({ name: 'test.paging' });
    expect(first.events).toHaveLength(50);
    const second = await events({ name: 'test.paging', after: String(first.next) });
    expect(second).toMatchObject({ next: null });
    expect(new Set([...first.events, ...second.events].map((event) => event.id)).size).toBe(60);
  });

  test('and nobody else does', async () => {
    for (const person of [applicant, clerk, await house.staff('admin')]) {
      expect((await person.call('supervision.events')).status).toBe(403);
      expect((await person.call('supervision.export-events')).status).toBe(403);
    }
  });
});

describe('the audit book as a table', () => {
  test('holds what was asked for, and no cell that a spreadsheet would run', async () => {
    await leave('=HYPERLINK("http://example.invalid")', 1);
    const { status, body } = await auditor.call('supervision.export-events', { query: { from: '2026-03-09' } });
    expect(status).toBe(200);
    const lines = String(body).replace(/^\ufeff/, '').trimEnd().split('\r\n');
    expect(lines[0]).toContain('时间 at');
    expect(lines.filter((line) => line.includes('test.paging'))).toHaveLength(60);
    expect(lines.some((line) => line.includes(`"'=HYPERLINK(""http`))).toBe(true);
    expect(lines.filter((line) => /(^|,)"?[=+@-]/.test(line))).toEqual([]);
    expect(String(body)).not.toContain('窗口等了很久');
  });

  test('is itself written into the book, with how much was taken', async () => {
    const [taken] = (await events({ name: 'supervision.export-events', result: 'done' })).events;
    expect(taken).toMatchObject({ person: auditor.person, detail: { rows: expect.any(Number) } });
    expect(taken?.detail.rows).toBeGreaterThan(60);
  });

  test('wants a proof of identity that is no older than a quarter of an hour', async () => {
    // Work in between keeps the session; the proof grows old all the same.
    house.clock.set(new Date('2026-03-09T01:10:00Z'));
    await events({});
    house.clock.set(new Date('2026-03-09T01:15:01Z'));
    expect(await auditor.call('supervision.export-events')).toMatchObject(problem('fresh-proof-needed'));
  });
});
