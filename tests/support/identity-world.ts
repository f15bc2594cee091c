import pg from 'pg';
import offices from '../../cities/changsha/offices.json' with { type: 'json' };
import city from '../../cities/changsha/city.json' with { type: 'json' };
import { testCells } from './cells.ts';
import { testDatabase } from './database.ts';
import type { AccountId, Asker, OfficeId, PersonId, PostId, SignedIn, StaffAsker } from '../../src/kernel/asker.ts';
import { newId, standingClock } from '../../src/kernel/clock.ts';
import { day } from '../../src/kernel/day.ts';
import { openDatabase } from '../../src/kernel/db.ts';
import type { Deed } from '../../src/kernel/deed.ts';
import { performAs } from '../../src/kernel/http/perform.ts';
import { migrate } from '../../src/kernel/migrate.ts';
import { must, type Outcome, type Refusal } from '../../src/kernel/outcome.ts';
import { fromBase32, totpCode, totpStep } from '../../src/modules/identity/domain/totp.ts';
import { officeId } from '../../src/modules/identity/domain/office-tree.ts';
import { identityRoom, migrations } from '../../src/modules/identity/module.ts';
import type { CityOffices } from '../../src/modules/identity/place.ts';
import { findAccountOf } from '../../src/modules/identity/sql/accounts.ts';
import { insertPost } from '../../src/modules/identity/sql/posts.ts';
import { acceptInvitation, showInvitation } from '../../src/modules/identity/use-cases/accept-invitation.ts';
import { inviteStaff } from '../../src/modules/identity/use-cases/invite-staff.ts';
import { registerCitizen } from '../../src/modules/identity/use-cases/register-citizen.ts';
import { requestCode } from '../../src/modules/identity/use-cases/request-code.ts';

export const start = new Date('2018-07-02T01:00:00Z');
export const password = '岳麓山下的红枫叶子';
export const office = (slug: string): OfficeId => officeId('changsha', slug);

/** The room on a database of its own, with a clock that stands and a phone that can be read. */
export async function identityWorld() {
  const test = await testDatabase({ empty: true, migrate: migrateRooms });
  const database = openDatabase(test.config);
  const clock = standingClock('Asia/Shanghai', start);
  const messages: { phone: string; text: string }[] = [];
  const register = { answer: 'agrees' as 'agrees' | 'differs' | 'unknown' };
  const room = identityRoom({
    database,
    clock,
    cells: testCells(),
    city: { data: city, offices: offices.offices } as unknown as CityOffices,
    confirmPerson: async () => register.answer,
    sendCode: async (_deed, { phone, text }) => {
      messages.push({ phone, text });
    },
  });
  await database.transact((tx) => room.loadOffices(tx));
  const { ground } = room;

  /** One deed in one transaction, rolled back when it is refused. */
  function does<T, R extends Refusal>(asker: Asker, work: (deed: Deed) => Promise<Outcome<T, R>>): Promise<Outcome<T, R>> {
    return performAs(database, clock, 'test', asker, work);
  }
  function askerBy(session: SignedIn['session']): Promise<SignedIn | null> {
    const token = ground.handover.tokenOf(session);
    if (token === null) throw new Error('no token was handed over');
    return database.read((reader) => room.contract.askerOf(reader, token, clock.now()));
  }
  const later = (minutes: number) => clock.set(new Date(clock.now().getTime() + minutes * 60_000));
  const digitsSent = () => /\d{6}/.exec(messages.at(-1)?.text ?? '')?.[0] ?? 'none';

  async function citizen(number: string, name = '李湘云', phone = '13900000001') {
    const { request } = must(await does(stranger, (deed) => requestCode(ground, deed, { purpose: 'register', phone })));
    const input = { number, name, request, code: digitsSent(), password };
    const { session } = must(await does(stranger, (deed) => registerCitizen(ground, deed, input)));
    return { session, asker: (await askerBy(session)) as Extract<SignedIn, { role: 'citizen' }> };
  }

  /** Invited and enrolled, with posts as asked; no session yet. */
  async function staff(number: string, name: string, posts: readonly Partial<PostWish>[] = []) {
    const invited = must(await does(stranger, (deed) => inviteStaff(ground, deed, { number, name, phone: '13900000099' })));
    const secret = await secretOf(invited.token);
    const totp = totpCode(secret, totpStep(clock.now()));
    must(await does(stranger, (deed) => acceptInvitation(ground, deed, invited.token, { code: invited.digits, password, totp })));
    const ids: PostId[] = [];
    for (const post of posts) ids.push(await give(invited.person, post));
    return { ...invited, secret, posts: ids, totp: () => totpCode(secret, totpStep(clock.now())) };
  }
  async function secretOf(token: string): Promise<Buffer> {
    const shown = must(await does(stranger, (deed) => showInvitation(ground, deed, token)));
    return fromBase32(shown.secret);
  }
  let given = 0;
  async function give(person: PersonId, wish: Partial<PostWish>): Promise<PostId> {
    given += 1;
    const now = new Date(clock.now().getTime() + given);
    const id = newId<'Post'>(now);
    const post = { office: office('industry-commerce'), role: 'clerk' as const, region: '430100000000', items: '*' as const, window: null, deputyOf: null, ...wish };
    const whole = { id, person, from: day('2018-06-01'), to: null, ...post, instance: 'changsha', grantedBy: null, now };
    if (!(await database.transact((tx) => insertPost(tx, whole)))) throw new Error('the post was not given');
    return id;
  }

  return {
    room, ground, database, clock, messages, register, does, askerBy, later, digitsSent, citizen, staff, give, secretOf,
    accountOf: async (person: PersonId, kind: 'citizen' | 'staff') => must(await does(stranger, async (deed) => ({ ok: true as const, value: await findAccountOf(deed.tx, person, kind) }))),
    close: async () => {
      await ground.touches.settled();
      await database.close();
      await test.drop();
    },
  };
}

export type IdentityWorld = Awaited<ReturnType<typeof identityWorld>>;

export interface PostWish {
  readonly office: OfficeId;
  readonly role: StaffAsker['role'];
  readonly region: string;
  readonly items: readonly string[] | '*';
  readonly window: string | null;
  readonly from: ReturnType<typeof day>;
  readonly to: ReturnType<typeof day> | null;
  readonly deputyOf: PostId | null;
}

export const stranger: Asker = { role: 'public' };

/** Somebody of staff for deeds whose subject is not how they came in. */
export function staffAsker(over: Partial<StaffAsker> = {}): StaffAsker {
  return {
    role: 'clerk',
    account: newId() as AccountId,
    person: newId() as PersonId,
    session: newId() as StaffAsker['session'],
    post: newId() as PostId,
    office: office('industry-commerce'),
    region: '430100000000',
    items: '*',
    window: null,
    authenticatedAt: start,
    ...over,
  };
}

export function kindOf(outcome: Outcome<unknown, Refusal>): string | null {
  return outcome.ok ? null : outcome.refusal.kind;
}

async function migrateRooms(config: pg.PoolConfig): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  await migrate(client, [
    { room: 'kernel', folder: new URL('../../src/kernel/migrations/', import.meta.url) },
    { room: 'identity', folder: migrations },
  ]);
  await client.end();
}
