import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../tests/support/house.ts';
import { handInRegistration } from '../../../tests/support/registration.ts';
import { performAs } from '../../kernel/http/perform.ts';
import { done } from '../../kernel/outcome.ts';

const phone = '13900000001';

let house: TestHouse;
let applicant: Person;
let stranger: Person;
let caseId: string;

beforeAll(async () => {
  house = await testHouse();
  applicant = await house.citizen('430103199006150022');
  stranger = await house.citizen('430102198001010011');
  caseId = await handInRegistration(applicant, '长沙市芙蓉区湘云小饭馆');
  await house.settle();
});
afterAll(() => house.close());

const inboxOf = async (person: Person) => person.done('channels.inbox');
const firstOf = async (person: Person) => (await inboxOf(person)).notices[0];

describe('a notice', () => {
  test('stands in the inbox of the person whose case it is, and of nobody else', async () => {
    expect(await inboxOf(applicant)).toMatchObject({ unread: 1, next: null, notices: [{ kind: 'case-submitted', case: caseId, read: false, path: `/cases/${caseId}` }] });
    expect(await inboxOf(stranger)).toMatchObject({ unread: 0, notices: [] });
  });

  test('is read on a page in both languages', async () => {
    expect((await applicant.page('/inbox')).text).toContain('1 条未读');
    expect((await applicant.page('/inbox?lang=en')).text).toContain('1 unread');
    expect((await stranger.page('/inbox')).text).toContain('还没有消息');
  });

  test('of another person is not there, and stays unread', async () => {
    const notice = (await firstOf(applicant)).id;
    expect((await stranger.call('channels.read-notice', { params: { notice } })).status).toBe(404);
    expect((await house.nobody.call('channels.read-notice', { params: { notice } })).status).toBe(401);
    expect(await inboxOf(applicant)).toMatchObject({ unread: 1 });
  });

  test('is marked as read by its person, once and for good', async () => {
    const notice = (await firstOf(applicant)).id;
    for (let round = 0; round < 2; round += 1) expect(await applicant.done('channels.read-notice', { params: { notice } })).toEqual({ read: true });
    expect(await inboxOf(applicant)).toMatchObject({ unread: 0, notices: [{ read: true }] });
  });

  test('comes after the newer ones, a page at a time', async () => {
    const { channels } = house.house.rooms;
    for (let number = 1; number <= 21; number += 1) {
      house.clock.set(new Date(house.clock.now().getTime() + 1_000));
      await performAs(house.house.database, house.house.clock, 'test.tell', { role: 'public' }, async (deed) =>
        done(await channels.contract.tell(deed, { to: stranger.person as never, kind: 'test', case: null, title: { zh: `第${number}条` }, body: { zh: '正文' }, path: '/cases' })),
      );
    }
    const first = await inboxOf(stranger);
    expect(first.notices.map((one: { title: { zh: string } }) => one.title.zh)).toEqual(Array.from({ length: 20 }, (_, index) => `第${21 - index}条`));
    expect((await stranger.done('channels.inbox', { query: { after: first.next } })).notices).toMatchObject([{ title: { zh: '第1条' } }]);
  });
});

describe('the stand-in for the short-message service', () => {
  test('says what it is', () => {
    expect(house.house.rooms.all.flatMap((room) => room.standIns ?? [])).toContain('短信服务 short-message service');
    expect(house.house.rooms.channels.standIns).toHaveLength(1);
  });

  test('shows the text that the phone would have shown', async () => {
    const { messages } = await house.nobody.done('channels.stand-in-messages');
    expect(messages).toContainEqual(expect.objectContaining({ phone, text: expect.stringMatching(/^【一次办】.+详情请登录查看。$/) }));
    expect((await house.nobody.page('/stand-in/messages')).text).toContain(phone);
  });

  test('keeps phone and text sealed at rest', async () => {
    const { rows } = await house.house.database.pool.query('select m::text as line from channels.stand_in_message m');
    expect(rows.length).toBeGreaterThan(0);
    for (const { line } of rows) expect(line).not.toMatch(/1390000|一次办|登录/);
  });

  test('sends a message that is told twice once', async () => {
    const count = async () => (await house.house.database.pool.query('select count(*) as count from channels.stand_in_message')).rows[0].count;
    await house.settle();
    const before = await count();
    const message = { id: '01890000-0000-7000-8000-0000000000d1', person: applicant.person, text: '【一次办】测试' };
    for (let round = 0; round < 2; round += 1) {
      await performAs(house.house.database, house.house.clock, 'test.emit', { role: 'public' }, async (deed) => done(deed.emit('channels.message', message)));
      await house.settle();
    }
    expect(await count()).toBe(before + 1);
  });
});
