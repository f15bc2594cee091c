import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { html } from 'hono/html';
import { z } from 'zod';
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import type { SignedIn } from '../asker.ts';
import { standingClock } from '../clock.ts';
import { type Database, openDatabase, rawOf } from '../db.ts';
import { openLog } from '../log.ts';
import { personal } from '../masking.ts';
import { openMetrics } from '../metrics.ts';
import { done, refuse } from '../outcome.ts';
import type { Problems } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { noBody, noParams, noQuery } from '../schemas.ts';
import { words } from '../text.ts';
import { openEdge } from './edge.ts';
import type { FastifyInstance } from 'fastify';

/** A little shop of counters: enough to see what the edge does for every declaration. */
type CounterRefusal = { kind: 'counter-full'; field: 'by' };
const problems: Problems<CounterRefusal> = { 'counter-full': { status: 409, title: words('计数器已满', 'The counter is full') } };
const counterParams = z.strictObject({ counter: z.uuid() });
const mine: string = randomUUID();
const theirs: string = randomUUID();

const relation = async (_deed: unknown, { params }: { params: { counter: string } }) => (params.counter === mine ? ('own' as const) : ('none' as const));

const add = route({
  name: 'shop.add',
  method: 'POST',
  path: '/api/counters/:counter/additions',
  title: words('计数', 'Add'),
  who: { citizen: ['own'] },
  relation,
  limit: 'write',
  audit: 'event',
  params: counterParams,
  query: noQuery,
  body: z.strictObject({ by: z.number().int().min(1).max(100), note: z.string().max(50).optional() }),
  view: z.object({ total: z.number() }),
  problems,
  run: async (deed, { params, body }) => {
    const row = await sql<{ total: number }>`update shop.counter set total = total + ${body.by} where id = ${params.counter} returning total`.execute(rawOf(deed.tx));
    const total = row.rows[0]?.total ?? 0;
    deed.emit('shop.added', { total });
    return total > 1_000 ? refuse({ kind: 'counter-full', field: 'by' }) : done({ total });
  },
  form: { path: '/counters/:counter/add', read: (fields) => ({ by: Number(fields.by) }), then: (_view, { counter }) => `/counters/${counter}`, again: ({ counter }) => `/counters/${counter}` },
});

const show = route({
  name: 'shop.show',
  method: 'GET',
  path: '/api/counters/:counter',
  title: words('查看', 'Show'),
  who: { citizen: ['own'], auditor: ['own'] },
  relation,
  limit: 'read',
  audit: 'none',
  params: counterParams,
  query: noQuery,
  body: noBody,
  view: z.object({ owner: personal('person-name') }),
  reveals: { citizen: ['person-name'] },
  problems: {} as Problems<never>,
  run: async () => done({ owner: '李湘云' }),
  page: {
    path: '/counters/:counter',
    render: (view, page) => html`<h1>${view.owner}</h1><p>${page.problem?.title ?? 'ok'}</p><input name="by" value="${page.submitted?.by ?? ''}">`,
  },
});

const broken = route({
  name: 'shop.broken',
  method: 'POST',
  path: '/api/broken',
  title: words('坏', 'Broken'),
  who: { citizen: ['collection'] },
  relation: 'collection',
  limit: 'write',
  audit: 'event',
  params: noParams,
  query: noQuery,
  body: z.strictObject({ state: z.string().max(20) }),
  view: z.object({}),
  problems: {} as Problems<never>,
  run: async (deed, { body }) => {
    await sql`insert into shop.counter (id, total) values (${randomUUID()}, 0)`.execute(rawOf(deed.tx));
    throw Object.assign(new Error('planted'), { code: body.state });
  },
});

