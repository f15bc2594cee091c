import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../tests/support/house.ts';
import { newId } from '../../kernel/clock.ts';
import { fromBase32, totpCode, totpStep } from './domain/totp.ts';
import { identityOf } from './sql/tables.ts';
import { readDemoSecrets } from './stand-in/demo-secrets.ts';
import { openStandInReader } from './stand-in/reader.ts';
import { findStandInKey } from './stand-in/reader-keys.ts';

let here: TestHouse;
let folder: string;
const li = '430103199006150022';

beforeAll(async () => {
  here = await testHouse();
  folder = here.house.config.dataFolder;
});
afterAll(() => here.close());

const secretOf = (number: string) => {
  const { citizens, staff } = readDemoSecrets(folder);
  const found = [...staff, ...citizens].find((one) => one.number === number);
  if (!found) throw new Error('nobody of the demo');
  return found;
};
const kindOf = (answer: { body: { type?: string } }) => answer.body.type?.replace('urn:onevisit:problem:', '') ?? null;
const officeOf = (slug: string) => here.house.rooms.identity.ground.place.tree.findBySlug(slug)?.id ?? '';

/** A browser without script: cookies, hidden fields, redirects. */
function browser() {
  const cookies = new Map<string, string>();
  const headers = () => ({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), accept: 'text/html', host: 'localhost' });
  const keep = (answer: { headers: Record<string, unknown> }) => {
    for (const line of [answer.headers['set-cookie'] ?? []].flat() as string[]) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
  };
  const open = async (url: string) => {
    const answer = await here.app.inject({ method: 'GET', url, headers: headers() });
    keep(answer);
    return answer;
  };
  const fill = async (url: string, action: string, fields: Record<string, string>) => {
    tick();
    const page = await open(url);
    const form = [...page.body.matchAll(/<form[^>]*action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/g)].find((match) => match[1] === action)?.[2] ?? '';
    const hidden = Object.fromEntries([...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((match) => [match[1], match[2]]));
    const body = new URLSearchParams({ ...hidden, ...fields }).toString();
    const answer = await here.app.inject({ method: 'POST', url: action, headers: { ...headers(), 'content-type': 'application/x-www-form-urlencoded' }, payload: body });
    keep(answer);
    return answer;
  };
  return { open, fill, cookies };
}

/** Messages stand in the order of their time: each deed of these tests has a second of its own. */
function tick(): void {
  here.clock.set(new Date(here.clock.now().getTime() + 1_000));
}

async function lastCode(): Promise<string> {
  const messages = await here.nobody.done('channels.stand-in-messages');
  return /\d{6}/.exec(messages.messages[0]?.text ?? '')?.[0] ?? 'none';
}

