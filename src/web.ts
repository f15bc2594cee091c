import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { localeOf } from './kernel/http/answer.ts';
import { readCookies, setCookie } from './kernel/http/cookies.ts';
import { contentSecurityPolicy } from './kernel/http/headers.ts';
import type { Metrics } from './kernel/metrics.ts';
import { openApiOf } from './kernel/openapi.ts';
import type { Route } from './kernel/route.ts';
import { isLoopback } from './kernel/config.ts';
import { portalAssets } from './portal/assets.ts';

export interface WebNeeds {
  readonly routes: readonly Route[];
  readonly publicUrl: string;
  readonly secure: boolean;
  readonly metrics: Metrics;
  /** throws when the process cannot serve now */
  readonly ready: () => Promise<void>;
  /** the built desk, or null where only the API is served (tests) */
  readonly deskFolder: URL | null;
  /** the desk says so on every screen, as the portal does */
  readonly demo?: boolean;
}

/** What is served beside the rooms' routes: health, metrics, the description of the API, assets and the desk's shell. */
export async function serveFrame(app: FastifyInstance, needs: WebNeeds): Promise<void> {
  const description = JSON.stringify(openApiOf(needs.routes, needs.publicUrl));
  app.get('/api/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').header('cache-control', 'max-age=300').send(description));
  app.get('/health', (_request, reply) => answerReady(needs, reply));
  app.get('/health/live', (_request, reply) => reply.send({ ok: true }));
  app.get('/health/ready', (_request, reply) => answerReady(needs, reply));
  app.get('/metrics', async (request, reply) => {
    // Figures are for the machine's own collector; a proxy in front must not pass this address on.
    if (!isLoopback(request.ip) || request.headers['x-forwarded-for'] !== undefined) return reply.callNotFound();
    return reply.type(needs.metrics.registry.contentType).send(await needs.metrics.registry.metrics());
  });
  for (const asset of portalAssets()) {
    app.get(asset.path, (_request, reply) => reply.type(asset.type).header('cache-control', 'public, max-age=31536000, immutable').send(asset.body));
  }
  app.get('/language/:locale', (request, reply) => turn(needs, request, reply, 'onevisit-lang', 'locale', ['zh', 'en']));
  app.get('/type-size/:size', (request, reply) => turn(needs, request, reply, 'onevisit-size', 'size', ['normal', 'large']));
  if (needs.deskFolder !== null && existsSync(needs.deskFolder)) await serveDesk(app, needs.deskFolder, needs.demo ?? false);
}

async function answerReady(needs: WebNeeds, reply: FastifyReply): Promise<FastifyReply> {
  try {
    await needs.ready();
    return reply.send({ ok: true });
  } catch {
    return reply.code(503).header('retry-after', '5').send({ ok: false });
  }
}

/** Turns the language or the size of type for this browser and goes back to where the person was. */
function turn(needs: WebNeeds, request: FastifyRequest, reply: FastifyReply, cookie: string, param: string, values: readonly string[]): FastifyReply {
  const value = (request.params as Record<string, string>)[param] ?? '';
  if (!values.includes(value)) return reply.code(404).send();
  const back = (request.query as { back?: unknown }).back;
  reply.header('set-cookie', setCookie(cookie, value, needs.secure, 31_536_000));
  return reply.redirect(safePath(back), 303);
}

/** A path of our own only: an address of another site is no way back. */
export function safePath(back: unknown): string {
  if (typeof back !== 'string' || !/^\/[^/\\]/.test(back) || !URL.canParse(back, 'http://own')) return '/';
  const url = new URL(back, 'http://own');
  return url.host === 'own' ? url.pathname + url.search : '/';
}

/**
 * The desk is one page; its addresses are the browser's. Its component library writes styles with the page's nonce.
 * Language and size of type stand in cookies that scripts cannot read, so they are written into the page.
 */
async function serveDesk(app: FastifyInstance, folder: URL, demo: boolean): Promise<void> {
  const shell = await readFile(new URL('index.html', folder), 'utf8');
  await app.register(fastifyStatic, { root: new URL('assets/', folder), prefix: '/desk/assets/', immutable: true, maxAge: '365d', index: false });
  const open = (request: FastifyRequest, reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .type('text/html; charset=utf-8')
      .send(
        shell
          .replaceAll('__NONCE__', nonce)
          .replace('__LANG__', localeOf(request) === 'en' ? 'en' : 'zh-CN')
          .replace('__SIZE__', readCookies(request.headers.cookie)['onevisit-size'] === 'large' ? 'large' : 'normal')
          .replace('__DEMO__', String(demo)),
      );
  };
  app.get('/desk', open);
  app.get('/desk/*', open);
}
