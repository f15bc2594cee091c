import { randomUUID } from 'node:crypto';
import type { Chance } from '../chance.ts';
import type { Member } from '../house/members.ts';
import { hostileBodies, hostileValues } from './dictionary.ts';
import type { FuzzDoor } from './doors.ts';
import { fuzzFile } from './files.ts';
import type { Generator, Schema } from './generate.ts';
import type { Known } from './known.ts';
import { mutated, mutatedText } from './mutate.ts';

export interface FuzzRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload: string | Buffer | undefined;
}

export interface Maker {
  readonly generator: Generator;
  readonly known: Known;
  readonly screens: ReadonlyMap<string, readonly Schema[]>;
}

/** More than half of the requests are as the schema wants them, with real ids; the others are changed somewhere. */
export function fuzzRequest(maker: Maker, door: FuzzDoor, member: Member | null, way: unknown, chance: Chance): FuzzRequest {
  const who = member?.account ?? 'public';
  const find = (name: string) => maker.known.find(who, name, chance);
  const hostile = chance.happens(0.42);
  const change = <T>(value: T): T => (hostile && chance.happens(0.5) ? (mutated(value, chance) as T) : value);
  const params = change(way ?? valueOf(maker, door.params, chance, find)) as Record<string, unknown>;
  const query = change(valueOf(maker, door.query, chance, find)) as Record<string, unknown>;
  const url = urlOf(door.path, params, query, hostile ? chance : null);
  const headers = headersOf(door, member, hostile ? chance : null);
  if (door.route.method === 'GET') return { method: 'GET', url, headers, payload: undefined };
  const body = change(bodyOf(maker, door, params, chance, find));
  const method = door.kind === 'form' ? 'POST' : door.route.method;
  const payload = payloadOf(door, body, member, headers, hostile, chance);
  return { method, url, headers, payload };
}

/** A request as the schema wants it about one given object: for those who ask whether a door opens at all. */
export function requestFor(maker: Maker, door: FuzzDoor, member: Member | null, ids: Readonly<Record<string, string>>, chance: Chance): FuzzRequest {
  const find = (name: string) => ids[name] ?? maker.known.find('anybody', name, chance);
  const named = (value: Record<string, unknown>) => Object.fromEntries(Object.entries(value).map(([name, one]) => [name, ids[name] ?? one]));
  const params = named(valueOf(maker, door.params, chance, find));
  const query = { ...named(valueOf(maker, door.query, chance, find)), ...only(ids, Object.keys(door.query.properties ?? {})) };
  const url = urlOf(door.path, params, query, null);
  const headers = headersOf(door, member, null);
  if (door.route.method === 'GET') return { method: 'GET', url, headers, payload: undefined };
  const body = bodyOf(maker, door, params, chance, find);
  const whole = body !== null && typeof body === 'object' && !Array.isArray(body) ? named(body as Record<string, unknown>) : body;
  if (whole === undefined) return { method: door.route.method, url, headers, payload: undefined };
  headers['content-type'] = 'application/json';
  return { method: door.route.method, url, headers, payload: JSON.stringify(whole) };
}

function only(ids: Readonly<Record<string, string>>, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(ids).filter(([name]) => names.includes(name)));
}

function valueOf(maker: Maker, schema: Schema, chance: Chance, find: (name: string) => unknown): Record<string, unknown> {
  const made = maker.generator.value(schema, 'object', chance, find);
  return made !== null && typeof made === 'object' && !Array.isArray(made) ? (made as Record<string, unknown>) : {};
}

function bodyOf(maker: Maker, door: FuzzDoor, params: Record<string, unknown>, chance: Chance, find: (name: string) => unknown): unknown {
  const made = maker.generator.value(door.body, 'body', chance, find);
  if (made === null || typeof made !== 'object' || Array.isArray(made)) return made;
  const body = made as Record<string, unknown>;
  const id = params !== null && typeof params === 'object' ? params.case : null;
  const version = typeof id === 'string' ? maker.known.versionOf(id) : null;
  if (version !== null && 'version' in body && chance.happens(0.8)) body.version = version;
  const screens = typeof params?.screen === 'string' ? maker.screens.get(params.screen) : undefined;
  if ('answers' in body && screens && screens.length > 0) body.answers = maker.generator.value(chance.pick(screens), 'answers', chance, find);
  return body;
}

function urlOf(path: string, params: unknown, query: unknown, chance: Chance | null): string {
  const given = (params !== null && typeof params === 'object' ? params : {}) as Record<string, unknown>;
  const filled = path.replace(/:(\w+)/g, (_, name: string) => escaped(textOf(given[name] ?? (chance ? chance.pick(hostileValues) : 'x')).slice(0, 400)));
  const pairs = query !== null && typeof query === 'object' ? Object.entries(query) : [];
  const search = pairs.map(([name, value]) => `${escaped(name)}=${escaped(textOf(value).slice(0, 3_000))}`).join('&');
  return search === '' ? filled : `${filled}?${search}`;
}