describe('the public door', () => {
  it('signs in by form, leads back, shows one’s own data masked, and signs out', async () => {
    const visitor = browser();
    const entered = await visitor.fill('/sign-in?back=%2Fme', '/sign-in', { number: li, password: secretOf(li).password });
    expect([entered.statusCode, entered.headers.location]).toEqual([303, '/me']);
    const page = await visitor.open('/me');
    expect(page.body).toContain('李湘云');
    expect(page.body).not.toContain(li);
    expect(page.body).not.toContain('13900000001');
    await visitor.fill('/me', '/sign-out', {});
    expect((await visitor.open('/me')).headers.location).toMatch(/^\/sign-in/);
  });

  it('says at the form what was wrong, keeps the number, never the password', async () => {
    const visitor = browser();
    const answer = await visitor.fill('/sign-in', '/sign-in', { number: li, password: 'wrong password' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('登录信息不正确');
    expect(answer.body).toContain(`value="${li}"`);
    expect(answer.body).not.toContain('wrong password');
    const wrong = await visitor.fill('/sign-in', '/sign-in', { number: '430103199006150023', password: 'x' });
    expect(wrong.body).toMatch(/href="#field-number"[^>]*>公民身份号码校验位不符/);
  });

  it('leads nowhere but home after signing in', async () => {
    const answer = await browser().fill('/sign-in?back=https%3A%2F%2Fevil.example', '/sign-in', { number: li, password: secretOf(li).password });
    expect(answer.headers.location).toBe('/me');
  });

  it('signs in with a code by phone, in two pages without script', async () => {
    const visitor = browser();
    const asked = await visitor.fill('/sign-in/phone?back=%2Fcases', '/sign-in/phone', { number: li });
    expect(asked.headers.location).toMatch(/^\/sign-in\/phone\?back=%2Fcases&request=[0-9a-f-]{36}$/);
    const entered = await visitor.fill(String(asked.headers.location), '/sign-in/code', { code: await lastCode() });
    expect(entered.headers.location).toBe('/cases');
  });

  it('registers, and recovers, in two pages each', async () => {
    const visitor = browser();
    const asked = await visitor.fill('/register', '/register', { phone: '13900000088' });
    const registered = await visitor.fill(String(asked.headers.location), '/register/account', {
      code: await lastCode(),
      number: '11010519491231002X',
      name: '王守一',
      password: '岳麓山下的红枫叶子',
    });
    expect([registered.statusCode, registered.headers.location]).toEqual([303, '/me']);
    const other = browser();
    const again = await other.fill('/recover', '/recover', { number: '11010519491231002X' });
    const recovered = await other.fill(String(again.headers.location), '/recover/password', { code: await lastCode(), password: '橘子洲头的烟花很好看' });
    expect(recovered.headers.location).toBe('/me');
    expect((await visitor.open('/me')).statusCode).toBe(303);
    expect((await other.open('/me')).statusCode).toBe(200);
  });

  it('opens its pages in English too', async () => {
    for (const path of ['/sign-in', '/sign-in/phone', '/register', '/recover', '/desk/sign-in']) {
      const page = await here.app.inject({ method: 'GET', url: path, headers: { accept: 'text/html', 'accept-language': 'en' } });
      expect([path, page.statusCode]).toEqual([path, 200]);
      expect(page.body).toContain('<html lang="en"');
    }
  });
});

describe('a new session', () => {
  it('goes by cookie only: no answer and no stored answer holds its token', async () => {
    const key = newId();
    const answer = await here.app.inject({
      method: 'POST',
      url: '/api/identity/sessions',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      payload: JSON.stringify({ number: li, password: secretOf(li).password }),
    });
    const token = /onevisit=([A-Za-z0-9_-]{43});.*HttpOnly.*SameSite=Lax/.exec(String(answer.headers['set-cookie']))?.[1] ?? '';
    expect(token).not.toBe('');
    expect(answer.body).not.toContain(token);
    const stored = await here.house.database.read((reader) => identityOf(reader).selectFrom('session').select('digest').execute());
    expect(stored.some((row) => row.digest.equals(createHash('sha256').update(token).digest()))).toBe(true);
  });

  it('of staff needs both factors, and tells the desk who is here', async () => {
    const clerk = secretOf('430102198602149158') as ReturnType<typeof secretOf> & { totpSecret: string };
    const totp = () => totpCode(fromBase32(clerk.totpSecret), totpStep(new Date()));
    const visitor = browser();
    const entered = await visitor.fill('/desk/sign-in?back=%2Fdesk%2Fcases', '/desk/sign-in', { number: clerk.number, password: clerk.password, totp: totp() });
    expect([entered.statusCode, entered.headers.location]).toEqual([303, '/desk/cases']);
    const me = await here.app.inject({ method: 'GET', url: '/api/identity/me', headers: { cookie: `onevisit=${visitor.cookies.get('onevisit')}` } });
    expect(me.json()).toMatchObject({ role: 'clerk', name: '蒋文静', window: 'W04', citizenNumber: expect.stringContaining('*'), csrf: here.house.csrfOf(visitor.cookies.get('onevisit') ?? '') });
    const again = await browser().fill('/desk/sign-in', '/desk/sign-in', { number: clerk.number, password: clerk.password, totp: '000000' });
    expect(again.statusCode).toBe(422);
  });
});

describe('administration', () => {
  let admin: Person;
  beforeAll(async () => {
    admin = await here.staff('admin');
  });

  it('invites, the invited sets both factors, and the administrator sees neither code nor secret', async () => {
    tick();
    const sent = await admin.done('identity.invite', { body: { number: '440524188001010014', name: '林则徐', phone: '13900000077' } });
    const code = await lastCode();
    expect(JSON.stringify(sent)).not.toContain(code);
    const visitor = browser();
    const page = await visitor.open(sent.path);
    const secret = /<code class="number">([A-Z2-7 ]+)<\/code>/.exec(page.body)?.[1]?.replaceAll(' ', '') ?? '';
    expect(page.body).toContain('<svg class="qr"');
    const totp = totpCode(fromBase32(secret), totpStep(new Date()));
    const accepted = await visitor.fill(sent.path, sent.path, { code, password: '岳麓山下的红枫叶子', totp });
    expect(accepted.headers.location).toBe('/desk/sign-in?accepted=yes');
    expect((await visitor.open(sent.path)).statusCode).toBe(410);
    const granted = await admin.call('identity.grant-post', {
      body: { person: sent.person, office: officeOf('food-drug'), role: 'clerk', region: '430100000000', items: '*', window: 'W05', from: null, to: null, deputyOf: null },
    });
    expect(granted.status).toBe(200);
  });

  it('of people belongs to administrators, and to none over himself', async () => {
    const clerk = await here.staff('clerk');
    expect((await clerk.call('identity.invite', { body: { number: li, name: '李湘云', phone: '13900000001' } })).status).toBe(403);
    expect((await here.nobody.call('identity.staff', { params: { office: officeOf('food-drug') } })).status).toBe(401);
    const self = { person: admin.person, office: officeOf('changsha'), role: 'approver', region: '430100000000', items: '*', window: null, from: null, to: null, deputyOf: null };
    expect(kindOf(await admin.call('identity.grant-post', { body: self }))).toBe('grant-to-oneself');
    const list = await admin.done('identity.staff', { params: { office: officeOf('changsha') } });
    const own = list.staff.find((one: { person: string }) => one.person === admin.person);
    expect(kindOf(await admin.call('identity.suspend', { params: { account: own.account }, body: { reason: 'left' } }))).toBe('suspend-oneself');
  });

  it('suspends a leaver at the next request', async () => {
    const approver = await here.staff('approver', { office: 'food-drug' });
    expect((await approver.call('identity.me')).status).toBe(200);
    const list = await admin.done('identity.staff', { params: { office: officeOf('food-drug') } });
    const row = list.staff.find((one: { person: string }) => one.person === approver.person);
    expect(await admin.done('identity.suspend', { params: { account: row.account }, body: { reason: 'left' } })).toMatchObject({ endedSessions: 1 });
    expect((await approver.call('identity.me')).status).toBe(401);
  });
});

describe('a card at a window', () => {
  const deviceOf = (reader: string) => {
    const key = findStandInKey(folder, reader);
    if (key === null) throw new Error('the reader has no key');
    const fetch = async (url: string, init?: { method: string; headers: Record<string, string>; body: string }) => {
      const answer = await here.app.inject({ method: (init?.method ?? 'GET') as 'GET', url, headers: init?.headers ?? {}, ...(init ? { payload: init.body } : {}) });
      return { status: answer.statusCode, json: async () => answer.json() };
    };
    return openStandInReader({ reader, key, address: '', fetch, now: () => new Date() });
  };

  it('is read by the stand-in program, though its clock stands years away from ours', async () => {
    const clerk = await here.staff('clerk', { office: 'city-hall' });
    const asked = await clerk.done('identity.open-reading', { body: { case: newId() } });
    const device = await deviceOf('reader-w01');
    const turn = await device.turn({ number: li, name: '李湘云' });
    expect(turn).toMatchObject({ kind: 'read' });
    expect(await clerk.done('identity.reading', { params: { challenge: asked.challenge } })).toMatchObject({
      state: 'read',
      name: '李湘云',
      citizenNumber: expect.stringContaining('*'),
      readerListening: true,
    });
    expect(await device.turn({ number: li, name: '李湘云' })).toEqual({ kind: 'nothing-wanted' });
    const other = await here.staff('clerk', { number: '43010319890118921X' });
    expect((await other.call('identity.reading', { params: { challenge: asked.challenge } })).status).toBe(404);
  });

  it('cannot be replaced by an ID number in a request', async () => {
    const body = { challenge: 'x', window: 'W01', number: li, name: '李湘云', readAt: here.clock.now().toISOString(), signature: '' };
    const answer = await here.nobody.call('identity.reader-answer', { params: { reader: 'reader-w01' }, body });
    expect([answer.status, kindOf(answer)]).toEqual([403, 'reader-signature-wrong']);
  });
});
