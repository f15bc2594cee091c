import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type City, type DemoData, loadCity, loadDemo } from '../../src/city.ts';
import { inflate } from '../../src/inflate.ts';
import { joints } from '../../src/joints.ts';
import type { AccountId, Asker, OfficeId, PersonId, PostId, RealNameLevel, StaffAsker } from '../../src/kernel/asker.ts';
import { newId, standingClock } from '../../src/kernel/clock.ts';
import { readConfig } from '../../src/kernel/config.ts';
import { day } from '../../src/kernel/day.ts';
import type { Cells } from '../../src/kernel/cells.ts';
import { type Database, openDatabase } from '../../src/kernel/db.ts';
import type { Deed } from '../../src/kernel/deed.ts';
import { openFiles } from '../../src/kernel/files.ts';
import { performAs } from '../../src/kernel/http/perform.ts';
import { openKeyFolder } from '../../src/kernel/keys/file-provider.ts';
import { openLog } from '../../src/kernel/log.ts';
import { done, must, type Outcome, type Refusal } from '../../src/kernel/outcome.ts';
import type { CaseId } from '../../src/modules/cases/contract.ts';
import type { CaseRecord } from '../../src/modules/cases/domain/case.ts';
import type { CasesNeeds } from '../../src/modules/cases/needs.ts';
import { openCase } from '../../src/modules/cases/use-cases/open-case.ts';
import type { ReadingId } from '../../src/modules/identity/contract.ts';
import { insertAccount } from '../../src/modules/identity/sql/accounts.ts';
import { insertPerson } from '../../src/modules/identity/sql/people.ts';
import { insertPost } from '../../src/modules/identity/sql/posts.ts';
import { insertChallenge, insertReading, registerReader } from '../../src/modules/identity/sql/readers.ts';
import { publishItem } from '../../src/modules/items/use-cases/publish.ts';
import { seedRegisters } from '../../src/modules/registers/seed.ts';
import { buildRooms, type Rooms } from '../../src/rooms.ts';
import type { CitizenNumber } from '../../src/standards/citizen-number.ts';
import { testCells } from './cells.ts';
import { testDatabase } from './database.ts';

export const businessItem = 'individual-business-registration';
export const foodItem = 'food-business-licence';

/**
 * The rooms of the house over a database of their own, with the city's items and registers, its people and posts, and a
 * clock that stands. Deeds are called as the edge would call them; the doors themselves have tests of their own.
 */
