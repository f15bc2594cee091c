import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Asker } from '../asker.ts';
import { isUuid } from '../brand.ts';
import { done, refuse, type Outcome } from '../outcome.ts';
import type { Route } from '../route.ts';
import { readCookies } from './cookies.ts';
import { type Edge, localeOf } from './answer.ts';
import type { EdgeRefusal } from './faults.ts';
import type { Request } from './perform.ts';

/** Who stands before the door, before any of their input is read. */
export interface Visitor extends Request {
  readonly sessionToken: string | null;
  readonly visitorToken: string | null;
}

const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

export async function visitorOf(edge: Edge, request: FastifyRequest, key: string | null): Promise<Visitor> {
  const cookies = readCookies(request.headers.cookie);
  const sessionToken = tokenOf(cookies[edge.cookies.session]);
  const visitorToken = tokenOf(cookies[edge.cookies.visitor]);
  const found = sessionToken === null ? null : await edge.database.read((reader) => edge.askerOf(reader, sessionToken, edge.clock.now()));
  const asker: Asker = found ?? { role: 'public' };
  return {
    asker,
    actor: found ? found.account : `visitor ${visitorToken ?? request.ip}`,
    key,
    locale: localeOf(request),
    requestId: request.id,
    address: request.ip,
    sessionToken: found ? sessionToken : null,
    ...(found && sessionToken !== null ? { csrf: edge.csrfOf(sessionToken) } : {}),
    visitorToken,
  };
}

function tokenOf(value: string | undefined): string | null {
  return value !== undefined && tokenPattern.test(value) ? value : null;
}

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Role, freshness and limits: everything that can be said before the input is looked at. */
export function admit(edge: Edge, route: Route, visitor: Visitor): EdgeRefusal | null {
  const { asker } = visitor;
  if (!route.who[asker.role]) return asker.role === 'public' ? { kind: 'sign-in-needed' } : { kind: 'not-allowed' };
  const now = edge.clock.now();
  if (route.freshProofSeconds !== undefined && asker.role !== 'public' && asker.role !== 'citizen') {
    if (now.getTime() - asker.authenticatedAt.getTime() > route.freshProofSeconds * 1000) return { kind: 'fresh-proof-needed' };
  }
  const counted = asker.role === 'public' ? `address ${visitor.address}` : `session ${asker.session}`;
  const seconds = edge.limiter.take(route.limit, counted, performance.now());
  return seconds === 0 ? null : { kind: 'too-many-requests', seconds };
}

/** A change comes from our own pages (token and Origin) or from a program without cookies. */
export function fromOurPages(edge: Edge, request: FastifyRequest, visitor: Visitor, token: string | null): EdgeRefusal | null {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return { kind: 'origin-wrong' };
  const origin = request.headers.origin;
  if (origin !== undefined && hostOf(origin) !== request.host) return { kind: 'origin-wrong' };
  const cookie = visitor.sessionToken ?? visitor.visitorToken;
  if (cookie === null) return null;
  return token !== null && sameText(token, edge.csrfOf(cookie)) ? null : { kind: 'form-token-wrong' };
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function sameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Idempotency keys are UUIDs that the form or the client made when it opened. */
export function keyOf(value: unknown): Outcome<string, EdgeRefusal> {
  return typeof value === 'string' && isUuid(value.toLowerCase()) ? done(value.toLowerCase()) : refuse({ kind: 'idempotency-key-missing' });
}
