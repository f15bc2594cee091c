import { randomBytes } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { answerFault, answerProblem, type Edge, type EdgeNeeds } from './answer.ts';
import { apiDoor } from './api-door.ts';
import { bodyLimitBytes, readBodies } from './bodies.ts';
import { cookieNames } from './cookies.ts';
import { securityHeaders } from './headers.ts';
import { openLimiter } from './limits.ts';
import { formDoor, pageDoor } from './portal-doors.ts';

/** The web server over the rooms' declarations: every door of every route, and nothing else. */
export async function openEdge(needs: EdgeNeeds): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: bodyLimitBytes,
    trustProxy: needs.trustProxy,
    requestTimeout: 15_000,
    genReqId: () => randomBytes(9).toString('base64url'),
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: false },
    // An address that cannot be decoded, or is too long, never reaches the hooks; it is answered like any that names nothing.
    frameworkErrors: (_error, request, reply) => {
      securityHeaders(reply, needs.secure);
      void answerProblem(edge, request, reply, { kind: 'not-found' });
    },
  });
  const edge: Edge = { ...needs, cookies: cookieNames(needs.secure), limiter: openLimiter(needs.limitFactor), again: new Map(), app };
  await readBodies(app);
  app.addHook('onRequest', async (_request, reply) => securityHeaders(reply, needs.secure));
  app.addHook('onResponse', async (request, reply) => {
    needs.metrics.request(request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000);
  });
  app.setNotFoundHandler((request, reply) => answerProblem(edge, request, reply, { kind: 'not-found' }));
  app.setErrorHandler((error, request, reply) => answerFault(edge, request, reply, error));
  for (const route of needs.routes) {
    if (route.path !== null) apiDoor(edge, route, route.path);
    if (route.page) pageDoor(edge, route, route.page);
    if (route.form) formDoor(edge, route, route.form);
  }
  return app;
}
