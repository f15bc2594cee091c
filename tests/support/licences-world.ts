import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import type { LicenceTypeData } from '../../cities/types.ts';
import { testCells } from './cells.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import type { AccountId, Asker, OfficeId, PersonId, PostId, SessionId, StaffAsker } from '../../src/kernel/asker.ts';
import { newId, standingClock } from '../../src/kernel/clock.ts';
import { day } from '../../src/kernel/day.ts';
import { type Database, openDatabase } from '../../src/kernel/db.ts';
import type { Deed } from '../../src/kernel/deed.ts';
import { openFiles } from '../../src/kernel/files.ts';
import { performAs } from '../../src/kernel/http/perform.ts';
import { openKeyFolder } from '../../src/kernel/keys/file-provider.ts';
import type { Suite } from '../../src/kernel/keys/provider.ts';
import { openLog } from '../../src/kernel/log.ts';
import { must, type Outcome, type Refusal } from '../../src/kernel/outcome.ts';
import { startIntegrator } from '../../src/kernel/tlog/integrator.ts';
import type { Identity, Office, Organisation, OrganisationId, OrganisationRelation, Person } from '../../src/modules/identity/contract.ts';
import type { Holder, LicenceId } from '../../src/modules/licences/contract.ts';
import { licencesRoom, type LicencesRoom } from '../../src/modules/licences/module.ts';

const types = (JSON.parse(readFileSync(new URL('../../cities/changsha/licence-types.json', import.meta.url), 'utf8')) as { licenceTypes: LicenceTypeData[] }).licenceTypes;

export const foodType = '11430100MX00028074001';
export const teacherType = '11430100MX00002037001';

export interface World {
  readonly database: Database;
  readonly config: PoolConfig;
  readonly room: LicencesRoom;
  readonly clock: ReturnType<typeof standingClock>;
  readonly person: PersonId;
  readonly stranger: PersonId;
  readonly organisation: OrganisationId;
  readonly office: OfficeId;
  readonly clerk: StaffAsker;
  /** ties of persons to organisations as identity would tell them; tests change it */
  readonly relations: OrganisationRelation[];
  act<T, R extends Refusal>(work: (deed: Deed) => Promise<Outcome<T, R>>, asker?: Asker): Promise<Outcome<T, R>>;
  citizen(person: PersonId): Asker;
  /** a food business licence of the organisation, prepared in a deed of its own */
  prepare(caseId?: string, holder?: Holder): Promise<Outcome<LicenceId, Refusal>>;
  /** all that was prepared is signed and stands in the log */
  settle(): Promise<void>;
  /** the same room in another process: same database and keys, an empty memory */
  restarted(): LicencesRoom;
  close(): Promise<void>;
}