/** Tells as whom the database takes a request. */
function whose(name: string, path: string, more: { asOwner?: string } = {}): Route {
  return route({
    ...more,
    name,
    method: 'GET',
    path,
    title: words('谁', 'Who'),
    who: { public: ['collection'], citizen: ['collection'], auditor: ['collection'] },
    relation: 'collection',
    limit: 'read',
    audit: 'none',
    params: noParams,
    query: noQuery,
    body: noBody,
    view: z.object({ bound: z.string(), person: z.string() }),
    problems: {} as Problems<never>,
    run: async (deed) => {
      const { rows } = await sql<{ bound: string; person: string }>`select case when current_user = session_user then 'owner' else current_user::text end as bound,
        coalesce(current_setting('onevisit.person', true), '') as person`.execute(rawOf(deed.tx));
      return done(rows[0] ?? { bound: 'nobody', person: '' });
    },
  });
}

const routes: readonly Route[] = [add, show, broken, whose('shop.who', '/api/who'), whose('shop.who-owning', '/api/who-owning', { asOwner: 'planted' })];
const citizen = { role: 'citizen', account: randomUUID(), person: randomUUID(), session: randomUUID(), realNameLevel: 'L2' } as unknown as SignedIn;
const auditor = { role: 'auditor', account: randomUUID(), person: randomUUID(), session: randomUUID(), post: randomUUID(), office: randomUUID(), region: '', items: '*', window: null, authenticatedAt: new Date() } as unknown as SignedIn;
const tokens: Record<string, SignedIn> = { ['c'.repeat(43)]: citizen, ['a'.repeat(43)]: auditor };
const logged: string[] = [];

let testing: TestDatabase;
let database: Database;
let app: FastifyInstance;

beforeAll(async () => {
  testing = await testDatabase();
  database = openDatabase(testing.config);
  await database.transact(async (tx) => {
    await sql`create schema shop`.execute(rawOf(tx));
    await sql`create table shop.counter (id uuid primary key, total integer not null)`.execute(rawOf(tx));
    await sql`insert into shop.counter values (${mine}, 0), (${theirs}, 0)`.execute(rawOf(tx));
    await sql`grant usage on schema shop to onevisit_citizen`.execute(rawOf(tx));
    await sql`grant select, insert, update on shop.counter to onevisit_citizen`.execute(rawOf(tx));
  });
  app = await openEdge({
    database,
    clock: standingClock('Asia/Shanghai', new Date('2026-03-09T01:00:00Z')),
    seal: (_actor, text) => Buffer.from(text).toString('base64'),
    open: (_actor, sealed) => Buffer.from(sealed, 'base64').toString(),
    routes,
    log: openLog('warn', { write: (line: string) => void logged.push(line) }),
    metrics: openMetrics(),
    demo: true,
    place: words('长沙', 'Changsha'),
    secure: false,
    trustProxy: false,
    limitFactor: 1000,
    askerOf: async (_reader, token) => tokens[token] ?? null,
    displayName: async () => '李湘云',
    csrfOf: (token) => `form-${token}`,
    errorPage: (problem) => html`<h1>${problem.title}</h1>`,
    signInPath: (back) => `/sign-in?back=${encodeURIComponent(back)}`,
  });
});

afterAll(async () => {
  await app.close();
  await database.close();
  await testing.drop();
});

function headers(token: string | null, key: string | null = randomUUID()): Record<string, string> {
  return {
    ...(token ? { cookie: `onevisit=${token}`, 'x-csrf-token': `form-${token}` } : {}),
    ...(key ? { 'idempotency-key': key } : {}),
  };
}
const person = 'c'.repeat(43);

function addition(payload: unknown, given: Record<string, string> = headers(person), counter = mine) {
  return app.inject({ method: 'POST', url: `/api/counters/${counter}/additions`, headers: { ...given, 'content-type': 'application/json' }, payload: typeof payload === 'string' ? payload : JSON.stringify(payload) });
}

async function total(counter = mine): Promise<number> {
  const row = await database.read((reader) => sql<{ total: number }>`select total from shop.counter where id::text = ${counter}`.execute(rawOf(reader)));
  return row.rows[0]?.total ?? -1;
}

