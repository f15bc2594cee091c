import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../clock.ts';
import type { PageContext } from '../page.ts';
import { problemOf, type Problem } from '../problem.ts';
import type { FormDoor, PageDoor, Route } from '../route.ts';
import { admit, fromOurPages, keyOf, newToken, visitorOf, type Visitor } from './admit.ts';
import { applyCookie, sendBinary } from './api-door.ts';
import { bodyOf } from './bodies.ts';
import { readCookies, setCookie } from './cookies.ts';
import { answerProblem, sendProblem, type Edge } from './answer.ts';
import { edgeProblems, type EdgeRefusal } from './faults.ts';
import { parseInput, type Fields } from './input.ts';
import { perform } from './perform.ts';

const againHeader = 'x-onevisit-again';

/** The page door of a reading declaration: the same deed as the API, its view drawn as HTML. */
export function pageDoor(edge: Edge, route: Route, door: PageDoor<unknown>): void {
  edge.app.get(door.path, (request, reply) => enterPage(edge, route, door, request, reply));
}

async function enterPage(edge: Edge, route: Route, door: PageDoor<unknown>, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visitor = await visitorOf(edge, request, null);
  const barred = admit(edge, route, visitor);
  if (barred?.kind === 'sign-in-needed' || barred?.kind === 'fresh-proof-needed') return reply.redirect(edge.signInPath(request.url), 303);
  if (barred) return answerProblem(edge, request, reply, barred);
  const input = parseInput(route, request, undefined, null, visitor.locale);
  if (!input.ok) return answerProblem(edge, request, reply, input.refusal);
  const answer = await perform(edge, route, visitor, input.value);
  if (answer.kind === 'edge') return answerProblem(edge, request, reply, answer.refusal);
  if (answer.kind === 'refused') return sendProblem(edge, request, reply, problemOf(route.problems, answer.refusal, visitor.locale));
  if (answer.kind === 'binary') return sendBinary(reply, answer.binary);
  const page = await contextOf(edge, request, reply, visitor);
  const html = await door.render(answer.view, page);
  return reply.code(page.problem?.status ?? 200).type('text/html; charset=utf-8').send(`${html}`);
}

async function contextOf(edge: Edge, request: FastifyRequest, reply: FastifyReply, visitor: Visitor): Promise<PageContext> {
  const mark = request.headers[againHeader];
  const again = typeof mark === 'string' ? edge.again.get(mark) : undefined;
  const { asker } = visitor;
  let token = visitor.sessionToken ?? visitor.visitorToken;
  if (token === null) {
    token = newToken();
    reply.header('set-cookie', setCookie(edge.cookies.visitor, token, edge.cookies.secure));
  }
  return {
    locale: visitor.locale,
    asker,
    personName: asker.role === 'public' ? null : await edge.database.read((reader) => edge.displayName(reader, asker)),
    csrf: edge.csrfOf(token),
    key: newId(),
    url: request.url,
    large: readCookies(request.headers.cookie)['onevisit-size'] === 'large',
    demo: edge.demo,
    problem: again?.problem ?? null,
    submitted: again?.submitted ?? null,
    nonce: '',
    place: edge.place,
  };
}

/** The form door of a writing declaration: fields in, the same deed, a redirect out or the page again with its words. */
export function formDoor(edge: Edge, route: Route, door: FormDoor<unknown, unknown>): void {
  edge.app.post(door.path, (request, reply) => enterForm(edge, route, door, request, reply));
}

async function enterForm(edge: Edge, route: Route, door: FormDoor<unknown, unknown>, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visitor = await visitorOf(edge, request, null);
  const barred = admit(edge, route, visitor);
  if (barred?.kind === 'sign-in-needed') return reply.redirect(edge.signInPath(refererPath(request)), 303);
  const body = await bodyOf(route, request);
  const fields: Fields = body.ok ? (body.value.fields ?? {}) : {};
  const refuseEdge = (refusal: EdgeRefusal) => showAgain(edge, request, reply, door, fields, problemOf(edgeProblems, refusal, visitor.locale), visitor);
  if (barred) return refuseEdge(barred);
  const token = typeof fields._csrf === 'string' ? fields._csrf : null;
  if (!body.ok) return refuseEdge(body.refusal);
  const foreign = token === null ? ({ kind: 'form-token-wrong' } as const) : fromOurPages(edge, request, visitor, token);
  if (foreign) return answerProblem(edge, request, reply, foreign);
  const key = keyOf(fields._key);
  if (!key.ok) return answerProblem(edge, request, reply, key.refusal);
  const input = parseInput(route, request, door.read(fields), body.value.upload ?? null, visitor.locale);
  if (!input.ok) return input.refusal.kind === 'not-found' ? answerProblem(edge, request, reply, input.refusal) : refuseEdge(input.refusal);
  const answer = await perform(edge, route, { ...visitor, key: key.value }, input.value);
  if (answer.kind === 'edge') return answer.refusal.kind === 'not-found' ? answerProblem(edge, request, reply, answer.refusal) : refuseEdge(answer.refusal);
  if (answer.kind === 'refused') return showAgain(edge, request, reply, door, fields, problemOf(route.problems, answer.refusal, visitor.locale), visitor);
  if (answer.kind === 'binary') return sendBinary(reply, answer.binary);
  applyCookie(edge, route, reply, answer.view);
  return reply.redirect(door.then(answer.view, input.value.params), 303);
}

function refererPath(request: FastifyRequest): string {
  const referer = request.headers.referer;
  if (referer === undefined || !URL.canParse(referer)) return '/';
  const url = new URL(referer);
  return url.host === request.host ? url.pathname + url.search : '/';
}

/** Draws the form's own page again, inside this process, with the refusal and what had been typed. */
async function showAgain(edge: Edge, request: FastifyRequest, reply: FastifyReply, door: FormDoor<unknown, unknown>, fields: Fields, problem: Problem, visitor: Visitor): Promise<FastifyReply> {
  const mark = randomUUID();
  edge.again.set(mark, { problem, submitted: typedValues(fields) });
  try {
    const answer = await edge.app.inject({
      method: 'GET',
      url: door.again(request.params as never, fields),
      headers: { cookie: request.headers.cookie ?? '', 'accept-language': visitor.locale === 'en' ? 'en' : 'zh', accept: 'text/html', host: request.host, [againHeader]: mark },
    });
    // Whose session ended meanwhile is led to sign in, as the page itself would.
    if (typeof answer.headers.location === 'string') return reply.redirect(answer.headers.location, 303);
    return reply.code(answer.statusCode === 200 ? problem.status : answer.statusCode).type('text/html; charset=utf-8').send(answer.body);
  } finally {
    edge.again.delete(mark);
  }
}

const secretFields = /^(_csrf|_key|code|one-?time-?code|totp|.*password.*|.*token.*)$/i;

function typedValues(fields: Fields): Record<string, string> {
  const typed: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(fields)) {
    if (!secretFields.test(name)) typed[name] = typeof value === 'string' ? value : value.join('\n');
  }
  return typed;
}