/** One office, one citizen who operates one organisation, one stranger, and a room over a real database with real keys. */
export async function openWorld(suite: Suite = 'sm'): Promise<World> {
  const made: TestDatabase = await testDatabase();
  const database = openDatabase(made.config);
  const folder = mkdtempSync(join(tmpdir(), 'onevisit-licences-'));
  const keys = must(openKeyFolder({ folder: join(folder), passphrase: null, mode: 'demo', suite, now: () => new Date(Date.now() - 60_000) }));
  const cells = testCells();
  const clock = standingClock('Asia/Shanghai', new Date('2026-05-06T02:00:00Z'));
  const people = peopleOf();
  const relations: OrganisationRelation[] = [{ organisation: people.organisation, person: people.person.id, role: 'operator', from: day('2026-05-01'), to: null }];
  const needs = {
    database,
    clock,
    cells,
    keys,
    files: openFiles(cells),
    identity: identityOf(people, relations),
    log: openLog('silent'),
    city: { instance: 'changsha', zone: 'Asia/Shanghai' },
    licenceTypes: types,
    publicAddress: () => 'http://localhost:3000',
    dataFolder: folder,
  };
  const room = licencesRoom(needs);
  const faults: unknown[] = [];
  // Rounds are asked for: the loop's own come too seldom to matter here.
  const integrator = startIntegrator({ instance: 'changsha', keys, now: () => new Date(), pool: database.pool, intervalMilliseconds: 600_000, onFault: (error) => faults.push(error) });
  const act: World['act'] = (work, asker = { role: 'public' }) => performAs(database, clock, 'test', asker, work);
  return {
    database,
    config: made.config,
    room,
    clock,
    person: people.person.id,
    stranger: people.stranger.id,
    organisation: people.organisation.id,
    office: people.office.id,
    clerk: clerkOf(people.office.id),
    relations,
    act,
    citizen: (person) => ({ role: 'citizen', account: newId<'Account'>() as AccountId, person, session: newId<'Session'>() as SessionId, realNameLevel: 'L2' }),
    prepare: (caseId = newId(), holder = { kind: 'organisation', organisation: people.organisation.id }) =>
      act((deed) => room.contract.prepare(deed, { type: foodType, holder, case: caseId, caseNumber: 'C-1', item: 'food-business-licence', issuer: people.office.id, face: foodFace, validFrom: deed.today })),
    settle: async () => {
      await room.ground.signer.settled();
      await integrator.round();
    },
    restarted: () => licencesRoom(needs),
    close: async () => {
      await room.ground.signer.settled();
      await room.ground.painter.stop();
      await integrator.stop();
      await database.close();
      if (faults.length > 0) throw faults[0];
      await made.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const foodFace = {
  operatorName: '芙蓉区周记米粉店',
  creditCode: '92430102MA4L0B02XL',
  legalRepresentative: '周建国',
  domicile: '长沙市芙蓉区文艺路街道文艺新村社区8号101',
  premisesAddress: '长沙市芙蓉区文艺路街道文艺新村社区8号101',
  mainBusiness: '餐饮服务经营者',
  businessItems: '热食类食品制售；冷食类食品制售',
};

function peopleOf() {
  const personOf = (citizenNumber: string, name: string): Person => ({ id: newId<'Person'>(), name, citizenNumber: citizenNumber as Person['citizenNumber'], phone: null, realNameLevel: 'L2' });
  const office: Office = {
    id: newId<'Office'>(),
    slug: 'food-drug',
    kind: 'department',
    name: { zh: '长沙市食品药品监督管理局' },
    region: '430100000000',
    creditCode: '11430100MX00028074' as Office['creditCode'],
    phone: '0731-00028074',
    parent: null,
  };
  const organisation: Organisation = { id: newId<'Organisation'>(), creditCode: '92430102MA4L0B02XL' as Organisation['creditCode'], name: '芙蓉区周记米粉店', kind: 'individual-business' };
  return { person: personOf('430102198001010011', '周建国'), stranger: personOf('430103199006150022', '李湘云'), office, organisation };
}

type People = ReturnType<typeof peopleOf>;

/** As much of identity as this room asks; what it never asks is not there and would throw. */
function identityOf({ person, stranger, office, organisation }: People, relations: readonly OrganisationRelation[]): Identity {
  const persons = new Map([person, stranger].map((one) => [one.id, one]));
  const known: Partial<Identity> = {
    person: async (_reader, id) => {
      const found = persons.get(id);
      if (!found) throw new Error(`no person ${id}`);
      return found;
    },
    office: async () => office,
    findOfficeBySlug: async () => office,
    organisation: async () => organisation,
    relationsOf: async (_reader, id, today) => relations.filter((one) => one.person === id && one.from <= today && (one.to === null || one.to >= today)),
    reaches: (asker, of) => (asker.role !== 'public' && asker.role !== 'citizen' && asker.office === of ? 'office' : 'none'),
    useReading: async (_deed, id, caseId) =>
      ({ ok: true, value: { id, person: person.id, citizenNumber: person.citizenNumber, name: person.name, reader: 'r', window: 'W01', clerk: newId(), case: caseId, readAt: new Date() } }) as unknown as Awaited<ReturnType<Identity['useReading']>>,
  };
  return known as Identity;
}

function clerkOf(office: OfficeId): StaffAsker {
  return {
    role: 'clerk',
    account: newId<'Account'>() as AccountId,
    person: newId<'Person'>(),
    session: newId<'Session'>() as SessionId,
    post: newId<'Post'>() as PostId,
    office,
    region: '430100000000',
    items: '*',
    window: 'W01',
    authenticatedAt: new Date(),
  };
}
