import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LightMyRequestResponse } from 'fastify';
import { type TestHouse, testHouse } from '../support/house.ts';
import { beltFaults, type Caller, type Door, doorsOf, knockOn, type Knock, nameOf, refusalOf, sampleOf, signedInRoles } from './doors.ts';

let open: TestHouse;
let doors: readonly Door[];
let callers: Readonly<Record<(typeof signedInRoles)[number], Caller>>;
const stranger: Caller = { cookie: '', csrf: '' };
/** every answer of every knock below, for the checks that hold for all answers */
const answers: { readonly door: string; readonly answer: LightMyRequestResponse }[] = [];

beforeAll(async () => {
  open = await testHouse();
  doors = doorsOf(open.house.routes);
  const [citizen, clerk, approver, auditor, admin] = await Promise.all([open.citizen(), open.staff('clerk'), open.staff('approver'), open.staff('auditor'), open.staff('admin')]);
  callers = { citizen, clerk, approver, auditor, admin };
});
afterAll(() => open?.close());

async function knock(door: Door, how: Knock): Promise<LightMyRequestResponse> {
  const answer = await knockOn(open.app, door, how);
  answers.push({ door: nameOf(door), answer });
  return answer;
}

/** The doors that answer otherwise than they should, each with what it said. */
async function wrong(which: readonly Door[], how: (door: Door) => Knock, right: (answer: LightMyRequestResponse, door: Door) => boolean): Promise<string[]> {
  const told: string[] = [];
  for (const door of which) {
    const answer = await knock(door, how(door));
    if (!right(answer, door)) told.push(`${nameOf(door)}: ${answer.statusCode} ${refusalOf(answer) ?? ''} ${answer.body.slice(0, 200)}`);
  }
  return told;
}

describe('nobody comes in without the right to', () => {
  test('a stranger is asked to sign in', async () => {
    const closed = doors.filter(({ route }) => !route.who.public);
    expect(closed.length).toBeGreaterThan(50);
    const asked = (answer: LightMyRequestResponse, { kind }: Door) =>
      kind === 'api' ? answer.statusCode === 401 && refusalOf(answer) === 'sign-in-needed' : answer.statusCode === 303 && /^to \/(desk\/)?sign-in$/.test(refusalOf(answer) ?? '');
    expect(await wrong(closed, () => ({ caller: stranger }), asked)).toEqual([]);
  });

  test('a token that nobody has is a stranger', async () => {
    const closed = doors.filter(({ route, kind }) => !route.who.public && kind === 'api');
    const forged = { cookie: `onevisit=${'A'.repeat(43)}`, csrf: 'A'.repeat(43) };
    expect(await wrong(closed, () => ({ caller: forged }), (answer) => answer.statusCode === 401)).toEqual([]);
  });

  test.each(signedInRoles)('as %s, every door of others is closed', async (role) => {
    const closed = doors.filter(({ route }) => !route.who[role]);
    expect(closed.length).toBeGreaterThan(5);
    // A form that is refused shows its page again, and that page may itself be one that is not found.
    const barred = (answer: LightMyRequestResponse, { kind }: Door) => (kind === 'form' ? [403, 404].includes(answer.statusCode) : answer.statusCode === 403) && (kind !== 'api' || refusalOf(answer) === 'not-allowed');
    expect(await wrong(closed, () => ({ caller: callers[role] }), barred)).toEqual([]);
  });

  test.each(signedInRoles)('as %s, what belongs to nobody is not found', async (role) => {
    const mine = doors.filter(({ route, kind }) => kind !== 'form' && route.who[role] && route.relation !== 'collection');
    expect(mine.length).toBeGreaterThan(1);
    const hidden = (answer: LightMyRequestResponse) => answer.statusCode === 404;
    expect(await wrong(mine, () => ({ caller: callers[role] }), hidden)).toEqual([]);
  });
});

describe('what belongs to another is not found', () => {
  let theirs: string;
  let others: Readonly<Record<string, Caller>>;
  beforeAll(async () => {
    const person = await open.citizen('430103199006150022');
    theirs = (await person.done('cases.begin', { body: { item: 'individual-business-registration' } })).case;
    others = {
      citizen: await open.citizen('430111198808080359'),
      clerk: await open.staff('clerk', { office: 'civil-affairs' }),
      approver: await open.staff('approver', { office: 'food-drug' }),
    };
  });
  const about = (role: 'citizen' | 'clerk' | 'approver') => doors.filter(({ route, kind, path }) => path.includes(':case') && kind !== 'form' && route.who[role]);

  test.each(['citizen', 'clerk', 'approver'] as const)('a case, asked for by a %s it does not concern', async (role) => {
    expect(about(role).length).toBeGreaterThan(5);
    const hidden = (answer: LightMyRequestResponse) => answer.statusCode === 404;
    expect(await wrong(about(role), () => ({ caller: others[role] ?? stranger, params: { case: theirs } }), hidden)).toEqual([]);
  });

  test('the same case is there for whom it concerns', async () => {
    const [page] = about('citizen').filter(({ route, kind }) => route.name === 'cases.case' && kind === 'page');
    const owner = await open.citizen('430103199006150022');
    expect(await wrong(page ? [page] : [], () => ({ caller: owner, params: { case: theirs } }), (answer) => answer.statusCode === 404)).toHaveLength(1);
  });
});

