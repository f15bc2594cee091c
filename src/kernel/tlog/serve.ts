import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Queries } from '../queries.ts';
import { latestCheckpoint, type LogName, logNames, tileReader } from './store.ts';
import { hashBytes, parseTilePath, tilePath, tileWidth } from './tiles.ts';

/**
 * The log as c2sp.org/tlog-tiles serves it: anybody may fetch the newest checkpoint and the tiles and check that
 * nothing was taken back. Hashes of salted leaves say nothing about the events behind them.
 */
export function serveLog(app: FastifyInstance, queries: Queries): void {
  app.get('/tlog/:log/checkpoint', async (request, reply) => {
    const log = logOf(request.params);
    const newest = log && (await latestCheckpoint(queries, log));
    if (!newest) return none(reply);
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(newest.note);
  });
  app.get('/tlog/:log/*', async (request, reply) => {
    const log = logOf(request.params);
    const wanted = parseTilePath((request.params as { '*': string })['*']);
    if (!log || !wanted) return none(reply);
    const tiles = await tileReader(queries, log)([wanted.tile]);
    const hashes = tiles.get(tilePath(wanted.tile));
    if (!hashes || hashes.length < wanted.width * hashBytes) return none(reply);
    const whole = wanted.width === tileWidth;
    return reply
      .type('application/octet-stream')
      .header('cache-control', whole ? 'public, max-age=31536000, immutable' : 'public, max-age=86400, immutable')
      .send(hashes.subarray(0, wanted.width * hashBytes));
  });
}

function logOf(params: unknown): LogName | null {
  const asked = (params as { log?: string }).log;
  return logNames.find((name) => name === asked) ?? null;
}

function none(reply: FastifyReply): FastifyReply {
  return reply.code(404).type('text/plain; charset=utf-8').send('not found\n');
}
