import { randomUUID } from 'node:crypto';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Role } from '../../src/kernel/asker.ts';
import { schemaOf } from '../../src/kernel/openapi.ts';
import type { Route } from '../../src/kernel/route.ts';

/** One way in: a route by its API, as a page or as a form. */
export interface Door {
  readonly route: Route;
  readonly kind: 'api' | 'page' | 'form';
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
}

export function doorsOf(routes: readonly Route[]): Door[] {
  return routes.flatMap((route): Door[] => [
    ...(route.path === null ? [] : [{ route, kind: 'api' as const, method: route.method, path: route.path }]),
    ...(route.page ? [{ route, kind: 'page' as const, method: 'GET' as const, path: route.page.path }] : []),
    ...(route.form ? [{ route, kind: 'form' as const, method: 'POST' as const, path: route.form.path }] : []),
  ]);
}

export function nameOf({ route, kind }: Door): string {
  return `${route.name} (${kind})`;
}

/** Whoever stands before the door: cookie and form token, both empty for a stranger. */
export interface Caller {
  readonly cookie: string;
  readonly csrf: string;
}

export interface Knock {
  readonly caller: Caller;
  readonly csrf?: boolean;
  readonly key?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** ids of objects that exist; every other id is new */
  readonly params?: Readonly<Record<string, string>>;
}

/** A request of the right form about an object that nobody has. */
export function knockOn(app: FastifyInstance, door: Door, { caller, csrf = true, key = true, headers = {}, params = {} }: Knock): Promise<LightMyRequestResponse> {
  const url = addressOf(door, params);
  const common: Record<string, string> = { ...(caller.cookie === '' ? {} : { cookie: caller.cookie }), ...headers };
  const token = csrf && caller.csrf !== '' ? caller.csrf : null;
  if (door.kind === 'page' || door.method === 'GET') return app.inject({ method: 'GET', url, headers: { ...common, accept: door.kind === 'page' ? 'text/html' : 'application/json' } });
  if (door.kind === 'form') {
    const fields = new URLSearchParams({ ...(token ? { _csrf: token } : {}), ...(key ? { _key: randomUUID() } : {}) });
    return app.inject({ method: 'POST', url, headers: { ...common, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }, payload: fields.toString() });
  }
  const writing = { ...common, ...(token ? { 'x-csrf-token': token } : {}), ...(key ? { 'idempotency-key': randomUUID() } : {}) };
  return app.inject({ method: door.method, url, ...bodyOf(door.route, writing) });
}

function bodyOf(route: Route, headers: Record<string, string>): Pick<InjectOptions, 'headers' | 'payload'> {
  const body = sampleOf(schemaOf(route.body, 'input'));
  if (!route.upload) return { headers: { ...headers, 'content-type': 'application/json' }, payload: JSON.stringify(body ?? {}) };
  const border = 'the-border';
  const fields = Object.entries((body ?? {}) as Record<string, unknown>).map(([name, value]) => `--${border}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${String(value)}\r\n`);
  const file = `--${border}\r\ncontent-disposition: form-data; name="${route.upload.field}"; filename="a.png"\r\ncontent-type: image/png\r\n\r\nx\r\n--${border}--\r\n`;
  return { headers: { ...headers, 'content-type': `multipart/form-data; boundary=${border}` }, payload: fields.join('') + file };
}

function addressOf({ route, path }: Door, given: Readonly<Record<string, string>>): string {
  const params = { ...((sampleOf(schemaOf(route.params, 'input')) ?? {}) as Record<string, string>), ...given };
  const filled = path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? randomUUID()));
  const query = new URLSearchParams((sampleOf(schemaOf(route.query, 'input')) ?? {}) as Record<string, string>).toString();
  return query === '' ? filled : `${filled}?${query}`;
}

type Schema = Readonly<Record<string, unknown>>;

// One of these fits every pattern of the house; an object under such a name does not exist.
const candidates = ['430102198001010011', '91430100MA4L0A019L', '2026-03-09', '123456', '13900009999', 'W09', 'a', 'abc', 'aaaaaaaa', '0'.repeat(64), 'A'.repeat(43), '430100000000'];

/** The smallest value that a schema takes, every id new. */
export function sampleOf(schema: Schema): unknown {
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const [first] = (schema.anyOf ?? schema.oneOf ?? []) as Schema[];
  if (first) return sampleOf(first);
  if (schema.type === 'object') {
    const properties = (schema.properties ?? {}) as Record<string, Schema>;
    return Object.fromEntries(((schema.required ?? []) as string[]).map((name) => [name, sampleOf(properties[name] ?? {})]));
  }
  if (schema.type === 'array') return Array.from({ length: Number(schema.minItems ?? 0) }, () => sampleOf((schema.items ?? {}) as Schema));
  if (schema.type === 'string') return textOf(schema);
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(Number(schema.minimum ?? 1), 1);
  return schema.type === 'boolean' ? true : undefined;
}

function textOf(schema: Schema): string {
  if (schema.format === 'uuid') return randomUUID();
  if (schema.format === 'date-time') return '2026-03-09T01:00:00Z';
  if (schema.format === 'date') return '2026-03-09';
  const fits = (text: string) => text.length >= Number(schema.minLength ?? 0) && text.length <= Number(schema.maxLength ?? 1e6) && (typeof schema.pattern !== 'string' || new RegExp(schema.pattern, 'u').test(text));
  return candidates.find(fits) ?? 'a'.repeat(Number(schema.minLength ?? 1));
}

const belt: Readonly<Record<string, RegExp>> = {
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^same-origin$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'cache-control': /no-store|immutable|max-age=300/,
  'content-security-policy': /default-src 'none'.*(?:frame-ancestors 'none'|frame-ancestors 'self'; sandbox)/,
};

/** What an answer lacks of the belt that every answer carries. */
export function beltFaults(answer: Pick<LightMyRequestResponse, 'headers'>): string[] {
  const said = Object.entries(belt).filter(([name, pattern]) => !pattern.test(String(answer.headers[name] ?? ''))).map(([name]) => `lacks ${name}`);
  const policy = String(answer.headers['content-security-policy'] ?? '');
  const loose = /script-src[^;]*(?:'unsafe|\*|https?:|data:|blob:)/.test(policy) ? ['lets foreign or inline scripts run'] : [];
  const cookies = [answer.headers['set-cookie'] ?? []].flat();
  const open = cookies.filter((cookie) => !/; HttpOnly/.test(cookie) || !/; SameSite=(?:Lax|Strict)/.test(cookie) || !/; Path=\//.test(cookie));
  return [...said, ...loose, ...(open.length > 0 ? ['sets a cookie that scripts or other sites can use'] : []), ...('server' in answer.headers || 'x-powered-by' in answer.headers ? ['says what it runs on'] : [])];
}

/** The name of the refusal, the place that a redirect leads to, or null. */
export function refusalOf(answer: LightMyRequestResponse): string | null {
  if (answer.statusCode === 303) return `to ${String(answer.headers.location).split('?')[0]}`;
  if (!String(answer.headers['content-type']).includes('problem+json')) return null;
  return (answer.json() as { type: string }).type.replace('urn:onevisit:problem:', '');
}

export const signedInRoles: readonly Exclude<Role, 'public'>[] = ['citizen', 'clerk', 'approver', 'auditor', 'admin'];
