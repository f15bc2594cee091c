import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { edgeProblems } from '../../src/kernel/http/faults.ts';
import { openApiOf } from '../../src/kernel/openapi.ts';
import { done } from '../../src/kernel/outcome.ts';
import { type Route, route } from '../../src/kernel/route.ts';
import { noBody, noParams, noQuery } from '../../src/kernel/schemas.ts';
import { words } from '../../src/kernel/text.ts';
import { type TestHouse, testHouse } from '../support/house.ts';
import { root } from './imports.ts';
import { clashesIn, faultsOf, idleReasons, rightsOf, rightsText } from './routes.ts';

const file = join(root, 'tests/house/authorization.json');
let open: TestHouse;
let routes: readonly Route[];

beforeAll(async () => {
  open = await testHouse();
  routes = open.house.routes;
});
afterAll(() => open?.close());

describe('every door of the house is declared whole', () => {
  test('each route has its name, title, roles, relation, limit, audit, bounded input, closed body, a view that says something and marks what is personal', () => {
    expect(routes.length).toBeGreaterThan(60);
    expect(routes.flatMap(faultsOf)).toEqual([]);
  });

  test('every exception still has its reason', () => {
    expect(idleReasons(routes)).toEqual([]);
  });

  test('no two doors claim one address and no two routes bear one name', () => {
    expect(clashesIn(routes)).toEqual([]);
  });

  test('every API door stands in the description of the API, once, with its answer and its refusals', () => {
    const { paths } = openApiOf(routes, 'http://localhost') as { paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>> };
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(routes.filter(({ path }) => path !== null).map(({ name }) => name).sort());
    expect(operations.filter(({ responses }) => !('200' in responses) || !('404' in responses)).map(({ operationId }) => operationId)).toEqual([]);
  });

  test('the edge’s own refusals have their words', () => {
    const edge = { ...plain({}), problems: edgeProblems } as unknown as Route;
    expect(faultsOf(edge)).toEqual(['planted.show: fault answers with 500']);
  });
});

describe('the database bounds a deed of a citizen or of the public to their rows', () => {
  test('but for these deeds, each with its reason', () => {
    const owning = routes.filter(({ asOwner }) => asOwner !== undefined);
    expect(owning.map(({ name }) => name).sort()).toEqual([
      'channels.stand-in-messages',
      'identity.accept-invitation',
      'identity.invitation',
      'identity.reader-answer',
      'identity.reader-challenge',
      'identity.recover',
      'identity.register',
      'identity.request-code-to-recover',
      'identity.request-code-to-register',
      'identity.request-code-to-sign-in',
      'identity.sign-in',
      'identity.sign-in-by-code',
      'identity.sign-in-staff',
    ]);
    expect(owning.filter(({ asOwner = '' }) => asOwner.length < 30)).toEqual([]);
    // For staff the mark says nothing: they work as the owner anyway.
    expect(owning.filter(({ who }) => !who.public)).toEqual([]);
  });
});

describe('the table of rights is the one that was reviewed', () => {
  test('tests/house/authorization.json says what the declarations say (UPDATE_AUTHORIZATION=1 writes it anew)', () => {
    const declared = rightsText(rightsOf(routes));
    if (process.env.UPDATE_AUTHORIZATION === '1') writeFileSync(file, declared);
    expect(readFileSync(file, 'utf8')).toBe(declared);
  });

  test('a new route, a new role and a wider relation each change it', () => {
    const before = rightsText(rightsOf([plain({})]));
    expect(rightsText(rightsOf([plain({}), plain({ name: 'planted.other' })]))).not.toBe(before);
    expect(rightsText(rightsOf([plain({ who: { citizen: ['collection'], clerk: ['collection'] } })]))).not.toBe(before);
    expect(rightsText(rightsOf([plain({ who: { citizen: ['own', 'collection'] } })]))).not.toBe(before);
  });
});

describe('a declaration that lacks something is found', () => {
  test('a whole one has no fault', () => {
    expect(faultsOf(plain({}))).toEqual([]);
  });

  test.each<[string, string, Partial<Route>]>([
    ['a name without a room', 'name is not', { name: 'Planted' }],
    ['a title without English', 'title lacks', { title: { zh: '题' } }],
    ['a title of blanks', 'title lacks', { title: words('题', ' ') }],
    ['a limit nobody set', 'class of limits', { limit: 'none' as never }],
    ['a change without an audit event', 'without an audit', { method: 'POST', audit: 'none' }],
    ['no door', 'no door', { path: null }],
    ['an API door elsewhere', 'not under /api/', { path: '/planted' }],
    ['nobody', 'nobody may', { who: {} }],
    ['a role without a relation', 'unknown role or without', { who: { clerk: [] } }],
    ['an unknown role', 'unknown role or without', { who: { king: ['own'] } as never }],
    ['a relation that nobody resolves', 'nobody resolves', { who: { citizen: ['own'] } }],
    ['a resolver and a cell that needs none', 'needs none', { relation: async () => 'own' }],
    ['a refusal without English', 'no lacks', { problems: { no: { status: 409, title: { zh: '不' } } } as never }],
    ['a refusal as a fault of ours', 'answers with 500', { problems: { no: { status: 500, title: words('不', 'no') } } as never }],
    ['words made from data without English', 'no lacks', { problems: { no: { status: 409, title: (refusal: { field: string }) => ({ zh: refusal.field }) } } as never }],
    ['an endless text', 'query.q', { query: z.strictObject({ q: z.string() }) }],
    ['an endless text in a list', 'body.list[items]', { method: 'POST', audit: 'event', body: z.strictObject({ list: z.array(z.string()) }) }],
    ['anything as input', 'anything at body.any', { method: 'POST', audit: 'event', body: z.strictObject({ any: z.unknown() }) }],
    ['an open body', 'unknown fields at body', { method: 'POST', audit: 'event', body: z.object({ a: z.literal(1) }) }],
    ['an answer that says nothing', 'anything at view', { view: z.unknown() }],
    ['an answer with a part that says nothing', 'view.list[items]', { view: z.object({ list: z.array(z.any()) }) }],
    ['a personal value without its mark', 'view.person.phone', { view: z.object({ person: z.object({ phone: z.string().nullable() }) }) }],
  ])('%s', (_what, told, lacks) => {
    expect(faultsOf(plain(lacks)).join()).toContain(told);
  });

  test('two doors at one address, whatever their parameters are called', () => {
    expect(clashesIn([plain({ path: '/api/a/:one' }), plain({ name: 'planted.other', path: '/api/a/:other' })])).toEqual(['GET /api/a/:']);
    expect(clashesIn([plain({}), plain({ path: '/api/b' })])).toEqual(['planted.show']);
  });
});

function plain(other: Partial<Route>): Route {
  const whole = route({
    name: 'planted.show',
    method: 'GET',
    path: '/api/planted',
    title: words('题', 'Title'),
    who: { citizen: ['collection'] },
    relation: 'collection',
    limit: 'read',
    audit: 'none',
    params: noParams,
    query: noQuery,
    body: noBody,
    view: z.object({ said: z.string() }),
    problems: {},
    run: async () => done({ said: '' }),
  });
  return { ...whole, ...other };
}