/** Percent escapes of the bytes; half a surrogate pair in the three bytes that no decoder should take. */
function escaped(text: string): string {
  const bytes = text.isWellFormed() ? Buffer.from(text, 'utf8') : Buffer.concat([...text].map((letter) => (letter.isWellFormed() ? Buffer.from(letter, 'utf8') : Buffer.from([0xed, 0xa0, 0x80]))));
  return [...bytes].map((byte) => (/[A-Za-z0-9._~-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`)).join('');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function headersOf(door: FuzzDoor, member: Member | null, chance: Chance | null): Record<string, string> {
  const headers: Record<string, string> = {
    accept: door.kind === 'api' ? 'application/json' : 'text/html',
    ...(member ? { cookie: `onevisit=${member.token}` } : {}),
  };
  if (door.kind === 'api' && door.route.method !== 'GET') Object.assign(headers, { 'idempotency-key': randomUUID(), ...(member ? { 'x-csrf-token': member.csrf } : {}) });
  if (chance?.happens(0.15)) {
    const [name, value] = chance.pick(hostileHeaders);
    headers[name] = value;
  }
  return headers;
}

const hostileHeaders: readonly (readonly [string, string])[] = [
  ['idempotency-key', 'again'],
  ['idempotency-key', '00000000-0000-0000-0000-000000000000'],
  ['x-csrf-token', ''],
  ['x-csrf-token', 'x'.repeat(5_000)],
  ['origin', 'https://evil.example'],
  ['origin', 'null'],
  ['sec-fetch-site', 'cross-site'],
  ['cookie', 'onevisit=; onevisit=__proto__; __proto__=1'],
  ['cookie', `onevisit=${'x'.repeat(9_000)}`],
  ['accept-language', 'en;q=NaN, *'],
  ['accept', '*/*;q=x'],
  ['referer', 'http://'],
  ['referer', '::::'],
  ['host', 'evil.example:99999'],
  ['x-forwarded-for', '127.0.0.1, ::1'],
  ['x-http-method-override', 'DELETE'],
  ['x-onevisit-again', '__proto__'],
  ['if-match', '*'],
  ['range', 'bytes=0-0,5-'],
  ['expect', '200-ok'],
];

function payloadOf(door: FuzzDoor, body: unknown, member: Member | null, headers: Record<string, string>, hostile: boolean, chance: Chance): string | Buffer | undefined {
  if (hostile && chance.happens(0.12)) {
    headers['content-type'] = chance.pick(['application/json', 'application/json; charset=utf-16', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'multipart/form-data', 'text/plain', 'text/xml']);
    return chance.pick(hostileBodies);
  }
  const wantsFile = door.route.upload !== undefined && chance.happens(0.85);
  if (door.kind === 'api' && !wantsFile) {
    if (body === undefined) return undefined;
    headers['content-type'] = 'application/json';
    const text = JSON.stringify(body) ?? 'null';
    return hostile && chance.happens(0.1) ? mutatedText(text, chance) : text;
  }
  const fields = fieldsOf(body);
  if (door.kind === 'form') fields.push(['_key', randomUUID()], ['_csrf', member?.csrf ?? 'x']);
  if (!wantsFile) {
    headers['content-type'] = 'application/x-www-form-urlencoded';
    return fields.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join('&');
  }
  headers['content-type'] = 'multipart/form-data; boundary=border-of-the-parts';
  return multipart(door.route.upload?.field ?? 'file', fields, chance);
}

function fieldsOf(body: unknown): [string, string][] {
  if (body === null || typeof body !== 'object') return [];
  return Object.entries(body).flatMap(([name, value]): [string, string][] => {
    if (Array.isArray(value)) return value.slice(0, 50).map((one) => [name, textOf(one)]);
    if (value !== null && typeof value === 'object') return fieldsOf(value).map(([inner, text]) => [name === 'face' ? `face.${inner}` : inner, text]);
    return [[name, textOf(value)]];
  });
}

function multipart(field: string, fields: readonly [string, string][], chance: Chance): Buffer {
  const file = fuzzFile(chance);
  const border = '--border-of-the-parts\r\n';
  const quoted = (text: string) => text.replace(/["\r\n]/g, '%22');
  const parts = fields.map(([name, value]) => `${border}content-disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`).join('');
  const head = `${border}content-disposition: form-data; name="${chance.happens(0.95) ? field : 'other'}"; filename="${quoted(file.name)}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const end = chance.happens(0.97) ? '\r\n--border-of-the-parts--\r\n' : '';
  return Buffer.concat([Buffer.from(parts + head), file.bytes, Buffer.from(end)]);
}
