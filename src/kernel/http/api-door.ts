import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from '../problem.ts';
import type { Binary, Route } from '../route.ts';
import { admit, fromOurPages, keyOf, visitorOf } from './admit.ts';
import { bodyOf } from './bodies.ts';
import { setCookie } from './cookies.ts';
import { answerProblem, sendProblem, type Edge } from './answer.ts';
import { parseInput } from './input.ts';
import { perform, type Answer } from './perform.ts';

/** The JSON door of a declaration, the same for the desk, outside systems and tests. */
export function apiDoor(edge: Edge, route: Route, path: string): void {
  edge.app.route({ method: route.method, url: path, handler: (request, reply) => enterApi(edge, route, request, reply) });
}

async function enterApi(edge: Edge, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const writes = route.method !== 'GET';
  const visitor = await visitorOf(edge, request, null);
  const barred = admit(edge, route, visitor);
  if (barred) return answerProblem(edge, request, reply, barred);
  if (writes) {
    const token = request.headers['x-csrf-token'];
    const foreign = fromOurPages(edge, request, visitor, typeof token === 'string' ? token : null);
    if (foreign) return answerProblem(edge, request, reply, foreign);
  }
  const key = writes ? keyOf(request.headers['idempotency-key']) : null;
  if (key && !key.ok) return answerProblem(edge, request, reply, key.refusal);
  const body = writes ? await bodyOf(route, request) : null;
  if (body && !body.ok) return answerProblem(edge, request, reply, body.refusal);
  if (body && body.value.fields && !body.value.json) return answerProblem(edge, request, reply, { kind: 'media-type-unknown' });
  const input = parseInput(route, request, body?.value.json, body?.value.upload ?? null, visitor.locale);
  if (!input.ok) return answerProblem(edge, request, reply, input.refusal);
  const answer = await perform(edge, route, { ...visitor, key: key?.value ?? null }, input.value);
  return sendAnswer(edge, route, request, reply, answer, visitor.locale);
}

async function sendAnswer(edge: Edge, route: Route, request: FastifyRequest, reply: FastifyReply, answer: Answer, locale: 'zh' | 'en'): Promise<FastifyReply> {
  switch (answer.kind) {
    case 'edge':
      return answerProblem(edge, request, reply, answer.refusal);
    case 'refused':
      return sendProblem(edge, request, reply, problemOf(route.problems, answer.refusal, locale));
    case 'binary':
      return sendBinary(reply, answer.binary);
    case 'done': {
      applyCookie(edge, route, reply, answer.view);
      if (answer.repeated) reply.header('idempotent-replay', 'true');
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.view));
    }
  }
}

export function applyCookie(edge: Edge, route: Route, reply: FastifyReply, view: unknown): void {
  const change = route.cookie?.(view as never, { role: 'public' });
  if (change) reply.header('set-cookie', setCookie(edge.cookies.session, change.session, edge.cookies.secure));
}

/** A file is never run as a page: its own strict policy, and a download unless it is an image or PDF to be looked at. */
export function sendBinary(reply: FastifyReply, binary: Binary): FastifyReply {
  const name = encodeURIComponent(binary.fileName);
  return reply
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; sandbox")
    .header('content-disposition', `${binary.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
    .type(binary.mediaType)
    .send(Buffer.from(binary.bytes));
}