export async function openCasesWorld() {
  const made = await testDatabase();
  const database = openDatabase(made.config);
  const folder = mkdtempSync(join(tmpdir(), 'onevisit-cases-'));
  const keys = must(openKeyFolder({ folder: join(folder, 'keys'), passphrase: null, mode: 'demo', suite: 'sm', now: () => new Date(Date.now() - 60_000) }));
  const cells = testCells();
  const clock = standingClock('Asia/Shanghai', new Date('2018-09-27T02:00:00Z'));
  const city = await loadCity('changsha');
  const demo = await loadDemo('changsha');
  const files = openFiles(cells);
  const config = readConfig({}, folder);
  const rooms = buildRooms({ config, city, clock, database, cells, keys, files, log: openLog('silent') });
  const box = { calendar: city.calendar };
  const needs: CasesNeeds = {
    instance: city.data.instance,
    calendar: () => box.calendar,
    cells,
    files,
    keys,
    inflate,
    identity: rooms.identity.contract,
    registers: rooms.registers.contract,
    items: rooms.items.contract,
    licences: rooms.licences.contract,
    channels: rooms.channels.contract,
  };

  /** One deed, a second after the last one, so that what it leaves behind has its order. */
  function act<T, R extends Refusal>(asker: Asker, work: (deed: Deed) => Promise<Outcome<T, R>>): Promise<Outcome<T, R>> {
    clock.set(new Date(clock.now().getTime() + 1_000));
    return performAs(database, clock, 'test', asker, work);
  }

  await database.transact((tx) => rooms.identity.loadOffices(tx));
  must(
    await act({ role: 'public' }, async (deed) => {
      for (const item of city.items) await publishItem(deed, { instance: city.data.instance, region: city.data.region }, item);
      await seedRegisters(deed, city, demo.people, demo.entities);
      return done(undefined);
    }),
  );

  const people = peopleOf({ database, cells, clock, city, demo, rooms });

  /** A deed on a case as a route would do it: the row is locked first. */
  function on<T, R extends Refusal>(asker: Asker, caseId: string, work: (deed: Deed<never>, record: CaseRecord) => Promise<Outcome<T, R>>): Promise<Outcome<T, R>> {
    return act(asker, async (deed) => {
      const record = await openCase(needs, deed, caseId as CaseId, 'write');
      if (!record) throw new Error(`no case ${caseId}`);
      return work(deed as Deed<never>, record);
    });
  }

  /** Messages that rooms send each other are handed over, and every licence that was prepared is signed. */
  async function settle(): Promise<void> {
    const handlers = joints({ identity: rooms.identity.contract, city });
    const { rows } = await database.pool.query<{ topic: string; payload: Record<string, unknown> }>('delete from kernel.outbox returning topic, payload');
    for (const { topic, payload } of rows) {
      await act({ role: 'public' }, async (deed) => {
        await handlers[topic]?.(deed, payload);
        return done(undefined);
      });
    }
    for (let tries = 0; tries < 200; tries += 1) {
      const waiting = await database.pool.query("select 1 from licences.licence where state = 'prepared' limit 1");
      if (waiting.rowCount === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('a licence still waits for its signature');
  }

  return {
    database,
    clock,
    city,
    rooms,
    needs,
    box,
    keys,
    act,
    on,
    ...people,
    settle,
    setDay: (on: string) => clock.set(new Date(`${on}T02:00:00Z`)),
    find: (caseId: string) => database.read((reader) => rooms.cases.contract.find(reader, caseId as CaseId)),
    /** the last notice to a person, by its kind */
    notices: async (to: PersonId): Promise<string[]> => (await database.pool.query<{ kind: string }>('select kind from channels.notice where person = $1 order by created_at, id', [to])).rows.map((row) => row.kind),
    close: async () => {
      await database.close();
      await made.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Place {
  readonly database: Database;
  readonly cells: Cells;
  readonly clock: ReturnType<typeof standingClock>;
  readonly city: City;
  readonly demo: DemoData;
  readonly rooms: Rooms;
}

/** The city's invented people, entered as somebody of theirs is first asked for. */
function peopleOf({ database, cells, clock, city, demo, rooms }: Place) {
  const offices = new Map<string, OfficeId>();
  async function office(slug: string): Promise<OfficeId> {
    const known = offices.get(slug) ?? (await database.read((reader) => rooms.identity.contract.findOfficeBySlug(reader, slug)))?.id;
    if (!known) throw new Error(`no office ${slug}`);
    offices.set(slug, known);
    return known;
  }

  async function person(number: string): Promise<PersonId> {
    const known = await database.read((reader) => rooms.identity.contract.findPersonByNumber(reader, number as CitizenNumber));
    if (known) return known;
    const one = demo.people.find((each) => each.number === number);
    if (!one) throw new Error(`nobody has the number ${number}`);
    const id = newId<'Person'>() as PersonId;
    const home = await office('changsha');
    await database.transact((tx) =>
      insertPerson(tx, cells, { id, instance: 'changsha', office: home, region: city.data.region, name: one.name, citizenNumber: one.number as CitizenNumber, phone: one.phone, realNameLevel: 'L2', now: clock.now() }),
    );
    return id;
  }

  async function citizen(number: string, realNameLevel: RealNameLevel = 'L2') {
    return { role: 'citizen' as const, account: newId() as AccountId, person: await person(number), session: newId() as never, realNameLevel };
  }

  async function staff(number: string, role: 'clerk' | 'approver', slug: string, window: string | null = null): Promise<StaffAsker> {
    const holder = await person(number);
    const account = newId<'Account'>() as AccountId;
    const post = newId<'Post'>() as PostId;
    const place = await office(slug);
    await database.transact(async (tx) => {
      await insertAccount(tx, { id: account, person: holder, kind: 'staff', password: null, now: clock.now() });
      await insertPost(tx, { id: post, person: holder, office: place, role, region: city.data.region, items: '*', window, from: day('2018-06-01'), to: null, deputyOf: null, instance: 'changsha', grantedBy: null, now: clock.now() });
    });
    return { role, account, person: holder, session: newId() as never, post, office: place, region: city.data.region, items: '*', window, authenticatedAt: clock.now() };
  }

  /** A card lay on the reader of the clerk's window: the evidence as identity keeps it. */
  async function cardOf(number: string, clerk: StaffAsker, caseId: string): Promise<string> {
    const holder = await person(number);
    const id = newId<'CardReading'>() as ReadingId;
    const challenge = newId<'ReadingChallenge'>();
    const reader = `reader-${clerk.window}`;
    const now = clock.now();
    await database.transact(async (tx) => {
      await registerReader(tx, { id: reader, office: clerk.office, window: clerk.window ?? '', serial: reader, model: { zh: '测试读卡器' }, publicKey: 'none', standIn: true, state: 'active', instance: 'changsha', region: city.data.region, now });
      await insertChallenge(tx, { id: challenge, reader, nonce: challenge, window: clerk.window ?? '', clerk: clerk.account, case: caseId, openedAt: now, expiresAt: new Date(now.getTime() + 120_000), closedAt: null });
      await insertReading(tx, { id, challenge, reader, window: clerk.window ?? '', clerk: clerk.account, case: caseId, person: holder, readAt: now, usedAt: null, statement: 'test', signature: 'test' });
    });
    return id;
  }

  return { office, person, citizen, staff, cardOf };
}

export type CasesWorld = Awaited<ReturnType<typeof openCasesWorld>>;
