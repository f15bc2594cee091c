import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Route } from '../../../src/kernel/route.ts';
import { type Chance, chanceOf } from '../chance.ts';
import { askInside, doorsOf, readJson } from '../house/doors.ts';
import { furnish, type Furnished } from '../house/furnish.ts';
import { type Member, open, reservedNumber } from '../house/members.ts';
import { openWholeHouse, type WholeHouse } from '../house/whole-house.ts';
import { Failures, type Findings } from '../report.ts';
import type { Trial } from '../run.ts';
import { wrongWith } from './check-answer.ts';
import { type FuzzDoor, formScreens, fuzzDoors, type Reached, type Way, watchReached } from './doors.ts';
import { newGenerator } from './generate.ts';
import { newKnown } from './known.ts';
import { preparations } from './preparations.ts';
import { repeatFoundCases } from './found-cases.ts';
import { fuzzRequest, type FuzzRequest, type Maker } from './request.ts';

const atOnce = 8;
/** For a run of this size every handler must have been reached so often. */
const reachedPerRoute = (count: number) => Math.floor(count / 250);

/** T08: every door of every declaration with inputs made from its schemas, half of them changed somewhere. */
export async function fuzz({ count, seed, say, newDatabase }: Trial): Promise<Findings> {
  const database = await newDatabase();
  const whole = await openWholeHouse(database.config, { demo: true });
  const failures = new Failures();
  const watch = watchProcess(failures);
  try {
    const crew = await furnish(whole, seed);
    const reached = watchReached(whole.house.routes);
    const state = newState(whole, crew, seed, failures, reached);
    await learnAround(state);
    await repeatFoundCases(whole, crew, failures);
    const chance = chanceOf(seed);
    const memoryBefore = process.memoryUsage().rss;
    let done = 0;
    const worker = async (own: Chance) => {
      while (done < count) {
        done += 1;
        if (done % 50_000 === 0) say(`T08 ${done} of ${count}, ${failures.count} failures`);
        await tryOne(state, own);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, () => worker(chance.branch())));
    const wanted = reachedPerRoute(count);
    for (const [name, times] of reached.counts) if (times < wanted) failures.add('a handler was hardly reached', { name, times, wanted });
    await state.refresh.settled();
    return {
      figures: {
        inputs: count,
        routes: whole.house.routes.length,
        doors: state.doors.length,
        leastReached: Math.min(...reached.counts.values()),
        memoryGrowthMegabytes: Math.round((process.memoryUsage().rss - memoryBefore) / 1024 ** 2),
        statuses: Object.fromEntries([...state.histogram].map(([name, statuses]) => [name, { reached: reached.counts.get(name) ?? 0, ...Object.fromEntries([...statuses].sort(([one], [other]) => one - other)) }])),
      },
      failures: failures.list,
    };
  } finally {
    watch.stop();
    await whole.close();
    await database.drop();
  }
}

interface State {
  readonly whole: WholeHouse;
  readonly crew: Furnished;
  readonly members: Map<string, Member>;
  readonly doors: readonly FuzzDoor[];
  readonly maker: Maker;
  readonly histogram: Map<string, Map<number, number>>;
  readonly reached: Reached;
  readonly failures: Failures;
  readonly refresh: { again(member: Member): Promise<void>; settled(): Promise<void> };
}

function newState(whole: WholeHouse, crew: Furnished, seed: number, failures: Failures, reached: Reached): State {
  const members = new Map(crew.members.map((member) => [member.account as string, member]));
  return {
    whole,
    crew,
    members,
    doors: fuzzDoors(whole.house.routes),
    maker: { generator: newGenerator(seed), known: newKnown(), screens: formScreens(whole.house) },
    histogram: new Map(),
    reached,
    failures,
    refresh: refresher(whole, members),
  };
}

/** Some inputs end sessions, suspend accounts or end posts; the run needs its people back. */
function refresher({ house }: WholeHouse, members: Map<string, Member>): State['refresh'] {
  const running = new Map<string, Promise<void>>();
  const again = async (member: Member) => {
    // Another input may suspend the account between the two statements.
    for (let tries = 1; members.get(member.account)?.token === member.token; tries += 1) {
      await house.database.pool.query("update identity.account set state = 'active', suspended_at = null, suspended_by = null where id = $1 and state <> 'active'", [member.account]);
      if (member.post !== null) await house.database.pool.query('update identity.post set ended_at = null, ended_by = null, to_day = null where id = $1 and (ended_at is not null or to_day is not null)', [member.post]);
      const opened = await open(house, member).catch((error: unknown) => {
        if (tries >= 20) throw error;
        return null;
      });
      if (opened !== null) members.set(member.account, opened);
    }
  };
  return {
    again: async (member) => {
      const already = running.get(member.account);
      if (already) return already;
      const work = again(member).finally(() => running.delete(member.account));
      running.set(member.account, work);
      return work;
    },
    settled: async () => {
      await Promise.all(running.values());
    },
  };
}

