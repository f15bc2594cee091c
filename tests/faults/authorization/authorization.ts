import type { Role } from '../../../src/kernel/asker.ts';
import type { Route } from '../../../src/kernel/route.ts';
import expected from '../../house/authorization.json' with { type: 'json' };
import { type Chance, chanceOf } from '../chance.ts';
import { formScreens, type FuzzDoor, fuzzDoors } from '../fuzz/doors.ts';
import { newGenerator } from '../fuzz/generate.ts';
import { newKnown } from '../fuzz/known.ts';
import { requestFor, type Maker } from '../fuzz/request.ts';
import { furnish, type Furnished } from '../house/furnish.ts';
import type { Member } from '../house/members.ts';
import { openWholeHouse, type WholeHouse } from '../house/whole-house.ts';
import { Failures, type Findings } from '../report.ts';
import type { Trial } from '../run.ts';
import { type KnownObject, knownObjects, memberOf, type Persona, personas } from './objects.ts';

type Table = Readonly<Record<string, { readonly [R in Role]?: readonly string[] }>>;

interface Knock {
  readonly door: FuzzDoor;
  readonly persona: Persona | 'public';
  readonly member: Member | null;
  readonly object: KnownObject | null;
  readonly opens: boolean;
}

/**
 * T10: everybody knocks at every door of every declaration, for each real object that it may be about. Whether it opens
 * is read from the table that people review and from how each stands to the object, never from the declaration.
 */
export async function authorization({ seed, newDatabase }: Trial): Promise<Findings> {
  const database = await newDatabase();
  const whole = await openWholeHouse(database.config, { demo: true });
  const failures = new Failures();
  try {
    const crew = await furnish(whole, seed);
    const objects = await knownObjects(whole, crew);
    const { routes } = whole.house;
    judgeTable(routes, failures);
    const known = newKnown();
    for (const { member, answer } of crew.answers) known.learn(member.account, answer);
    const maker: Maker = { generator: newGenerator(seed, true), known, screens: formScreens(whole.house) };
    const entered = stopAtTheHandler(routes);
    const chance = chanceOf(seed);
    let [opened, closed, objectsTried] = [0, 0, 0];
    for (const knock of knocks(whole, crew, objects, failures)) {
      const seen = await knockAt(whole, maker, knock, entered, chance);
      if (knock.object !== null) objectsTried += 1;
      if (seen === 'entered') opened += 1;
      else closed += 1;
      judge(knock, seen, failures);
    }
    return { figures: { routes: routes.length, checks: opened + closed, opened, closed, aboutObjects: objectsTried, personas: personas.length + 1, objects: objects.length, differences: failures.count }, failures: failures.list };
  } finally {
    await whole.close();
    await database.drop();
  }
}

/** A route that the table does not know, and a row of the table without a route. */
function judgeTable(routes: readonly Route[], failures: Failures): void {
  const table = expected as Table;
  for (const { name } of routes) if (!table[name]) failures.add('a route is missing from the table', name);
  const names = new Set(routes.map((route) => route.name));
  for (const name of Object.keys(table)) if (!names.has(name)) failures.add('the table names a route that is gone', name);
}

/** Who got in is seen at the handler itself; it does nothing, so that no knock changes what the next one finds. */
function stopAtTheHandler(routes: readonly Route[]): { last: string | null } {
  const entered: { last: string | null } = { last: null };
  for (const route of routes) {
    (route as { run: Route['run'] }).run = () => {
      entered.last = route.name;
      throw new Error('stopped at the handler');
    };
  }
  return entered;
}

function* knocks(whole: WholeHouse, crew: Furnished, objects: readonly KnownObject[], failures: Failures): Generator<Knock> {
  const table = expected as Table;
  for (const door of fuzzDoors(whole.house.routes)) {
    // A form is the same declaration behind the same checks; its own are tried in the rooms.
    if (door.kind === 'form') continue;
    const named = namesIn(door);
    const about = door.route.relation === 'collection' ? [null] : objects.filter((object) => named.has(Object.keys(object.ids)[0] ?? ''));
    if (about.length === 0) failures.add('a route is about an object that this table does not know', { name: door.route.name, named: [...named] });
    for (const object of about) {
      for (const persona of ['public', ...personas] as const) {
        const member = persona === 'public' ? null : memberOf(crew, persona);
        const cells = table[door.route.name]?.[member?.role ?? 'public'] ?? [];
        const relation = object === null ? 'collection' : persona === 'public' ? 'none' : (object.relations[persona] ?? 'none');
        yield { door, persona, member, object, opens: cells.includes(relation) };
      }
    }
  }
}

/** Names of what the route may be about, in its address and in its body. */
function namesIn({ params, body }: FuzzDoor): ReadonlySet<string> {
  const inAddress = Object.keys(params.properties ?? {});
  return new Set(inAddress.length > 0 ? inAddress : Object.keys(body.properties ?? {}));
}

const triesForValidInput = 60;

async function knockAt(whole: WholeHouse, maker: Maker, { door, member, object }: Knock, entered: { last: string | null }, chance: Chance): Promise<'entered' | number> {
  let status = 0;
  for (let tries = 0; tries < triesForValidInput; tries += 1) {
    entered.last = null;
    const answer = await whole.app.inject(requestFor(maker, door, member, object?.ids ?? {}, chance) as never);
    if (entered.last === door.route.name) return 'entered';
    status = answer.statusCode;
    // Wrong input says nothing about the door: another one is made. An address without an object is wrong input too.
    if (status !== 400 && status !== 422 && !(status === 404 && object === null)) return status;
  }
  return status;
}

const closedAnswers = new Set([303, 401, 403, 404]);

function judge({ door, persona, object, opens }: Knock, seen: 'entered' | number, failures: Failures): void {
  const about = { route: door.route.name, door: door.kind, persona, object: object?.name ?? 'no object', seen };
  if (opens && seen !== 'entered') failures.add('a door is closed that the table opens', about);
  if (!opens && seen === 'entered') failures.add('a door is open that the table closes', about);
  if (!opens && seen !== 'entered' && !closedAnswers.has(seen)) failures.add('a closed door gives a strange answer', about);
}
