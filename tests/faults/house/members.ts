import type { DemoPerson } from '../../../cities/types.ts';
import type { AccountId, OfficeId, PersonId, PostId, RealNameLevel, StaffAsker } from '../../../src/kernel/asker.ts';
import { newId } from '../../../src/kernel/clock.ts';
import { day } from '../../../src/kernel/day.ts';
import { performAs } from '../../../src/kernel/http/perform.ts';
import { done } from '../../../src/kernel/outcome.ts';
import type { House } from '../../../src/house.ts';
import { insertAccount } from '../../../src/modules/identity/sql/accounts.ts';
import { findPersonByNumber, insertPerson } from '../../../src/modules/identity/sql/people.ts';
import { insertPost } from '../../../src/modules/identity/sql/posts.ts';
import { openSession } from '../../../src/modules/identity/use-cases/open-session.ts';
import { seedRegisters } from '../../../src/modules/registers/seed.ts';
import { type CitizenNumber, citizenNumberCheck } from '../../../src/standards/citizen-number.ts';

/** Somebody with a session: what a request needs to be theirs. */
export interface Member {
  readonly role: 'citizen' | StaffAsker['role'];
  readonly name: string;
  readonly number: string;
  readonly phone: string;
  readonly person: PersonId;
  readonly account: AccountId;
  /** the slug of the office; null for citizens */
  readonly office: string | null;
  readonly post: PostId | null;
  readonly token: string;
  readonly csrf: string;
}

export interface CitizenWish {
  readonly name: string;
  readonly serial: number;
  readonly level?: RealNameLevel;
  readonly address?: string;
}

export interface StaffWish extends CitizenWish {
  readonly role: StaffAsker['role'];
  readonly office: string;
  readonly region?: string;
  readonly window?: string | null;
}

/**
 * Numbers of the range that the demo data reserve (area of Furong, serials 900-999), made here so that none stands in a file.
 * @param serial 0 … 99,999: the last two digits choose the serial, the rest the day of birth
 */
export function reservedNumber(serial: number): CitizenNumber {
  const born = new Date(Date.UTC(1970, 0, 1 + Math.floor(serial / 100)));
  const payload = `430102${born.toISOString().slice(0, 10).replaceAll('-', '')}9${String(serial % 100).padStart(2, '0')}`;
  return `${payload}${citizenNumberCheck(payload)}` as CitizenNumber;
}

/** A citizen in population register and identity, signed in. Real rows by the rooms' own functions; only the password is left out. */
export async function makeCitizen(house: House, wish: CitizenWish): Promise<Member> {
  await register(house, wish);
  const { person, account } = await enter(house, wish, 'citizen');
  return open(house, { role: 'citizen', name: wish.name, number: reservedNumber(wish.serial), phone: phoneOf(wish), person, account, office: null, post: null });
}

export async function makeStaff(house: House, wish: StaffWish): Promise<Member> {
  const { person, account } = await enter(house, wish, 'staff');
  const { clock, database, city, rooms } = house;
  const office = rooms.identity.ground.place.tree.findBySlug(wish.office);
  if (!office) throw new Error(`there is no office ${wish.office}`);
  const post = newId<'Post'>(clock.now());
  const row = { id: post, person, office: office.id as OfficeId, role: wish.role, items: '*' as const, region: wish.region ?? office.region, window: wish.window ?? null, from: day('2018-06-01'), to: null, deputyOf: null };
  await database.transact((tx) => insertPost(tx, { ...row, instance: city.data.instance, grantedBy: null, now: clock.now() }));
  return open(house, { role: wish.role, name: wish.name, number: reservedNumber(wish.serial), phone: phoneOf(wish), person, account, office: wish.office, post });
}

/** Another session of the same member: after one was ended on purpose, or for a second browser. */
export async function open(house: House, member: Omit<Member, 'token' | 'csrf'>): Promise<Member> {
  const { identity } = house.rooms;
  const opened = await performAs(house.database, house.clock, 'test.open-session', { role: 'public' }, async (deed) => {
    const session = await openSession(identity.ground, deed, { account: member.account, kind: member.role === 'citizen' ? 'citizen' : 'staff', post: member.post });
    if (session === null) throw new Error(`${member.name} cannot sign in`);
    return done(session);
  });
  if (!opened.ok) throw new Error('a session was refused');
  return { ...member, token: opened.value.token, csrf: house.csrfOf(opened.value.token) };
}

function phoneOf({ serial }: CitizenWish): string {
  return `1390000${String(serial % 10_000).padStart(4, '0')}`;
}

async function register(house: House, wish: CitizenWish): Promise<void> {
  const number = reservedNumber(wish.serial);
  const address = wish.address ?? `长沙市芙蓉区文艺路街道乔庄社区${wish.serial}号`;
  const person: DemoPerson = {
    number,
    name: wish.name,
    sex: Number(number.charAt(16)) % 2 === 1 ? '1' : '2',
    birthDate: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
    nationality: '01',
    householdAddress: address,
    householdRegion: '430102000000',
    residenceAddress: address,
    residenceRegion: '430102000000',
    phone: phoneOf(wish),
    maritalStatus: '10',
    alive: true,
    story: { zh: '故障测试' },
  };
  await performAs(house.database, house.clock, 'test.register', { role: 'public' }, async (deed) => {
    await seedRegisters(deed, house.city, [person], []);
    return done(null);
  });
}

async function enter(house: House, wish: CitizenWish, kind: 'citizen' | 'staff'): Promise<{ person: PersonId; account: AccountId }> {
  const { clock, cells, database, rooms } = house;
  const { place } = rooms.identity.ground;
  const now = clock.now();
  const number = reservedNumber(wish.serial);
  return database.transact(async (tx) => {
    const made = newId<'Person'>(now);
    const row = { id: made, instance: place.instance, office: place.office, region: place.region, name: wish.name, citizenNumber: number, phone: phoneOf(wish), realNameLevel: wish.level ?? 'L3', now };
    const person = (await insertPerson(tx, cells, row)) ? made : await findPersonByNumber(tx, cells, number);
    if (person === null) throw new Error('a person that was in the way is gone');
    const account = newId<'Account'>(now);
    if (!(await insertAccount(tx, { id: account, person, kind, password: null, now }))) throw new Error(`serial ${wish.serial} is taken`);
    return { person, account };
  });
}
