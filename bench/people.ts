import { type KeyObject } from 'node:crypto';
import type { DemoCardReader, DemoPerson, StaffMember } from '../cities/types.ts';
import { openContext } from '../src/cli/context.ts';
import type { House } from '../src/house.ts';
import { performAs } from '../src/kernel/http/perform.ts';
import { done, must } from '../src/kernel/outcome.ts';
import { words } from '../src/kernel/text.ts';
import { findStandInKey } from '../src/modules/identity/stand-in/reader-keys.ts';
import { seedRegisters } from '../src/modules/registers/seed.ts';
import { citizenNumberCheck } from '../src/standards/citizen-number.ts';
import type { Caller } from './client.ts';

export interface Citizen {
  readonly caller: Caller;
  readonly number: string;
  readonly name: string;
}

/** A clerk at a window of the hall with the card reader that stands there. */
export interface Window {
  readonly clerk: Caller;
  readonly reader: string;
  readonly key: KeyObject;
}

/** Everybody of the bench, signed in. */
export interface Cast {
  readonly citizens: readonly Citizen[];
  readonly registrationClerks: readonly Caller[];
  readonly windows: readonly Window[];
  readonly foodApprovers: readonly Caller[];
}

export interface CastSize {
  readonly citizens: number;
  readonly registrationClerks: number;
  readonly windows: number;
  readonly foodApprovers: number;
}

/**
 * Invents people in the reserved demo range and signs them in beforehand, through the rooms' own functions in a second
 * process over the server's database, as the command line does. Staff have their own accounts, because an account may
 * have three sessions only; each window has its own reader, because a reader answers one clerk at a time.
 */
export async function signInEverybody(dataFolder: string, size: CastSize): Promise<Cast> {
  const context = await openContext({ ONEVISIT_DATA: dataFolder });
  try {
    const house = await context.house();
    const number = numbersFrom();
    const citizens = Array.from({ length: size.citizens }, (_, index) => personWith(number(), index));
    const registrationClerks = Array.from({ length: size.registrationClerks }, (_, index) => staffAt(number(), `bench-registration-${index}`, 'industry-commerce', 'clerk', 'W04'));
    const windows = Array.from({ length: size.windows }, (_, index) => staffAt(number(), `bench-window-${index}`, 'city-hall', 'clerk', `B${index}`));
    const approvers = Array.from({ length: size.foodApprovers }, (_, index) => staffAt(number(), `bench-approver-${index}`, 'food-drug', 'approver', null));
    const staff = [...registrationClerks, ...windows, ...approvers];
    const readers = windows.map((member): DemoCardReader => readerAt(member.posts[0]?.window ?? ''));
    const people = [...citizens, ...staff.map((member, index) => personWith(member.person, size.citizens + index))];
    await seed(house, { people, staff, readers }, dataFolder);
    return {
      citizens: await inOrder(citizens, async ({ number: citizen, name }) => ({ caller: await sessionOf(house, 'citizen', citizen), number: citizen, name })),
      registrationClerks: await inOrder(registrationClerks, ({ person }) => sessionOf(house, 'clerk', person)),
      windows: await inOrder(windows, async ({ person, posts }) => {
        const { id } = readerAt(posts[0]?.window ?? '');
        const key = findStandInKey(dataFolder, id);
        if (!key) throw new Error(`no key of the reader ${id}`);
        return { clerk: await sessionOf(house, 'clerk', person), reader: id, key };
      }),
      foodApprovers: await inOrder(approvers, ({ person }) => sessionOf(house, 'approver', person)),
    };
  } finally {
    await context.close();
  }
}

async function seed(house: House, demo: { people: DemoPerson[]; staff: StaffMember[]; readers: DemoCardReader[] }, dataFolder: string): Promise<void> {
  await performAs(house.database, house.clock, 'bench.load-people', { role: 'public' }, async (deed) => {
    await seedRegisters(deed, house.city, demo.people, []);
    return done(undefined);
  });
  await house.rooms.identity.seedDemo({ ...demo, entities: [] }, dataFolder);
}

async function sessionOf(house: House, role: 'citizen' | 'clerk' | 'approver', number: string): Promise<Caller> {
  const { token } = must(await house.rooms.identity.demoSession({ role, number }));
  return { cookie: `onevisit=${token}`, csrf: house.csrfOf(token) };
}

/** The pattern of cities/changsha/demo/reserved.json, in a district and years that nobody of the demo has. */
function numbersFrom(): () => string {
  let made = 0;
  return () => {
    const at = made;
    made += 1;
    const born = new Date(Date.UTC(1971, 0, 1 + Math.floor(at / 100)));
    const payload = `430112${born.toISOString().slice(0, 10).replaceAll('-', '')}9${String(at % 100).padStart(2, '0')}`;
    return `${payload}${citizenNumberCheck(payload)}`;
  };
}

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨';
const givenNames = '安宁平和清明永康文武春夏秋冬东南';

function personWith(number: string, index: number): DemoPerson {
  const home = '长沙市望城区高塘岭街道演示社区1号';
  return {
    number,
    name: `${surnames[index % 16]}${givenNames[(index >> 4) % 16]}${givenNames[index % 16]}`,
    sex: Number(number[16]) % 2 === 1 ? '1' : '2',
    birthDate: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
    nationality: '01',
    householdAddress: home,
    householdRegion: '430112000000',
    residenceAddress: home,
    residenceRegion: '430112000000',
    phone: `1390000${String(1000 + index)}`,
    maritalStatus: '10',
    alive: true,
    story: words('压力测试人员', 'made for the bench'),
  };
}

function staffAt(person: string, post: string, office: string, role: 'clerk' | 'approver', window: string | null): StaffMember {
  return {
    person,
    state: 'active',
    posts: [{ id: post, office, role, region: '430100000000', items: '*', window, from: '2018-06-01', to: null }],
    story: words('压力测试人员', 'made for the bench'),
  };
}

function readerAt(window: string): DemoCardReader {
  const id = `bench-reader-${window.toLowerCase()}`;
  return { id, serial: id.toUpperCase(), model: words('压力测试读卡器（替身程序）', 'Reader of the bench (stand-in program)'), standIn: true, office: 'city-hall', window, registeredOn: '2018-06-01' };
}

async function inOrder<In, Out>(all: readonly In[], work: (one: In) => Promise<Out>): Promise<Out[]> {
  const answers: Out[] = [];
  for (const one of all) answers.push(await work(one));
  return answers;
}
