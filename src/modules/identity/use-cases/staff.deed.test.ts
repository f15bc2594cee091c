import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PostId, StaffAsker } from '../../../kernel/asker.ts';
import { newId } from '../../../kernel/clock.ts';
import { addDays, day } from '../../../kernel/day.ts';
import { must } from '../../../kernel/outcome.ts';
import { totpCode, totpStep } from '../domain/totp.ts';
import { identityWorld, type IdentityWorld, kindOf, office, password, staffAsker, stranger } from '../../../../tests/support/identity-world.ts';
import { identityOf } from '../sql/tables.ts';
import { acceptInvitation, showInvitation } from './accept-invitation.ts';
import { choosePost } from './choose-post.ts';
import { grantPost, type GrantInput, revokePost } from './grant-post.ts';
import { inviteStaff } from './invite-staff.ts';
import { listStaff } from './list-staff.ts';
import { proveAgain } from './prove-again.ts';
import { signInStaff } from './sign-in-staff.ts';
import { suspend } from './suspend-account.ts';

let here: IdentityWorld;
let clerk: Awaited<ReturnType<IdentityWorld['staff']>>;
const number = '430103199006150022';

beforeAll(async () => {
  here = await identityWorld();
  clerk = await here.staff(number, '李湘云', [{ role: 'clerk', window: 'W04' }, { role: 'approver', office: office('food-drug') }]);
});
afterAll(() => here.close());
beforeEach(() => here.later(25 * 60));

const signIn = (change: Partial<Parameters<typeof signInStaff>[2]> = {}) =>
  here.does(stranger, (deed) => signInStaff(here.ground, deed, { number, password, totp: clerk.totp(), ...change }));
/** Signs in at a step of its own, so that no earlier test has taken the code. */
async function enter(): Promise<StaffAsker> {
  here.later(1);
  const asker = await here.askerBy(must(await signIn()).session);
  if (asker === null || asker.role === 'citizen') throw new Error('not signed in as staff');
  return asker;
}
const admin = (over: Partial<StaffAsker> = {}) => staffAsker({ role: 'admin', office: office('changsha'), ...over });

describe('signing in as staff', () => {
  it('takes number, password and code together, and gives the first post', async () => {
    expect(await enter()).toMatchObject({ role: 'clerk', office: office('industry-commerce'), window: 'W04', items: '*', post: clerk.posts[0] });
  });

  it.each([
    ['a wrong password', { password: `${password}!` }, 'sign-in-wrong'],
    ['no code', { totp: '' }, 'sign-in-wrong'],
    ['a wrong code', { totp: '000000' }, 'sign-in-wrong'],
    ['the number of nobody', { number: '430102198001010011' }, 'sign-in-wrong'],
    ['no number', { number: '' }, 'citizen-number-wrong'],
  ])('with %s is refused', async (_, change, kind) => {
    expect(kindOf(await signIn(change))).toBe(kind);
  });

  it('takes a code once, also of two that come together', async () => {
    const answers = await Promise.all([signIn(), signIn()]);
    expect(answers.map(kindOf).sort()).toEqual([null, 'sign-in-wrong'].sort());
    expect(kindOf(await signIn())).toBe('sign-in-wrong');
    here.later(1);
    expect(kindOf(await signIn())).toBeNull();
  });

  it('is not possible with a citizen’s account', async () => {
    await here.citizen('430102198001010011', '周建国', '13900000007');
    expect(kindOf(await signIn({ number: '430102198001010011' }))).toBe('sign-in-wrong');
  });

  it('without any post in its term leads nowhere', async () => {
    const former = await here.staff('430104197512310137', '张远', [{ to: day('2018-06-30') }]);
    here.later(1);
    const answer = await here.does(stranger, (deed) => signInStaff(here.ground, deed, { number: '430104197512310137', password, totp: former.totp() }));
    expect(kindOf(answer)).toBe('post-missing');
  });

  it('keeps three sessions, the fourth ends the one unseen longest', async () => {
    const sessions = [];
    for (let count = 0; count < 4; count += 1) {
      here.later(1);
      sessions.push(must(await signIn()).session);
    }
    const live = await Promise.all(sessions.map(async (session) => (await here.askerBy(session)) !== null));
    expect(live).toEqual([false, true, true, true]);
  });

  it('lasts 15 idle minutes', async () => {
    here.later(1);
    const { session } = must(await signIn());
    here.later(14.9);
    expect(await here.askerBy(session)).not.toBeNull();
    here.later(15);
    expect(await here.askerBy(session)).toBeNull();
  });
});

