import pg from 'pg';
import { chanceOf } from '../chance.ts';
import { formScreens, type FuzzDoor, fuzzDoors } from '../fuzz/doors.ts';
import { newGenerator } from '../fuzz/generate.ts';
import { newKnown } from '../fuzz/known.ts';
import { type Maker, requestFor } from '../fuzz/request.ts';
import { accept, type Act, apply, shopName } from '../house/deeds.ts';
import { askInside, doorsOf } from '../house/doors.ts';
import { furnish, type Furnished } from '../house/furnish.ts';
import { type Member, open } from '../house/members.ts';
import { openWholeHouse, type WholeHouse } from '../house/whole-house.ts';
import { Failures, type Findings } from '../report.ts';
import type { Trial } from '../run.ts';
import { searchDump, swapCells } from './at-rest.ts';
import { canariesOf, type Canary, canaryMarks, publicByDesign, strangersOf } from './canaries.ts';

/**
 * T11: two neighbours with words that nobody else would write. Strangers open every door with the ids of the first, search
 * for the words, sort and turn pages; then answers, log, metrics and a copy of the database are searched for them.
 */
export async function leaks({ seed, newDatabase }: Trial): Promise<Findings> {
  const database = await newDatabase();
  const whole = await openWholeHouse(database.config);
  const failures = new Failures();
  const client = new pg.Client(database.config);
  await client.connect();
  try {
    const crew = await furnish(whole, seed, canaryMarks);
    const [owner, neighbour] = crew.neighbours;
    const canaries = canariesOf(owner, canaryMarks[0]);
    const own = await judgeOwner(whole, owner, canaries, failures);
    const searched = await searchAnswers(whole, crew, canaries, seed, failures);
    await provokeFaults(whole, crew, client, failures);
    const all = [...canaries, ...canariesOf(neighbour, canaryMarks[1])];
    judgeText('the log', whole.logged.join('\n'), all, failures);
    judgeText('the metrics', (await whole.app.inject({ method: 'GET', url: '/metrics' })).body, all, failures);
    const rest = await searchDump(client, all, failures);
    const swapped = await swapCells(client, whole.house.cells, failures);
    return { figures: { canaries: all.length, seenByTheOwner: own, ...searched, logLines: whole.logged.length, atRest: rest, ...swapped, hits: failures.count }, failures: failures.list };
  } finally {
    await client.end();
    await whole.close();
    await database.drop();
  }
}

/** A canary that its owner cannot see either proves nothing. */
async function judgeOwner({ app, house }: WholeHouse, owner: Member, canaries: readonly Canary[], failures: Failures): Promise<readonly string[]> {
  const seen = new Set<string>();
  for (const route of house.routes) {
    if (route.method !== 'GET' || route.path === null || route.path.includes(':') || !route.who.citizen) continue;
    const answer = await app.inject({ method: 'GET', url: route.path, headers: { cookie: `onevisit=${owner.token}` } });
    for (const { what, text } of canaries) if (answer.body.includes(text)) seen.add(what);
  }
  if (!seen.has('name') || !seen.has('shop')) failures.add('the owner does not see the canaries', [...seen]);
  return [...seen];
}

async function searchAnswers(whole: WholeHouse, crew: Furnished, canaries: readonly Canary[], seed: number, failures: Failures): Promise<{ requests: number; opened: number }> {
  const chance = chanceOf(seed);
  const maker = makerFor(whole, crew, seed);
  let [requests, opened] = [0, 0];
  for (const wanted of strangersOf(crew)) {
    let stranger = wanted;
    for (const door of fuzzDoors(whole.house.routes)) {
      if (door.kind === 'form') continue;
      for (const ids of [...idsFor(door, crew), ...searchesFor(door, canaries)]) {
        const request = requestFor(maker, door, stranger, ids, chance);
        const answer = await whole.app.inject(request as never);
        requests += 1;
        if (answer.statusCode === 200) opened += 1;
        // Some doors end the session of who opens them; without a new one the rest would all be closed.
        if (stranger !== null && /sign-out|session|post|proof|prove|suspen/.test(door.route.name)) stranger = await again(whole, stranger);
        judgeAnswer(door, stranger, answer.body, `${request.url} ${String(request.payload ?? '')}`, canaries, failures);
      }
    }
  }
  return { requests, opened };
}

async function again({ house }: WholeHouse, member: Member): Promise<Member> {
  await house.database.pool.query("update identity.account set state = 'active', suspended_at = null, suspended_by = null where id = $1 and state <> 'active'", [member.account]);
  if (member.post !== null) await house.database.pool.query('update identity.post set ended_at = null, ended_by = null where id = $1', [member.post]);
  return open(house, member);
}