async function tryOne(state: State, chance: Chance): Promise<void> {
  const door = doorFor(state, chance);
  const prepare = preparations[door.route.name];
  if (prepare && chance.happens(0.2)) await prepare({ whole: state.whole, crew: state.crew, known: state.maker.known }, chance);
  const way = wayFor(state, door.route, chance);
  const member = way === null ? memberFor(state, door.route, chance) : (state.members.get(way.account) ?? null);
  const request = fuzzRequest(state.maker, door, member, way?.params ?? null, chance);
  const answer = await state.whole.app.inject(request as never);
  count(state.histogram, door.route.name, answer.statusCode);
  const given = { status: answer.statusCode, headers: answer.headers, text: answer.body };
  const wrong = wrongWith(door.route, door.kind, given);
  if (wrong !== null) state.failures.add(wrong, { route: door.route.name, door: door.kind, as: member?.role ?? 'public', status: given.status, request: shown(request), answer: given.text.slice(0, 500), log: lineOf(state.whole, given.text) });
  if (answer.statusCode === 200 && door.kind === 'api') state.maker.known.learn(member?.account ?? 'public', readJson(answer.body));
  if (answer.statusCode === 401 && member !== null && request.headers.cookie?.includes(member.token)) await state.refresh.again(member);
}

/** Doors that hash a password or draw a document cost a hundred times the others; they come as often as they must. */
const slow = /sign-in$|sign-in-staff|register$|recover$|accept-invitation|prove-again|pdf/;

/** A part of the tries goes to the doors whose handlers were reached least: some want a token or a reading that is seldom met. */
function doorFor({ doors, reached }: State, chance: Chance): FuzzDoor {
  if (chance.happens(0.45)) {
    const tried = Array.from({ length: 24 }, () => chance.pick(doors));
    const weight = ({ route }: FuzzDoor) => (reached.counts.get(route.name) ?? 0) * (slow.test(route.name) ? 1.4 : 1);
    return tried.reduce((least, one) => (weight(one) < weight(least) ? one : least));
  }
  const door = chance.pick(doors);
  return slow.test(door.route.name) && chance.happens(0.7) ? chance.pick(doors) : door;
}

/** Half of the time somebody comes again who got in before, to the same object. */
function wayFor({ reached }: State, route: Route, chance: Chance): Way | null {
  const ways = reached.ways.get(route.name) ?? [];
  return ways.length > 0 && chance.happens(0.5) ? chance.pick(ways) : null;
}

function memberFor(state: State, route: Route, chance: Chance): Member | null {
  const roles = Object.keys(route.who);
  const role = chance.happens(0.92) ? chance.pick(roles) : chance.pick(['public', 'citizen', 'clerk', 'approver', 'auditor', 'admin']);
  const members = [...state.members.values()].filter((member) => member.role === role);
  return members.length === 0 ? null : chance.pick(members);
}

/** What each member may list and open, read once, so that the first inputs meet real ids already. */
async function learnAround(state: State): Promise<void> {
  const { whole, members, maker } = state;
  const ask = askInside(whole.app, doorsOf(whole.house.routes));
  for (const member of members.values()) {
    for (const route of whole.house.routes) {
      if (route.method !== 'GET' || route.path === null || !route.who[member.role] || route.path.includes(':')) continue;
      const answer = await ask(route.name, { as: member });
      if (answer.status === 200) maker.known.learn(member.account, answer.body);
    }
  }
  for (const { member, answer } of state.crew.answers) maker.known.learn(member.account, answer);
  // What no list shows: numbers and phones nobody has yet, and how the invented people of the demo sign in.
  for (let serial = 700; serial < 740; serial += 1) maker.known.learn('anybody', { number: reservedNumber(serial), phone: `1390000${serial}0` });
  maker.known.learn('anybody', JSON.parse(readFileSync(join(whole.folder, 'demo-people.json'), 'utf8')));
}

function count(histogram: Map<string, Map<number, number>>, name: string, status: number): void {
  const statuses = histogram.get(name) ?? new Map<number, number>();
  histogram.set(name, statuses.set(status, (statuses.get(status) ?? 0) + 1));
}

function shown({ method, url, headers, payload }: FuzzRequest) {
  const { cookie: _, ...rest } = headers;
  const body = payload === undefined ? null : Buffer.isBuffer(payload) ? `base64 ${payload.subarray(0, 600).toString('base64')}` : payload.slice(0, 600);
  return { method, url: url.slice(0, 600), headers: rest, body };
}

function lineOf({ logged }: WholeHouse, text: string): string | null {
  const instance = /"instance":"([^"]+)"/.exec(text)?.[1];
  return instance === undefined ? null : (logged.find((line) => line.includes(instance))?.slice(0, 1_500) ?? null);
}

/** What would have ended a server: an error that nobody caught. */
function watchProcess(failures: Failures): { stop(): void } {
  const note = (error: unknown) => failures.add('the process would have ended', { error: error instanceof Error ? error.stack : String(error) });
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
  return {
    stop: () => {
      process.off('uncaughtException', note);
      process.off('unhandledRejection', note);
    },
  };
}
