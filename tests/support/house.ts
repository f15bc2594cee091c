import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { openHouse, type House } from '../../src/house.ts';
import { readConfig } from '../../src/kernel/config.ts';
import { standingClock } from '../../src/kernel/clock.ts';
import { openKeyFolder } from '../../src/kernel/keys/file-provider.ts';
import { openLog } from '../../src/kernel/log.ts';
import { must } from '../../src/kernel/outcome.ts';
import type { Route } from '../../src/kernel/route.ts';
import { loadDemoPeople, loadReference } from '../../src/seed.ts';
import { testDatabase } from './database.ts';

export interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly upload?: { readonly name: string; readonly bytes: Buffer; readonly fields?: Readonly<Record<string, string>> };
  /** the idempotency key; a fresh one when absent */
  readonly key?: string;
  readonly english?: boolean;
}

export interface Answered {
  readonly status: number;
  // The tests say what they expect of it, field by field.
  readonly body: any;
  readonly text: string;
}

/** Somebody at the public door: every call goes through the edge, as the desk or another system would. */
export interface Person {
  readonly person: string;
  readonly office: string | null;
  readonly cookie: string;
  readonly csrf: string;
  call(route: string, call?: Call): Promise<Answered>;
  /** the same, but anything but 200 fails the test with the words of the refusal */
  done(route: string, call?: Call): Promise<Answered['body']>;
  page(path: string): Promise<Answered>;
}

export interface TestHouse {
  readonly house: House;
  readonly app: FastifyInstance;
  readonly clock: ReturnType<typeof standingClock>;
  readonly folder: string;
  citizen(number?: string): Promise<Person>;
  staff(role: 'clerk' | 'approver' | 'auditor' | 'admin', who?: { number?: string; office?: string }): Promise<Person>;
  readonly nobody: Person;
  /** where it listens, when asked to */
  readonly address: string;
  /** runs what follows a commit: messages, signatures */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** The whole platform over a database of its own, with the city's data and its invented people, on a clock that stands still. */
export async function testHouse({ at = '2026-03-09T01:00:00Z', listens = false }: { at?: string; listens?: boolean } = {}): Promise<TestHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'onevisit-house-'));
  const testing = await testDatabase();
  const config = readConfig({ ONEVISIT_DATA: join(folder, 'data'), PORT: '0' }, folder);
  const keys = must(openKeyFolder({ folder: join(folder, 'data', 'keys'), passphrase: null, mode: 'demo', suite: 'sm', now: () => new Date() }));
  const clock = standingClock('Asia/Shanghai', new Date(at));
  const house = await openHouse({ config, connection: testing.config, keys, log: openLog(process.env.TEST_LOG ?? 'silent'), clock, ...(listens ? {} : { deskFolder: null }) });
  await loadReference(house);
  await loadDemoPeople(house);
  const app = await house.openWeb();
  // The name, not the number: browsers treat localhost as a safe place, as the demo's own address is written.
  const address = listens ? (await app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost') : '';
  const settle = async () => {
    await house.rooms.licences.ground.signer.settled();
    await house.relay.drain();
  };
  async function open(wish: Parameters<House['rooms']['identity']['demoSession']>[0]): Promise<Person> {
    const session = must(await house.rooms.identity.demoSession(wish));
    return personAt(app, house, { cookie: `onevisit=${session.token}`, csrf: house.csrfOf(session.token), person: session.person, office: session.office });
  }
  return {
    house,
    app,
    clock,
    folder,
    address,
    citizen: (number) => open({ role: 'citizen', ...(number === undefined ? {} : { number }) }),
    staff: (role, who = {}) => open({ role, ...who }),
    nobody: personAt(app, house, { cookie: '', csrf: '', person: '', office: null }),
    settle,
    close: async () => {
      await settle();
      await app.close();
      await house.close();
      await testing.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function personAt(app: FastifyInstance, house: House, who: Pick<Person, 'cookie' | 'csrf' | 'person' | 'office'>): Person {
  async function call(name: string, given: Call = {}): Promise<Answered> {
    const route = house.routes.find((one) => one.name === name);
    if (!route) throw new Error(`no route ${name}`);
    const answer = await app.inject(requestOf(route, given, who));
    const json = String(answer.headers['content-type'] ?? '').includes('json');
    return { status: answer.statusCode, body: json ? answer.json() : answer.rawPayload, text: answer.body };
  }
  return {
    ...who,
    call,
    done: async (name, given) => {
      const answer = await call(name, given);
      if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}: ${answer.text.slice(0, 600)}`);
      return answer.body;
    },
    page: async (path) => {
      const answer = await app.inject({ method: 'GET', url: path, headers: { cookie: who.cookie, accept: 'text/html' } });
      return { status: answer.statusCode, body: answer.body, text: answer.body };
    },
  };
}

function requestOf(route: Route, given: Call, who: Pick<Person, 'cookie' | 'csrf'>) {
  if (route.path === null) throw new Error(`${route.name} has no API door`);
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(given.params?.[name] ?? ''));
  const query = new URLSearchParams(given.query).toString();
  const headers: Record<string, string> = {
    ...(who.cookie === '' ? {} : { cookie: who.cookie }),
    ...(route.method === 'GET' ? {} : { 'idempotency-key': given.key ?? randomUUID(), ...(who.csrf === '' ? {} : { 'x-csrf-token': who.csrf }) }),
    ...(given.english ? { 'accept-language': 'en' } : {}),
  };
  const url = query === '' ? path : `${path}?${query}`;
  if (given.upload) {
    const multipart = multipartOf(route.upload?.field ?? 'file', given.upload);
    return { method: route.method, url, headers: { ...headers, 'content-type': multipart.type }, payload: multipart.bytes };
  }
  if (given.body === undefined) return { method: route.method, url, headers };
  return { method: route.method, url, headers: { ...headers, 'content-type': 'application/json' }, payload: JSON.stringify(given.body) };
}

/** A form with one file as a browser sends it (RFC 7578). */
export function multipartOf(field: string, upload: NonNullable<Call['upload']>): { type: string; bytes: Buffer } {
  const border = 'border-of-the-parts';
  const parts = Object.entries(upload.fields ?? {}).map(([name, value]) => `--${border}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  const head = `--${border}\r\ncontent-disposition: form-data; name="${field}"; filename="${upload.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return { type: `multipart/form-data; boundary=${border}`, bytes: Buffer.concat([Buffer.from(parts.join('') + head), upload.bytes, Buffer.from(`\r\n--${border}--\r\n`)]) };
}