describe('the post in use', () => {
  it('can be another one the person holds, under a new token', async () => {
    const asker = await enter();
    const chosen = must(await here.does(asker, (deed) => choosePost(here.ground, deed as never, clerk.posts[1] as PostId)));
    expect(await here.askerBy(asker.session)).toBeNull();
    expect(await here.askerBy(chosen.session)).toMatchObject({ role: 'approver', office: office('food-drug'), authenticatedAt: asker.authenticatedAt });
  });

  it('cannot be somebody else’s', async () => {
    const other = await here.staff('430105200002290245', '赵宁', [{}]);
    const asker = await enter();
    expect(kindOf(await here.does(asker, (deed) => choosePost(here.ground, deed as never, other.posts[0] as PostId)))).toBe('post-not-held');
  });

  it('opens nothing from the moment it is revoked', async () => {
    const extra = await here.give(clerk.person, { role: 'auditor', office: office('changsha') });
    const asker = await enter();
    const { session } = must(await here.does(asker, (deed) => choosePost(here.ground, deed as never, extra)));
    expect(await here.askerBy(session)).toMatchObject({ role: 'auditor' });
    must(await here.does(admin(), (deed) => revokePost(deed as never, extra)));
    expect(await here.askerBy(session)).toBeNull();
    expect(kindOf(await here.does(admin(), (deed) => revokePost(deed as never, extra)))).toBe('post-over');
  });

  it('opens nothing after the last day of its term', async () => {
    const last = addDays(here.clock.today(), 1);
    const extra = await here.give(clerk.person, { role: 'auditor', to: last });
    // Ten to midnight in the city's zone, then two minutes after it.
    here.clock.set(new Date(`${last}T15:50:00Z`));
    const asker = await enter();
    const { session } = must(await here.does(asker, (deed) => choosePost(here.ground, deed as never, extra)));
    expect(await here.askerBy(session)).toMatchObject({ role: 'auditor' });
    here.later(11);
    expect(await here.askerBy(session)).toBeNull();
  });
});

describe('fresh proof', () => {
  it('renews the time of proof under a new token', async () => {
    const asker = await enter();
    here.later(10);
    const { session } = must(await here.does(asker, (deed) => proveAgain(here.ground, deed as never, { password, totp: clerk.totp() })));
    expect(await here.askerBy(session)).toMatchObject({ authenticatedAt: here.clock.now(), post: asker.post });
    expect(await here.askerBy(asker.session)).toBeNull();
  });

  it('needs both factors', async () => {
    const asker = await enter();
    here.later(1);
    expect(kindOf(await here.does(asker, (deed) => proveAgain(here.ground, deed as never, { password, totp: '000000' })))).toBe('sign-in-wrong');
    expect(await here.askerBy(asker.session)).not.toBeNull();
  });
});

describe('an invitation', () => {
  const person = { number: '430111198808080359', name: '周明', phone: '13900000008' };
  const invite = async () => must(await here.does(admin(), (deed) => inviteStaff(here.ground, deed, person)));
  const accept = (token: string, input: { code: string; password: string; totp: string }) =>
    here.does(stranger, (deed) => acceptInvitation(here.ground, deed, token, input));
  const totpOf = async (token: string) => totpCode(await here.secretOf(token), totpStep(here.clock.now()));

  it('opens the account once', async () => {
    const { token, digits } = await invite();
    expect(here.messages.at(-1)).toMatchObject({ phone: '13900000008', text: expect.stringContaining(digits) });
    const input = { code: digits, password, totp: await totpOf(token) };
    expect(kindOf(await accept(token, input))).toBeNull();
    expect(kindOf(await accept(token, input))).toBe('invitation-over');
    expect(kindOf(await here.does(stranger, (deed) => showInvitation(here.ground, deed, token)))).toBe('invitation-over');
  });

  it('opens the account once also for two at once', async () => {
    const { token, digits } = await invite();
    const input = { code: digits, password, totp: await totpOf(token) };
    expect((await Promise.all([accept(token, input), accept(token, input)])).map(kindOf).sort()).toEqual([null, 'invitation-over'].sort());
  });

  it.each([
    ['without the code of the phone', { code: '000000x' }, 'code-wrong'],
    ['without a working second factor', { totp: '000000' }, 'totp-wrong'],
    ['with a common password', { password: 'password1' }, 'password-common'],
    ['with the own name as password', { password: '周明周明周明周明' }, 'password-common'],
  ])('%s is refused and stays open', async (_, change, kind) => {
    const { token, digits } = await invite();
    const input = { code: digits, password, totp: await totpOf(token) };
    expect(kindOf(await accept(token, { ...input, ...change }))).toBe(kind);
    expect(kindOf(await accept(token, input))).toBeNull();
  });

  it('is over after 24 hours, and when a newer one is sent', async () => {
    const old = await invite();
    const newer = await invite();
    expect(kindOf(await here.does(stranger, (deed) => showInvitation(here.ground, deed, old.token)))).toBe('invitation-over');
    here.later(24 * 60);
    expect(kindOf(await accept(newer.token, { code: newer.digits, password, totp: '000000' }))).toBe('invitation-over');
  });

  it('under a made-up token is none', async () => {
    expect(kindOf(await here.does(stranger, (deed) => showInvitation(here.ground, deed, 'x'.repeat(43))))).toBe('invitation-over');
  });

  it('to oneself is refused: nobody resets his own factors by office', async () => {
    const asker = admin({ person: clerk.person });
    const self = { number, name: '李湘云', phone: '13900000001' };
    expect(kindOf(await here.does(asker, (deed) => inviteStaff(here.ground, deed, self)))).toBe('invite-oneself');
  });

  it('leaves neither link, code nor secret readable in the database', async () => {
    const { token, digits } = await invite();
    const rows = await here.database.read(async (reader) => ({
      invitations: await identityOf(reader).selectFrom('invitation').selectAll().execute(),
      codes: await identityOf(reader).selectFrom('one_time_code').selectAll().execute(),
    }));
    const text = JSON.stringify(rows);
    expect(text).not.toContain(token);
    expect(text).not.toContain(`"${digits}"`);
    expect(text).not.toContain((await here.secretOf(token)).toString('base64'));
  });
});