describe('nothing changes without a token of our own page and a key of its own', () => {
  const changing = () => doors.filter(({ method }) => method !== 'GET');
  const entering = (door: Door): Caller => callers[signedInRoles.find((role) => door.route.who[role]) ?? 'citizen'];
  const ours = () => changing().filter(({ route }) => signedInRoles.some((role) => route.who[role]));

  test('there are changes to ask about', () => {
    expect(ours().length).toBeGreaterThan(40);
  });

  test('without the token', async () => {
    const refused = (answer: LightMyRequestResponse, { kind }: Door) => answer.statusCode === 403 && (kind === 'form' || refusalOf(answer) === 'form-token-wrong');
    expect(await wrong(ours(), (door) => ({ caller: entering(door), csrf: false }), refused)).toEqual([]);
  });

  test('with the token of another session', async () => {
    const another = (door: Door): Caller => ({ ...entering(door), csrf: (entering(door) === callers.citizen ? callers.admin : callers.citizen).csrf });
    expect(await wrong(ours(), (door) => ({ caller: another(door) }), (answer) => answer.statusCode === 403)).toEqual([]);
  });

  test('from another site', async () => {
    const foreign = { origin: 'https://elsewhere.example' };
    expect(await wrong(ours(), (door) => ({ caller: entering(door), headers: foreign }), (answer) => answer.statusCode === 403)).toEqual([]);
    const fetched = { 'sec-fetch-site': 'cross-site' };
    expect(await wrong(changing(), (door) => ({ caller: door.route.who.public ? stranger : entering(door), headers: fetched }), (answer) => answer.statusCode === 403)).toEqual([]);
  });

  test('without the key', async () => {
    const refused = (answer: LightMyRequestResponse, { kind }: Door) => answer.statusCode === 400 && (kind === 'form' || refusalOf(answer) === 'idempotency-key-missing');
    expect(await wrong(ours(), (door) => ({ caller: entering(door), key: false }), refused)).toEqual([]);
    const programs = changing().filter(({ route, kind }) => route.who.public && kind === 'api');
    expect(await wrong(programs, () => ({ caller: stranger, key: false }), refused)).toEqual([]);
  });
});

describe('every answer carries the belt', () => {
  test.each(['/', '/health', '/health/live', '/api/openapi.json', '/accessibility', '/language/en?back=/', '/language/xx', '/no-such-page', '/api/no-such-thing', '/desk-of-nobody'])('%s', async (path) => {
    const answer = await open.app.inject({ method: 'GET', url: path, headers: { accept: 'text/html' } });
    expect(beltFaults(answer)).toEqual([]);
  });

  test('and so does every answer of every door, whoever asked', async () => {
    await wrong(doors.filter(({ method }) => method === 'GET'), ({ route }) => ({ caller: route.who.public ? stranger : callers[signedInRoles.find((role) => route.who[role]) ?? 'citizen'] }), () => true);
    expect(answers.length).toBeGreaterThan(doors.length * 3);
    expect([...new Set(answers.flatMap(({ door, answer }) => beltFaults(answer).map((fault) => `${door} ${answer.statusCode}: ${fault}`)))]).toEqual([]);
  });

  test('none of them was a fault of ours', () => {
    expect([...new Set(answers.filter(({ answer }) => answer.statusCode >= 500).map(({ door, answer }) => `${door}: ${answer.body.slice(0, 200)}`))]).toEqual([]);
  });

  test('none of them tells where it runs', () => {
    const telling = /node_modules|\.ts:\d+|at async |postgres(?:ql)?:\/\/|select .* from /i;
    expect([...new Set(answers.filter(({ answer }) => telling.test(answer.body)).map(({ door }) => door))]).toEqual([]);
  });
});

describe('a door that stands open is seen', () => {
  const whole = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
  };

  test('an answer with the whole belt passes', () => {
    expect(beltFaults({ headers: whole })).toEqual([]);
  });

  test.each(Object.keys(whole))('an answer without %s', (name) => {
    expect(beltFaults({ headers: { ...whole, [name]: undefined } })).toEqual([`lacks ${name}`]);
  });

  test.each([
    ['inline scripts', { 'content-security-policy': "default-src 'none'; script-src 'self' 'unsafe-inline'; frame-ancestors 'none'" }],
    ['scripts of others', { 'content-security-policy': "default-src 'none'; script-src https:; frame-ancestors 'none'" }],
    ['a cookie for scripts', { 'set-cookie': 'onevisit=x; Path=/; SameSite=Lax' }],
    ['a cookie for other sites', { 'set-cookie': ['a=b; Path=/; HttpOnly; SameSite=Lax', 'onevisit=x; Path=/; HttpOnly'] }],
    ['the name of the server', { server: 'x' }],
  ])('an answer with %s', (_what, headers) => {
    expect(beltFaults({ headers: { ...whole, ...headers } as never })).toHaveLength(1);
  });

  test('a right answer is not taken for a refusal, and a wrong one is told', async () => {
    const [anybodys] = doors.filter(({ route, kind }) => route.name === 'items.list' && kind === 'api');
    expect(await wrong(anybodys ? [anybodys] : [], () => ({ caller: stranger }), (answer) => answer.statusCode === 401)).toHaveLength(1);
  });

  test('samples are of the form that a schema asks', () => {
    const schema = { type: 'object', required: ['id', 'day', 'kind', 'list', 'count'], properties: { id: { type: 'string', format: 'uuid' }, day: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }, kind: { enum: ['x', 'y'] }, list: { type: 'array', minItems: 1, items: { type: 'boolean' } }, count: { type: 'integer', minimum: 3 }, other: { type: 'string' } } };
    expect(sampleOf(schema)).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), day: '2026-03-09', kind: 'x', list: [true], count: 3 });
  });
});