const failingTables = ['cases.case_record', 'cases.history', 'kernel.audit_event', 'identity.organisation', 'licences.licence', 'registers.entity', 'channels.notice'];

/**
 * A log that was never written to leaks nothing. Each table in turn refuses every row, and PostgreSQL tells the whole row in its
 * error: none of it may reach the log, the answer or what the outbox remembers of a failed try.
 */
async function provokeFaults(whole: WholeHouse, crew: Furnished, client: pg.Client, failures: Failures): Promise<void> {
  const [owner] = crew.neighbours;
  const { house } = whole;
  const ask = askInside(whole.app, doorsOf(house.routes));
  for (const [at, table] of failingTables.entries()) {
    await client.query(`alter table ${table} add constraint planted_fault check (false) not valid`);
    const act: Act = async (name, asked) => {
      const answer = await ask(name, { ...asked, key: crypto.randomUUID() });
      if (answer.status !== 200) throw new Error(String(answer.status));
      return answer.body as Record<string, unknown>;
    };
    await apply(act, owner, { name: `芙蓉区${canaryMarks[0].shop}${shopName(9, at).slice(3)}`, byPerson: false })
      .then((applied) => accept(act, crew.clerk, applied))
      .catch(() => {});
    await house.rooms.licences.ground.signer.settled();
    await house.relay.drain();
    await client.query(`alter table ${table} drop constraint planted_fault`);
  }
  if (whole.logged.length < failingTables.length) failures.add('the faults did not reach the log', whole.logged.length);
}

function makerFor(whole: WholeHouse, crew: Furnished, seed: number): Maker {
  const known = newKnown();
  const [owner] = crew.neighbours;
  for (const { member, answer } of crew.answers) if (member === owner) known.learn(member.account, answer);
  return { generator: newGenerator(seed, true), known, screens: formScreens(whole.house) };
}

/** Each object of the first neighbour, by every name that a declaration may give it. */
function idsOf(crew: Furnished): readonly Readonly<Record<string, string>>[] {
  const [owner] = crew.neighbours;
  const food = crew.food.get(owner);
  const cases = Object.values(crew.cases.get(owner) ?? {}).map((id) => ({ case: id, after: id }));
  return [...cases, { case: food?.case ?? '', row: food?.row ?? '' }, { licence: crew.licences.get(owner) ?? '', after: crew.licences.get(owner) ?? '' }, { copy: crew.copies.get(owner) ?? '' }, { person: owner.person, account: owner.account, subject: owner.person }];
}

/** Those objects that the door can be about; a list that takes nothing is asked once. */
function idsFor({ params, query, body }: FuzzDoor, crew: Furnished): readonly Readonly<Record<string, string>>[] {
  const names = new Set([params, query, body].flatMap((schema) => Object.keys(schema.properties ?? {})));
  const about = idsOf(crew).filter((ids) => Object.keys(ids).some((name) => names.has(name)));
  return about.length > 0 ? about : [{}];
}

/** Lists are asked for the very words. */
function searchesFor({ query, kind }: FuzzDoor, canaries: readonly Canary[]): readonly Readonly<Record<string, string>>[] {
  const names = Object.entries(query.properties ?? {}).filter(([, schema]) => schema.enum === undefined && schema.format === undefined).map(([name]) => name);
  if (kind === 'form' || names.length === 0) return [];
  return canaries.map(({ text }) => Object.fromEntries(names.map((name) => [name, text])));
}

function judgeAnswer(door: FuzzDoor, stranger: Member | null, body: string, asked: string, canaries: readonly Canary[], failures: Failures): void {
  const allowed = publicByDesign[door.route.name] ?? [];
  for (const { what, text } of canaries) {
    // What the stranger wrote himself tells him nothing.
    if (!body.includes(text) || allowed.includes(what) || decodeURIComponent(asked).includes(text)) continue;
    const at = body.indexOf(text);
    failures.add('a stranger sees what belongs to somebody else', { route: door.route.name, door: door.kind, as: stranger?.role ?? 'public', office: stranger?.office ?? null, what, asked: asked.slice(0, 300), around: body.slice(Math.max(0, at - 120), at + 60) }, `${door.route.name} ${what}`);
  }
}

function judgeText(where: string, text: string, canaries: readonly Canary[], failures: Failures): void {
  for (const { what, text: canary } of canaries) {
    if (what === 'shop') continue;
    const at = text.indexOf(canary);
    if (at >= 0) failures.add(`${where} names somebody`, { what, around: text.slice(Math.max(0, at - 200), at + 80) });
  }
}