describe('somebody who leaves', () => {
  it('is out at the next request, on no duty, and cannot come in again', async () => {
    const leaver = await here.staff('430121199511110577', '陈晨', [{ role: 'approver', office: office('civil-affairs') }]);
    here.later(1);
    const enterAs = () => here.does(stranger, (deed) => signInStaff(here.ground, deed, { number: '430121199511110577', password, totp: leaver.totp() }));
    const { session } = must(await enterAs());
    const { token } = must(await here.does(admin(), (deed) => inviteStaff(here.ground, deed, { number: '430121199511110577', name: '陈晨', phone: '13900000009' })));
    const onDuty = () =>
      here.database.read((reader) => here.room.contract.onDuty(reader, { office: office('civil-affairs'), role: 'approver', item: 'old-age-allowance', day: here.clock.today() }));
    expect(await onDuty()).toMatchObject([{ personName: '陈晨', role: 'approver' }]);

    expect(must(await here.does(admin(), (deed) => suspend(deed, leaver.account, 'left'))).endedSessions).toBe(1);

    expect(await here.askerBy(session)).toBeNull();
    expect(await onDuty()).toEqual([]);
    expect(kindOf(await here.does(stranger, (deed) => showInvitation(here.ground, deed, token)))).toBe('invitation-over');
    here.later(1);
    expect(kindOf(await enterAs())).toBe('sign-in-wrong');
    expect(kindOf(await here.does(admin(), (deed) => suspend(deed, leaver.account, 'left')))).toBe('already-suspended');
  });

  it('does not suspend himself', async () => {
    expect(kindOf(await here.does(admin({ account: clerk.account }), (deed) => suspend(deed, clerk.account, 'left')))).toBe('suspend-oneself');
  });
});

describe('granting a post', () => {
  const wish = (over: Partial<GrantInput> = {}): GrantInput => ({
    person: clerk.person,
    office: office('land-resources'),
    role: 'clerk',
    region: '430100000000',
    items: '*',
    window: 'W06',
    from: null,
    to: null,
    deputyOf: null,
    ...over,
  });
  const grant = (over: Partial<GrantInput> = {}, by: Partial<StaffAsker> = {}) => here.does(admin(by), (deed) => grantPost(here.room.ground.place, deed as never, wish(over)));

  it('lets its holder choose it from that day on', async () => {
    const { post } = must(await grant());
    const asker = await enter();
    const { session } = must(await here.does(asker, (deed) => choosePost(here.ground, deed as never, post)));
    expect(await here.askerBy(session)).toMatchObject({ office: office('land-resources'), window: 'W06' });
    expect(kindOf(await grant())).toBe('post-already-held');
  });

  it.each([
    ['to oneself', {}, () => ({ person: clerk.person }), 'grant-to-oneself'],
    ['to a person without a staff account', { person: newId() }, () => ({}), 'grant-to-no-staff'],
    ['of administration to a clerk', { role: 'admin' as const }, () => ({}), 'grant-mixes-admin-and-business'],
    ['beyond the own region', { region: '430200000000' }, () => ({}), 'grant-region-wrong'],
    ['from no day', { from: '2018-02-30' }, () => ({}), 'grant-day-wrong'],
    ['that ends before it begins', { from: '2018-08-02', to: '2018-08-01' }, () => ({}), 'grant-term-wrong'],
    ['in place of a post that is not there', { deputyOf: newId<'Post'>() as PostId }, () => ({}), 'grant-deputy-wrong'],
  ])('%s is refused', async (_, over, by, kind) => {
    expect(kindOf(await grant(over as Partial<GrantInput>, by()))).toBe(kind);
  });

  it('once is enough when two administrators grant the same at once', async () => {
    const same = { office: office('public-security'), window: 'W07' };
    expect((await Promise.all([grant(same), grant(same)])).map(kindOf).sort()).toEqual([null, 'post-already-held'].sort());
  });

  it('shows in the list of the office, with a reading of the name', async () => {
    must(await grant({ office: office('human-resources'), window: 'W08' }));
    const list = must(await here.does(admin(), (deed) => listStaff(here.ground, deed, office('human-resources'))));
    expect(list.staff).toMatchObject([{ person: clerk.person, name: '李湘云', role: 'clerk', window: 'W08', state: 'active', enrolled: true }]);
  });
});
