import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { makeCitizen } from './house/members.ts';
import { openClient } from './kills/client.ts';
import { houseBeside, keysOf } from './kills/kills.ts';
import { openJournal } from './kills/journal.ts';
import { newServer, type Server } from './kills/server.ts';
import type { Failures } from './report.ts';

/**
 * One server on a small disk of its own, where one can be mounted: a second start on its folder, a port in use, a database that
 * is stopped and let go on, a disk that is filled up and emptied again.
 */
export async function underARunningServer(failures: Failures, folder: string, refusalsOnFullDisk: number): Promise<string> {
  const disk = mountSmallDisk(folder);
  const server = await newServer({ folder: disk ?? folder });
  const seen: string[] = [];
  try {
    await server.start();
    await secondStart(server, failures);
    await busyPort(failures, folder);
    seen.push(await databaseAway(server, failures));
    seen.push(disk === null ? 'full disk not tried: no small file system can be mounted here' : await fullDisk(server, disk, folder, refusalsOnFullDisk, failures));
  } catch (error) {
    failures.add('the server did not outlive it', { seen, error: String(error), output: server.output().slice(-2_000) });
  } finally {
    await server.remove();
    if (disk !== null) execFileSync('umount', ['-l', disk]);
  }
  return seen.join('; ');
}

async function databaseAway(server: Server, failures: Failures): Promise<string> {
  server.holdDatabaseDown(true);
  server.killDatabase();
  const away = await untilStatus(server, '/health/ready', 503);
  const page = await fetch(`${server.url}/api/items`);
  await page.arrayBuffer();
  if (away !== 503 || page.status !== 503 || page.headers.get('retry-after') === null) failures.add('without a database a request is not answered 503 with Retry-After', { away, status: page.status, retry: page.headers.get('retry-after') });
  const live = await statusOf(server, '/health/live');
  if (live !== 200) failures.add('without a database the server is not alive', live);
  server.holdDatabaseDown(false);
  return `database away: ${away}, back after ${Math.round(await server.untilReady())} ms by itself`;
}

async function secondStart(server: Server, failures: Failures): Promise<void> {
  const other = await newServer({ folder: join(server.folder, '..') });
  const ended = await other.start().then(
    () => 'it started',
    (error: Error) => error.message,
  );
  if (!/ended with 2/.test(ended) || !/Another OneVisit process is using/.test(ended)) failures.add('a second start on one folder is not refused', ended.slice(-600));
  if ((await statusOf(server, '/health/ready')) !== 200) failures.add('a second start disturbs the first', null);
}

async function busyPort(failures: Failures, folder: string): Promise<void> {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const address = holder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const beside = join(folder, 'beside');
  mkdirSync(beside);
  const server = await newServer({ folder: beside, environment: { PORT: String(port) } });
  const ended = await server.start().then(
    () => 'it started',
    (error: Error) => error.message,
  );
  if (!/ended with 2/.test(ended) || !ended.includes(`Port ${port} is in use`)) failures.add('a port in use is not said', ended.slice(-600));
  await server.remove();
  holder.close();
}

const diskMegabytes = 320;

/** Written to until there is no room, refused in words, and whole again once there is. */
async function fullDisk(server: Server, disk: string, folder: string, refusals: number, failures: Failures): Promise<string> {
  const citizen = await houseBeside(server, keysOf(server), (house) => makeCitizen(house, { name: '申请人', serial: 4_000 }));
  const journal = openJournal(join(folder, 'journal.jsonl'));
  const client = await openClient(server.url, journal);
  const begin = () => client.act('cases.begin', { as: citizen, body: { item: 'individual-business-registration', organisation: null } });
  for (let turn = 0; turn < 20; turn += 1) await begin();
  const ballast = join(disk, 'ballast');
  fill(ballast, disk);
  const seen = await writesUntilFull(server, citizen, refusals, failures);
  rmSync(ballast);
  await server.untilReady();
  await begin();
  await judgeNothingLost(server, journal.all().map((entry) => entry.key), failures);
  journal.close();
  return seen;
}

function mountSmallDisk(folder: string): string | null {
  const place = join(folder, 'disk');
  mkdirSync(place);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMegabytes}m,mode=0700`, 'tmpfs', place], { stdio: 'ignore' });
    chmodSync(place, 0o700);
    return place;
  } catch {
    return null;
  }
}

function fill(file: string, disk: string): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - 65_536)));
}

/** Writes go on until the server says that it has no room: 503 with Retry-After, never a 500, and reading goes on. */
async function writesUntilFull(server: Server, citizen: { token: string; csrf: string }, refusals: number, failures: Failures): Promise<string> {
  const statuses: Record<string, number> = {};
  const begun = performance.now();
  // On and on, until also the database's own log of writes has no room left.
  while (performance.now() - begun < 15_000 && (statuses[503] ?? 0) < refusals) {
    const answer = await fetch(`${server.url}/api/cases`, {
      method: 'POST',
      headers: { cookie: `onevisit=${citizen.token}`, 'x-csrf-token': citizen.csrf, 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/json' },
      body: JSON.stringify({ item: 'individual-business-registration', organisation: null }),
      signal: AbortSignal.timeout(20_000),
    }).catch(() => null);
    const text = answer === null ? '' : await answer.text();
    const status = answer?.status ?? 0;
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === 503 && answer?.headers.get('retry-after') === null) failures.add('503 without Retry-After', text.slice(0, 300));
    if (status !== 200 && status !== 503) failures.add('a full disk is answered strangely', { status, text: text.slice(0, 300), log: server.output().slice(-1_500) });
    if (status === 503) await sleep(100);
  }
  if ((statuses[503] ?? 0) === 0) failures.add('a full disk was never noticed', statuses);
  return `full disk: ${JSON.stringify(statuses)}`;
}

async function judgeNothingLost(server: Server, keys: readonly string[], failures: Failures): Promise<void> {
  const client = new pg.Client(server.connection());
  await client.connect();
  const { rows } = await client.query<{ count: number }>('select count(*)::int as count from kernel.idempotency where key = any ($1) and answer is not null', [keys]);
  await client.end();
  if (rows[0]?.count !== keys.length) failures.add('an acknowledged write is lost on a full disk', { acknowledged: keys.length, found: rows[0]?.count });
}

async function statusOf(server: Server, path: string): Promise<number> {
  const answer = await fetch(server.url + path, { signal: AbortSignal.timeout(10_000) }).catch(() => null);
  await answer?.arrayBuffer();
  return answer?.status ?? 0;
}

async function untilStatus(server: Server, path: string, wanted: number): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const status = await statusOf(server, path);
    if (status === wanted) return status;
    await sleep(50);
  }
  return 0;
}
