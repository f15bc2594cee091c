import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type House, openHouse } from './house.ts';
import { ConfigError, type Config, readConfig } from './kernel/config.ts';
import { type Jobs, startJobs } from './kernel/jobs.ts';
import { openKeyFolder } from './kernel/keys/file-provider.ts';
import { type Logger, openLog } from './kernel/log.ts';
import { claimDataFolder, type DataFolder } from './kernel/postgres/data-folder.ts';
import { openPostgres } from './kernel/postgres/open.ts';
import { refusalWords, type PostgresServer } from './kernel/postgres/server.ts';
import { kernelJobs } from './kernel/sweep.ts';
import type { Text } from './kernel/text.ts';
import { type RunningLog, startLog } from './log-of-house.ts';
import { migrateHouse } from './migrations.ts';
import { loadDemoPeople, loadReference } from './seed.ts';
import { welcome } from './welcome.ts';

/** A start that cannot go on for a reason the operator can mend: its words, exit 2, no stack. */
class StartRefused extends Error {}

interface Running {
  readonly house: House;
  readonly server: PostgresServer;
  readonly folder: DataFolder;
  readonly stops: (() => Promise<void>)[];
}

// Words that find no room on a full disk, or whose reader is gone, are lost; the server goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

function say(text: Text): void {
  process.stderr.write(`${text.zh}\n${text.en ? `${text.en.text}\n` : ''}`);
}

async function start(): Promise<Running> {
  const config = readConfig(process.env, process.cwd());
  const log = openLog(config.logLevel);
  const folder = claimOrRefuse(config);
  const stops: (() => Promise<void>)[] = [];
  try {
    const opened = await openPostgres({ databaseUrl: config.databaseUrl, production: config.mode === 'production', folder, notice: say });
    if (!opened.ok) throw new StartRefused(both(refusalWords(opened.refusal)));
    const server = opened.value;
    stops.push(() => server.stop());
    say(server.describe());
    await migrateHouse(server.connection);
    const house = await openHouse({ config, connection: server.connection, keys: keysOrRefuse(config), log });
    stops.unshift(() => house.close());
    refuseStandIns(house);
    await loadReference(house);
    if (config.mode === 'demo') await loadDemoPeople(house);
    for (const stop of await startParts(house, log)) stops.unshift(stop);
    return { house, server, folder, stops };
  } catch (error) {
    for (const stop of stops) await stop().catch(() => {});
    folder.release();
    throw error;
  }
}

function claimOrRefuse(config: Config): DataFolder {
  const claimed = claimDataFolder(config.dataFolder);
  if (!claimed.ok) throw new StartRefused(both(refusalWords(claimed.refusal)));
  return claimed.value;
}

function keysOrRefuse(config: Config) {
  const folder = join(config.dataFolder, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keys = openKeyFolder({ folder, passphrase: config.keysPassphrase, mode: config.mode, suite: config.licenceAlgorithm, now: () => new Date() });
  if (!keys.ok) throw new StartRefused(`密钥文件夹不可用 the key folder cannot be used: ${JSON.stringify(keys.refusal)}`);
  return keys.value;
}

/** A stand-in says that it is one; production does not start with it. */
function refuseStandIns(house: House): void {
  const standIns = house.rooms.all.flatMap((room) => room.standIns ?? []);
  if (house.config.mode === 'production' && standIns.length > 0) {
    throw new StartRefused(`production refuses to start with stand-ins:\n${standIns.map((name) => `  - ${name}`).join('\n')}`);
  }
  for (const name of standIns) process.stderr.write(`替身 stand-in: ${name}\n`);
  if (house.config.clockShiftDays !== 0) house.log.warn({ days: house.config.clockShiftDays }, 'the clock of this demo is shifted');
}

/** Worker and web parts, each giving its own end. */
async function startParts(house: House, log: Logger): Promise<(() => Promise<void>)[]> {
  const stops: (() => Promise<void>)[] = [];
  const { config } = house;
  // Another process may have made a new data key.
  const refresh = setInterval(() => void house.cells.refresh().catch((error: unknown) => log.warn({ err: error }, 'data keys')), 60_000);
  stops.push(async () => clearInterval(refresh));
  if (config.parts.worker) {
    const running: RunningLog = startLog(house);
    stops.push(() => running.stop());
    const loops = house.rooms.all.flatMap((room) => (room.start ? [room.start()] : []));
    for (const loop of loops) stops.push(() => loop.stop());
    const jobs: Jobs = await startJobs(house.database.pool, house.city.data.zone, [...kernelJobs(house.database), ...house.rooms.all.flatMap((room) => room.jobs ?? [])], log);
    stops.push(() => jobs.stop());
    house.relay.nudge();
  }
  if (config.parts.web) {
    const app = await house.openWeb();
    await app.listen({ port: config.port, host: config.host });
    stops.unshift(() => app.close());
  }
  return stops;
}

function both(text: Text): string {
  return text.en ? `${text.zh}\n${text.en.text}` : text.zh;
}

function wordsOf(error: unknown): string {
  if (error instanceof StartRefused || error instanceof ConfigError) return error.message;
  if ((error as { code?: string }).code === 'EADDRINUSE') {
    return `端口 ${process.env.PORT ?? 3000} 已被占用，请用 PORT 指定另一个端口。\nPort ${process.env.PORT ?? 3000} is in use; name another one in PORT.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  const running = await start();
  let ending: Promise<void> | null = null;
  const end = () => {
    ending ??= (async () => {
      for (const stop of running.stops) await stop().catch((error: unknown) => process.stderr.write(`${wordsOf(error)}\n`));
      running.folder.release();
      process.exit(0);
    })();
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  await welcome(running.house);
} catch (error) {
  process.stderr.write(`${wordsOf(error)}\n`);
  process.exit(2);
}