describe('a repeated request', () => {
  test('gets the stored answer and acts once', async () => {
    const given = headers(person);
    const before = await total();
    const first = await addition({ by: 5 }, given);
    const second = await addition({ by: 5 }, given);
    expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
    expect(second.json()).toEqual(first.json());
    expect(second.headers['idempotent-replay']).toBe('true');
    expect(await total()).toBe(before + 5);
  });

  test('with other content is refused', async () => {
    const given = headers(person);
    await addition({ by: 1 }, given);
    expect((await addition({ by: 2 }, given)).statusCode).toBe(422);
  });

  test('pressed twenty times at once acts once', async () => {
    const given = headers(person);
    const before = await total();
    const answers = await Promise.all(Array.from({ length: 20 }, () => addition({ by: 7 }, given)));
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect(await total()).toBe(before + 7);
  });

  test('rests sealed in the database', async () => {
    await addition({ by: 1 });
    const rows = await database.read((reader) => sql<{ answer: string }>`select answer from kernel.idempotency`.execute(rawOf(reader)));
    expect(rows.rows.every((row) => !row.answer?.includes('total'))).toBe(true);
  });
});

describe('the database takes a request', () => {
  const who = async (path: string, token: string | null) => (await app.inject({ method: 'GET', url: path, headers: headers(token, null) })).json();

  test('of a citizen as one who sees the own rows, of the public as one who sees none', async () => {
    expect(await who('/api/who', person)).toEqual({ bound: 'onevisit_citizen', person: citizen.person });
    expect(await who('/api/who', null)).toEqual({ bound: 'onevisit_public', person: '' });
  });

  test('of staff, and where a declaration says why, as the owner', async () => {
    expect(await who('/api/who', 'a'.repeat(43))).toEqual({ bound: 'owner', person: '' });
    expect(await who('/api/who-owning', person)).toEqual({ bound: 'owner', person: '' });
  });
});

describe('a refused deed', () => {
  test('leaves nothing behind and is told at its field', async () => {
    await database.transact((tx) => sql`update shop.counter set total = 990 where id = ${mine}`.execute(rawOf(tx)));
    const answer = await addition({ by: 20 });
    expect(answer.statusCode).toBe(409);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ type: 'urn:onevisit:problem:counter-full', title: '计数器已满', field: 'by' });
    expect(await total()).toBe(990);
    await database.transact((tx) => sql`update shop.counter set total = 0 where id = ${mine}`.execute(rawOf(tx)));
  });

  test('is told in English to those who ask for it', async () => {
    const answer = await addition({ by: 0 }, { ...headers(person), 'accept-language': 'en' });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ field: 'by', errors: [{ field: 'by', message: 'is less than 1' }] });
  });
});

describe('who may not enter', () => {
  test.each([
    ['nobody signed in', headers(null), mine, 401],
    ['a role without a cell', headers('a'.repeat(43)), mine, 403],
    ['another person’s counter', headers(person), theirs, 404],
    ['an unknown counter', headers(person), randomUUID(), 404],
    ['an address that names nothing', headers(person), 'x', 404],
    ['no form token', { cookie: `onevisit=${person}`, 'idempotency-key': randomUUID() }, mine, 403],
    ['another site', { ...headers(person), origin: 'https://evil.example' }, mine, 403],
    ['a foreign fetch', { ...headers(person), 'sec-fetch-site': 'cross-site' }, mine, 403],
    ['no idempotency key', headers(person, null), mine, 400],
    ['a key that is no UUID', headers(person, 'again'), mine, 400],
  ])('%s', async (_sentence, given, counter, status) => {
    const before = await total(counter);
    expect((await addition({ by: 1 }, given, counter)).statusCode).toBe(status);
    expect(await total(counter)).toBe(before);
  });

  test('a denial stands in the audit book', async () => {
    await addition({ by: 1 }, headers(person), theirs);
    const rows = await database.read((reader) => sql<{ count: number }>`select count(*) as count from kernel.audit_event where name = 'shop.add' and result = 'denied'`.execute(rawOf(reader)));
    expect(Number(rows.rows[0]?.count)).toBeGreaterThan(0);
  });
});

