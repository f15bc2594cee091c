import type { FastifyInstance } from 'fastify';
import type { Route } from '../../../src/kernel/route.ts';
import type { Member } from './members.ts';

/** A request by the name of its declaration, so that no address is written twice. */
export interface Asked {
  readonly as: Member | null;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly key?: string;
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly text: string;
  /** the answer that was stored with the key of an earlier request */
  readonly repeated: boolean;
}

export type Ask = (name: string, asked: Asked) => Promise<Answered>;

export interface Door {
  readonly method: string;
  readonly path: string;
}

export function doorsOf(routes: readonly Route[]): ReadonlyMap<string, Door> {
  return new Map(routes.flatMap((route) => (route.path === null ? [] : [[route.name, { method: route.method, path: route.path }] as const])));
}

/** From the server's own description of its API. */
export function doorsIn(description: { readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>> }): ReadonlyMap<string, Door> {
  const doors = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => [operationId, { method: method.toUpperCase(), path: path.replace(/\{(\w+)\}/g, ':$1') }] as const),
  );
  return new Map(doors);
}

export function requestOf(door: Door, asked: Asked): { readonly method: string; readonly url: string; readonly headers: Record<string, string>; readonly payload?: string } {
  const path = door.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(asked.params?.[name] ?? ''));
  const query = asked.query ? `?${new URLSearchParams(asked.query).toString()}` : '';
  const headers: Record<string, string> = {
    ...(asked.as ? { cookie: `onevisit=${asked.as.token}`, 'x-csrf-token': asked.as.csrf } : {}),
    ...(asked.key ? { 'idempotency-key': asked.key } : {}),
    ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return { method: door.method, url: path + query, headers, ...(asked.body === undefined ? {} : { payload: JSON.stringify(asked.body) }) };
}

export function doorOf(doors: ReadonlyMap<string, Door>, name: string): Door {
  const door = doors.get(name);
  if (!door) throw new Error(`there is no door ${name}`);
  return door;
}

/** Asks inside this process. */
export function askInside(app: FastifyInstance, doors: ReadonlyMap<string, Door>): Ask {
  return async (name, asked) => {
    const answer = await app.inject(requestOf(doorOf(doors, name), asked) as never);
    return { status: answer.statusCode, text: answer.body, body: readJson(answer.body), repeated: answer.headers['idempotent-replay'] === 'true' };
  };
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
