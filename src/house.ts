import { createHmac } from 'node:crypto';
import type pg from 'pg';
import type { FastifyInstance } from 'fastify';
import { type City, loadCity } from './city.ts';
import { demoClockRoutes, readShift } from './demo-clock.ts';
import { openCells, type Cells } from './kernel/cells.ts';
import { type Clock, shiftedClock, type Shift } from './kernel/clock.ts';
import type { Config } from './kernel/config.ts';
import { type Database, databaseNow, openDatabase } from './kernel/db.ts';
import { openFiles } from './kernel/files.ts';
import { openEdge } from './kernel/http/edge.ts';
import type { Ground } from './kernel/http/perform.ts';
import type { KeyProvider } from './kernel/keys/provider.ts';
import type { Logger } from './kernel/log.ts';
import { type Metrics, openMetrics } from './kernel/metrics.ts';
import { type Relay, startRelay } from './kernel/outbox.ts';
import type { TopicHandler } from './kernel/room.ts';
import type { Route } from './kernel/route.ts';
import { serveLog } from './kernel/tlog/serve.ts';
import { errorPage } from './portal/pages/error.ts';
import { frameRoutes } from './portal-routes.ts';
import { buildRooms, type Rooms } from './rooms.ts';
import { serveFrame } from './web.ts';

export interface HouseNeeds {
  readonly config: Config;
  readonly connection: pg.PoolConfig;
  readonly keys: KeyProvider;
  readonly log: Logger;
  /** tests bring a clock that stands still */
  readonly clock?: Clock;
  readonly deskFolder?: URL | null;
}

/** The platform over one database: rooms, doors and relay, before anything listens or runs by itself. */
export interface House {
  readonly config: Config;
  readonly city: City;
  readonly clock: Clock;
  readonly database: Database;
  readonly cells: Cells;
  readonly keys: KeyProvider;
  readonly ground: Ground;
  readonly rooms: Rooms;
  readonly routes: readonly Route[];
  readonly relay: Relay;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly csrfOf: (token: string) => string;
  openWeb(): Promise<FastifyInstance>;
  close(): Promise<void>;
}

export async function openHouse(needs: HouseNeeds): Promise<House> {
  const { config, keys, log } = needs;
  const city = await loadCity(config.city);
  const database = openDatabase(needs.connection);
  const cells = await openCells({ queries: database.pool, keys });
  const shift: Shift = { days: config.clockShiftDays + (config.mode === 'demo' ? await readShift(database) : 0) };
  const clock = needs.clock ?? shiftedClock(city.data.zone, shift);
  const ground: Ground = {
    database,
    clock,
    seal: (actor, text) => cells.seal(answerColumn, actor, text),
    open: (actor, sealed) => cells.open(answerColumn, actor, sealed),
  };
  const metrics = openMetrics();
  const rooms = buildRooms({ config, city, clock, database, cells, keys, files: openFiles(cells), log });
  const relay = startRelay(ground, log, handlersOf(rooms));
  const routes = [...frameRoutes, ...rooms.all.flatMap((room) => room.routes), ...(config.mode === 'demo' ? demoClockRoutes(shift) : [])];
  const { mac: sessionKey } = await keys.mac('session', 'onevisit/form-token');
  const csrfOf = (token: string) => createHmac('sha256', sessionKey).update(token).digest('base64url');
  return {
    config,
    city,
    clock,
    database,
    cells,
    keys,
    ground,
    rooms,
    routes,
    relay,
    metrics,
    log,
    csrfOf,
    openWeb: async () => {
      const secure = config.publicUrl.startsWith('https://');
      const app = await openEdge({
        ...ground,
        routes,
        log,
        metrics,
        demo: config.mode === 'demo',
        place: city.data.name,
        secure,
        trustProxy: config.trustProxy,
        limitFactor: config.limitFactor,
        askerOf: rooms.identity.contract.askerOf,
        displayName: (reader, asker) => rooms.identity.contract.displayName(reader, asker.person),
        csrfOf,
        errorPage: (problem, page) => errorPage({ page, problem }),
        signInPath: (back) => (back.startsWith('/desk') ? `/desk/sign-in?back=${encodeURIComponent(back)}` : `/sign-in?back=${encodeURIComponent(back)}`),
      });
      const ready = async () => {
        await database.read(async (reader) => {
          await databaseNow(reader);
          for (const room of rooms.all) await room.ready?.(reader);
        });
      };
      serveLog(app, database.pool);
      await serveFrame(app, { routes, publicUrl: config.publicUrl, secure, metrics, ready, demo: config.mode === 'demo', deskFolder: needs.deskFolder === undefined ? builtDesk : needs.deskFolder });
      return app;
    },
    close: async () => {
      await relay.stop();
      await database.close();
    },
  };
}

const answerColumn = 'kernel.idempotency.answer';
const builtDesk = new URL('../dist/desk/', import.meta.url);

function handlersOf(rooms: Rooms): Record<string, TopicHandler[]> {
  const handlers: Record<string, TopicHandler[]> = Object.create(null);
  for (const topics of [...rooms.all.map((room) => room.topics ?? {}), rooms.joints]) {
    for (const [topic, handler] of Object.entries(topics)) handlers[topic] = [...(handlers[topic] ?? []), handler];
  }
  return handlers;
}