describe('what cannot be read or stored is the asker’s error, never ours', () => {
  test.each([
    ['no JSON', '{', 400],
    ['the same key twice', '{"by":1,"by":2}', 400],
    ['a null byte', '{"by":1,"note":"a\\u0000b"}', 400],
    ['half a surrogate pair', '{"by":1,"note":"\\ud800"}', 400],
    ['a number beyond all numbers', '{"by":1e400}', 400],
    ['an unknown key', '{"by":1,"total":9}', 400],
    ['20,000 levels', '['.repeat(20_000) + ']'.repeat(20_000), 400],
    ['nothing', '', 400],
  ])('%s', async (_sentence, body, status) => {
    expect((await addition(body)).statusCode).toBe(status);
  });

  test('too large a body', async () => {
    expect((await addition(JSON.stringify({ by: 1, note: 'x'.repeat(2_000_000) }))).statusCode).toBe(413);
  });

  test('an unknown kind of content', async () => {
    const answer = await app.inject({ method: 'POST', url: `/api/counters/${mine}/additions`, headers: { ...headers(person), 'content-type': 'text/xml' }, payload: '<a/>' });
    expect(answer.statusCode).toBe(415);
  });
});

describe('a fault', () => {
  test.each([
    ['53100', 503, 'disk-full'],
    ['57P01', 503, 'database-away'],
    ['ECONNREFUSED', 503, 'database-away'],
    ['EPIPE', 503, 'database-away'],
    ['22021', 422, 'value-not-storable'],
    ['23505', 409, 'changed-meanwhile'],
    ['XX000', 500, 'fault'],
  ])('%s is answered as %i', async (state, status, kind) => {
    const answer = await app.inject({ method: 'POST', url: '/api/broken', headers: { ...headers(person), 'content-type': 'application/json' }, payload: JSON.stringify({ state }) });
    expect(answer.statusCode).toBe(status);
    expect(answer.json().type).toBe(`urn:onevisit:problem:${kind}`);
    if (status === 503) expect(answer.headers['retry-after']).toBeDefined();
    expect(answer.body).not.toContain('planted');
  });
});

describe('pages and forms', () => {
  test('a page shows the view of the same declaration', async () => {
    const answer = await app.inject({ method: 'GET', url: `/counters/${mine}`, headers: { ...headers(person), accept: 'text/html' } });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('李湘云');
  });

  test('masks apply to whom the route does not reveal', async () => {
    const answer = await app.inject({ method: 'GET', url: `/api/counters/${mine}`, headers: headers('a'.repeat(43)) });
    expect(answer.json()).toEqual({ owner: '李**' });
  });

  test('without a session a page leads to signing in and back', async () => {
    const answer = await app.inject({ method: 'GET', url: `/counters/${mine}`, headers: { accept: 'text/html' } });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/sign-in?back=${encodeURIComponent(`/counters/${mine}`)}`]);
  });

  function posted(fields: Record<string, string>) {
    return app.inject({ method: 'POST', url: `/counters/${mine}/add`, headers: { cookie: `onevisit=${person}`, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }, payload: new URLSearchParams(fields).toString() });
  }

  test('a form that is done leads on', async () => {
    const answer = await posted({ _csrf: `form-${person}`, _key: randomUUID(), by: '3' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/counters/${mine}`]);
  });

  test('a refused form comes back with its words and what was typed', async () => {
    const answer = await posted({ _csrf: `form-${person}`, _key: randomUUID(), by: '500' });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('填写的内容有误');
    expect(answer.body).toContain('value="500"');
  });

  test('a form without its token changes nothing', async () => {
    const before = await total();
    expect((await posted({ _key: randomUUID(), by: '3' })).statusCode).toBe(403);
    expect(await total()).toBe(before);
  });

  test('every answer carries the security headers', async () => {
    for (const url of ['/nowhere', '/api/counters/%ed%a0%80', `/api/counters/${'x'.repeat(400)}`, `/counters/${mine}`, `/api/counters/${mine}`]) {
      const answer = await app.inject({ method: 'GET', url, headers: headers(person) });
      expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'cache-control': 'no-store' });
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    }
  });
});

test('the log holds no body and no token', () => {
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.join('')).not.toContain(person);
});
