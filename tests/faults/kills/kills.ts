import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type House, openHouse } from '../../../src/house.ts';
import { readConfig } from '../../../src/kernel/config.ts';
import { openKeyFolder } from '../../../src/kernel/keys/file-provider.ts';
import type { KeyProvider } from '../../../src/kernel/keys/provider.ts';
import { openLog } from '../../../src/kernel/log.ts';
import { must } from '../../../src/kernel/outcome.ts';
import { chanceOf } from '../chance.ts';
import { makeCitizen, makeStaff, type Member } from '../house/members.ts';
import { Failures, type Findings } from '../report.ts';
import type { Trial } from '../run.ts';
import { type Client, openClient } from './client.ts';
import { openJournal } from './journal.ts';
import { judge, type Verdict } from './judge.ts';
import { type Crew, startLoad } from './load.ts';
import { newServer, type Server } from './server.ts';

const clients = 16;

/** T01: the database is killed under load, with all its processes; the server notices and starts it again. */
export function killsOfDatabase(trial: Trial): Promise<Findings> {
  return kills(trial, async (server) => {
    if (server.killDatabase() === 0) throw new Error('no process of the database was found');
    return server.untilReady();
  });
}

/** T02: the server is killed under load, with everything that runs in it; the next start adopts the database it left. */
export function killsOfServer(trial: Trial): Promise<Findings> {
  return kills(trial, async (server) => {
    await server.killServer();
    return server.start();
  });
}

async function kills({ count, seed, say, scale }: Trial, kill: (server: Server) => Promise<number>): Promise<Findings> {
  const failures = new Failures();
  const server = await newServer();
  const chance = chanceOf(seed);
  const recoveries: number[] = [];
  const settles: number[] = [];
  let verdict: Verdict = { looked: 0, settledMilliseconds: 0, licences: 0, leaves: 0 };
  try {
    const firstStart = await server.start();
    const keys = keysOf(server);
    const crew = await crewIn(server, keys);
    const journal = openJournal(join(server.folder, '..', 'journal.jsonl'));
    const client = await openClient(server.url, journal);
    const load = startLoad(client.act, crew, seed % 1_000_000, clients, chance.branch());
    for (let round = 1; round <= count; round += 1) {
      load.go();
      await sleep(150 + chance.below(scale === 'long' ? 4_000 : 1_200));
      recoveries.push(await kill(server));
      await load.pause();
      verdict = await inDatabase(server, (database) => judge({ client: database, keys, instance: 'changsha', failures, round }, journal.all()));
      settles.push(verdict.settledMilliseconds);
      if (round % 50 === 0) say(`${round} of ${count} kills, ${client.counts.acknowledged} writes acknowledged, ${failures.count} failures`);
    }
    await load.end();
    verdict = await inDatabase(server, (database) => judge({ client: database, keys, instance: 'changsha', failures, round: count + 1 }, journal.all()));
    await repeatSome(client, crew, journal.all(), chance, failures);
    for (const fault of client.counts.faults.slice(0, 10)) failures.add('something away was answered as our own fault', { ...fault, log: lineOf(server, fault.body) });
    const unexpected = load.refused.filter((line) => !/changed-meanwhile/.test(line));
    for (const line of unexpected.slice(0, 10)) failures.add('a deed was refused that nothing spoke against', line);
    journal.close();
    return { figures: { kills: count, clients, ...countsOf(client), deeds: load.deeds, refused: load.refused.length, lost: lostIn(failures), ...verdict, firstStartMilliseconds: Math.round(firstStart), recoveryMilliseconds: spread(recoveries), settledMilliseconds: spread(settles) }, failures: failures.list };
  } catch (error) {
    say(server.output().slice(-4_000));
    throw error;
  } finally {
    await server.remove();
  }
}

export function keysOf(server: Server): KeyProvider {
  const folder = join(server.folder, 'keys');
  mkdirSync(folder, { recursive: true });
  return must(openKeyFolder({ folder, passphrase: null, mode: 'demo', suite: 'sm', now: () => new Date() }));
}

/** The rooms' own functions beside a running server, which sees what they did at its next request. */
export async function houseBeside<T>(server: Server, keys: KeyProvider, work: (house: House) => Promise<T>): Promise<T> {
  const house = await openHouse({ config: readConfig({ ONEVISIT_DATA: server.folder }, server.folder), connection: server.connection(), keys, log: openLog('silent'), deskFolder: null });
  try {
    return await work(house);
  } finally {
    await house.rooms.licences.ground.painter.stop();
    await house.close();
  }
}

/** Applicants and staff with sessions. */
function crewIn(server: Server, keys: KeyProvider): Promise<Crew> {
  return houseBeside(server, keys, async (house) => {
    const members = async (from: number, number: number, make: (serial: number) => Promise<Member>) => {
      const made: Member[] = [];
      for (let serial = from; serial < from + number; serial += 1) made.push(await make(serial));
      return made;
    };
    const staff = (role: 'clerk' | 'approver') => (serial: number) => makeStaff(house, { name: `工商${serial}`, serial, role, office: 'industry-commerce', window: role === 'clerk' ? 'W04' : null });
    return {
      citizens: await members(1_000, clients, (serial) => makeCitizen(house, { name: `申请人${serial}`, serial })),
      clerks: await members(2_000, 4, staff('clerk')),
      approvers: await members(3_000, 4, staff('approver')),
    };
  });
}

async function inDatabase<T>(server: Server, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(server.connection());
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const repeats = 50;

/** A key sent again, long after, brings the answer of that time word for word. */
async function repeatSome(client: Client, crew: Crew, journal: readonly { name: string; account: string; key: string; case: string | null; answer: string }[], chance: ReturnType<typeof chanceOf>, failures: Failures): Promise<void> {
  const begun = journal.filter((entry) => entry.name === 'cases.begin');
  for (let turn = 0; turn < Math.min(repeats, begun.length); turn += 1) {
    const entry = chance.pick(begun);
    const as = crew.citizens.find((member) => member.account === entry.account);
    if (!as) continue;
    const again = await client.repeat(entry.name, { as, key: entry.key, body: { item: 'individual-business-registration', organisation: null } });
    if (again.status !== 200 || !again.repeated || again.text !== entry.answer) failures.add('a repeated key brought another answer', { entry, again });
  }
}

/** What the server wrote in its log about this answer. */
function lineOf(server: Server, body: string): string | null {
  const instance = /"instance":"([^"]+)"/.exec(body)?.[1];
  return instance === undefined ? null : (server.output().split('\n').find((line) => line.includes(instance))?.slice(0, 1_200) ?? null);
}

function countsOf({ counts }: Client) {
  return { acknowledged: counts.acknowledged, unknown: counts.unknown, unknownButDone: counts.unknownButDone };
}

function lostIn(failures: Failures): number {
  return failures.list.filter((one) => /lost|gone|back in time/.test(one.what)).length;
}

function spread(milliseconds: readonly number[]): { p50: number; p99: number; max: number } {
  const sorted = [...milliseconds].sort((one, other) => one - other);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}
