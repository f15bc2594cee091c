import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Asker, SignedIn } from '../asker.ts';
import type { Reader } from '../db.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Html, PageContext } from '../page.ts';
import { problemOf, type Problem } from '../problem.ts';
import type { Route } from '../route.ts';
import type { Locale, Text } from '../text.ts';
import type { CookieNames } from './cookies.ts';
import { edgeProblems, faultKind, type EdgeRefusal } from './faults.ts';
import type { Limiter } from './limits.ts';
import type { Ground } from './perform.ts';

/** Everything the edge needs; the rooms stand behind `routes` and `askerOf` only. */
export interface EdgeNeeds extends Ground {
  readonly routes: readonly Route[];
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly demo: boolean;
  /** the place this instance serves, for the head of each page */
  readonly place: Text;
  readonly secure: boolean;
  readonly trustProxy: boolean;
  readonly limitFactor: number;
  readonly askerOf: (reader: Reader, token: string, now: Date) => Promise<SignedIn | null>;
  readonly displayName: (reader: Reader, asker: SignedIn) => Promise<string>;
  readonly csrfOf: (token: string) => string;
  readonly errorPage: (problem: Problem, page: PageContext) => Html;
  readonly signInPath: (back: string) => string;
}

export interface Edge extends EdgeNeeds {
  readonly cookies: CookieNames;
  readonly limiter: Limiter;
  /** refused forms waiting for their page, by a one-time mark */
  readonly again: Map<string, { problem: Problem; submitted: Readonly<Record<string, string>> }>;
  readonly app: FastifyInstance;
}

/** A thrown error: what the client sent wrongly by its status, a broken world as 503, our own as 500 with a number. */
export function answerFault(edge: Edge, request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply | Promise<FastifyReply> {
  const status = (error as { statusCode?: number }).statusCode;
  if (status === 413) return answerProblem(edge, request, reply, { kind: 'body-too-large' });
  if (status === 415) return answerProblem(edge, request, reply, { kind: 'media-type-unknown' });
  if (status !== undefined && status >= 400 && status < 500) return answerProblem(edge, request, reply, { kind: 'body-unreadable' });
  const refusal = faultKind(error);
  edge.log[refusal.kind === 'fault' ? 'error' : 'warn']({ request: request.id, route: request.routeOptions.url, kind: refusal.kind, err: error }, 'fault');
  return answerProblem(edge, request, reply, refusal);
}

export function answerProblem(edge: Edge, request: FastifyRequest, reply: FastifyReply, refusal: EdgeRefusal): FastifyReply | Promise<FastifyReply> {
  const problem = problemOf(edgeProblems, refusal, localeOf(request));
  return sendProblem(edge, request, reply, refusal.kind === 'fault' ? { ...problem, instance: request.id } : problem, refusal.kind === 'too-many-requests' ? refusal.seconds : undefined);
}

/** Pages for people, problem+json for programs. */
export async function sendProblem(edge: Edge, request: FastifyRequest, reply: FastifyReply, problem: Problem, retryAfterSeconds?: number): Promise<FastifyReply> {
  const retry = retryAfterSeconds ?? problem.retryAfterSeconds;
  if (retry !== undefined) reply.header('retry-after', String(retry));
  reply.code(problem.status);
  if (request.url.startsWith('/api/') || !String(request.headers.accept ?? '').includes('text/html')) {
    return reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  }
  const page = await edge.errorPage(problem, plainContext(edge, request));
  return reply.type('text/html; charset=utf-8').send(`${page}`);
}

/** The context of a page that knows nobody: for error pages, which must not need the database. */
function plainContext(edge: Edge, request: FastifyRequest): PageContext {
  const asker: Asker = { role: 'public' };
  return { locale: localeOf(request), asker, personName: null, csrf: '', key: '', url: '/', large: false, demo: edge.demo, problem: null, submitted: null, nonce: '', place: edge.place };
}

export function localeOf(request: FastifyRequest): Locale {
  const asked = (request.query as { lang?: unknown } | undefined)?.lang;
  if (asked === 'en' || asked === 'zh') return asked;
  const cookie = /(?:^|;\s*)onevisit-lang=(zh|en)/.exec(request.headers.cookie ?? '')?.[1];
  if (cookie === 'en' || cookie === 'zh') return cookie;
  return /^\s*en/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
}
