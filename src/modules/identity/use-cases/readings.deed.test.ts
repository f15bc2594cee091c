import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StaffAsker } from '../../../kernel/asker.ts';
import type { Id } from '../../../kernel/brand.ts';
import { newId } from '../../../kernel/clock.ts';
import { must } from '../../../kernel/outcome.ts';
import { requestBytes, statementBytes } from '../domain/reading.ts';
import { identityWorld, type IdentityWorld, kindOf, office, staffAsker, stranger } from '../../../../tests/support/identity-world.ts';
import { registerReader } from '../sql/readers.ts';
import { identityOf } from '../sql/tables.ts';
import { answerReading, pollChallenge } from './answer-reading.ts';
import { openReading, readingStatus } from './open-reading.ts';

let here: IdentityWorld;
let clerk: StaffAsker;
let colleague: StaffAsker;
const keys = generateKeyPairSync('ed25519');
const foreign = generateKeyPairSync('ed25519');
const caseId = newId<'Case'>();
const path = '/api/identity/readers/reader-w01/challenge';
const emptyDigest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

beforeAll(async () => {
  here = await identityWorld();
  await here.database.transact(async (tx) => {
    for (const [id, window, publicKey] of [['reader-w01', 'W01', keys.publicKey], ['reader-w02', 'W02', foreign.publicKey]] as const) {
      const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
      const reader = { id, office: office('city-hall'), window, serial: id, model: { zh: '读卡器' }, publicKey: pem, standIn: true, state: 'active' as const };
      await registerReader(tx, { ...reader, instance: 'changsha', region: '430100000000', now: here.clock.now() });
    }
  });
  const one = await here.staff('430103199006150022', '李湘云', [{}]);
  const two = await here.staff('430102198001010011', '周建国', [{}]);
  clerk = staffAsker({ account: one.account, person: one.person, office: office('city-hall'), window: 'W01' });
  colleague = staffAsker({ account: two.account, person: two.person, office: office('city-hall'), window: 'W01' });
});
afterAll(() => here.close());
beforeEach(() => here.later(60));

const open = (of: string = caseId, by = clerk) => here.does(by, (deed) => openReading(here.ground, deed as never, of));
const poll = (over: { at?: string; signature?: string; key?: typeof keys.privateKey; reader?: string } = {}) => {
  const at = over.at ?? here.clock.now().toISOString();
  const signature = over.signature ?? sign(null, requestBytes('GET', path, at, emptyDigest), over.key ?? keys.privateKey).toString('base64url');
  return here.does(stranger, (deed) => pollChallenge(deed, { reader: over.reader ?? 'reader-w01', path, at, signature }));
};
const card = { number: '430104197512310137', name: '张远' };
async function answer(over: Partial<{ number: string; name: string; challenge: string; signature: string }> = {}, key = keys.privateKey) {
  const nonce = over.challenge ?? must(await poll()).challenge?.nonce ?? 'none';
  const told = { challenge: nonce, reader: 'reader-w01', window: 'W01', name: over.name ?? card.name, readAt: here.clock.now().toISOString() };
  const number = over.number ?? card.number;
  const signature = over.signature ?? sign(null, statementBytes({ ...told, citizenNumber: number }), key).toString('base64url');
  return here.does(stranger, (deed) => answerReading(here.ground, deed, { ...told, number, signature }));
}
const use = (id: string, of: string = caseId, by = clerk) => here.does(by, (deed) => here.room.contract.useReading(deed as never, id as never, of));
const status = (challenge: Id<'ReadingChallenge'>) => here.does(clerk, (deed) => readingStatus(here.ground, deed, challenge));

describe('reading a card', () => {
  it('goes from the clerk’s question by the reader’s signature to one use', async () => {
    const { challenge } = must(await open());
    expect(must(await status(challenge))).toMatchObject({ state: 'waiting', reading: null, name: null });
    const { reading } = must(await answer());
    expect(must(await status(challenge))).toMatchObject({ state: 'read', reading, name: '张远', citizenNumber: card.number, readerListening: true });
    const evidence = must(await use(reading));
    expect(evidence).toMatchObject({ id: reading, name: '张远', citizenNumber: card.number, reader: 'reader-w01', window: 'W01', clerk: clerk.account, case: caseId });
    expect(must(await status(challenge))).toMatchObject({ state: 'used' });
    expect(must(await here.database.read(async (reader) => ({ ok: true as const, value: await here.room.contract.person(reader, evidence.person) })))).toMatchObject({
      realNameLevel: 'L3',
      phone: null,
    });
  });

  it('is not possible without a window, or at a window without a reader', async () => {
    expect(kindOf(await open(caseId, { ...clerk, window: null }))).toBe('window-missing');
    expect(await open(caseId, { ...clerk, window: 'W09' })).toEqual({ ok: false, refusal: { kind: 'reader-missing', window: 'W09' } });
  });

  it('at the same window of another hall is another reader’s matter', async () => {
    expect(kindOf(await open(caseId, { ...clerk, office: office('wangcheng-district') }))).toBe('reader-missing');
  });

  it('serves a department that sits in the hall', async () => {
    expect(kindOf(await open(caseId, { ...clerk, office: office('industry-commerce') }))).toBeNull();
  });
});

describe('a reader that asks for work', () => {
  it('hears of the open question of its own window only', async () => {
    must(await open());
    expect(must(await poll()).challenge).toMatchObject({ window: 'W01' });
    here.later(2);
    expect(must(await poll()).challenge).toBeNull();
  });

  it.each([
    ['with another key', { key: foreign.privateKey }, 'reader-signature-wrong'],
    ['without a signature', { signature: '' }, 'reader-signature-wrong'],
    ['that nobody registered', { reader: 'reader-w99' }, 'reader-signature-wrong'],
    ['under another reader’s name', { reader: 'reader-w02' }, 'reader-signature-wrong'],
    ['with an old request', { at: '2018-07-02T00:00:00.000Z' }, 'reader-clock-wrong'],
    ['at no time', { at: 'now' }, 'reader-clock-wrong'],
  ])('%s is refused', async (_, over, kind) => {
    expect(kindOf(await poll(over))).toBe(kind);
  });
});

describe('an answer', () => {
  it('with an ID number but without the reader’s signature is refused', async () => {
    must(await open());
    expect(kindOf(await answer({ signature: '' }))).toBe('reader-signature-wrong');
    expect(kindOf(await answer({}, foreign.privateKey))).toBe('reader-signature-wrong');
  });

  it('is taken once', async () => {
    must(await open());
    const challenge = must(await poll()).challenge?.nonce ?? '';
    must(await answer({ challenge }));
    expect(kindOf(await answer({ challenge }))).toBe('reading-challenge-answered');
  });

  it('is taken once also of two that come together', async () => {
    must(await open());
    const challenge = must(await poll()).challenge?.nonce ?? '';
    expect((await Promise.all([answer({ challenge }), answer({ challenge })])).map(kindOf).sort()).toEqual([null, 'reading-challenge-answered'].sort());
  });

  it('comes too late after two minutes, and after a newer question', async () => {
    must(await open());
    const first = must(await poll()).challenge?.nonce ?? '';
    must(await open(newId()));
    expect(kindOf(await answer({ challenge: first }))).toBe('reading-challenge-answered');
    const second = must(await poll()).challenge?.nonce ?? '';
    here.later(2);
    expect(kindOf(await answer({ challenge: second }))).toBe('reading-challenge-expired');
  });

  it('with a number that no card can bear is refused', async () => {
    must(await open());
    expect(kindOf(await answer({ number: '430104197512310138' }))).toBe('citizen-number-wrong');
  });

  it('leaves the account of a person at the level that its registration proved', async () => {
    await here.citizen('430105200002290245', '赵宁', '13900000010');
    must(await open());
    const { reading } = must(await answer({ number: '430105200002290245', name: '赵宁' }));
    const { person } = must(await use(reading));
    expect(await here.database.read((reader) => here.room.contract.person(reader, person))).toMatchObject({ realNameLevel: 'L2' });
  });

  it('brings a new name of a known person', async () => {
    must(await open());
    const { reading } = must(await answer({ name: '张致远' }));
    expect(must(await use(reading)).name).toBe('张致远');
  });

  it('is kept as sealed evidence', async () => {
    const rows = await here.database.read((reader) => identityOf(reader).selectFrom('card_reading').select(['statement', 'signature']).execute());
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(card.number);
  });
});

describe('a reading', () => {
  const read = async () => {
    must(await open());
    return must(await answer()).reading;
  };

  it.each([
    ['for another case', () => ({ of: newId() as string }), 'reading-of-another-case'],
    ['by another clerk at the same window', () => ({ by: colleague }), 'reading-of-another-clerk'],
    ['by the clerk at another window', () => ({ by: { ...clerk, window: 'W02' } }), 'reading-of-another-clerk'],
    ['after ten minutes', () => {
      here.later(10);
      return {};
    }, 'reading-expired'],
  ])('cannot be used %s', async (_, how, kind) => {
    const reading = await read();
    const { of, by } = how() as { of?: string; by?: StaffAsker };
    expect(kindOf(await use(reading, of, by))).toBe(kind);
  });

  it('cannot be used twice, and a refused use does not spend it', async () => {
    const reading = await read();
    expect(kindOf(await use(reading, newId()))).toBe('reading-of-another-case');
    expect(kindOf(await use(reading))).toBeNull();
    expect(kindOf(await use(reading))).toBe('reading-used');
  });

  it('of two uses at once serves exactly one, every time', async () => {
    for (let round = 0; round < 10; round += 1) {
      const reading = await read();
      const answers = await Promise.all([use(reading), use(reading), use(reading)]);
      expect(answers.map(kindOf).sort()).toEqual([null, 'reading-used', 'reading-used'].sort());
    }
  });

  it('that does not exist cannot be used', async () => {
    expect(kindOf(await use(newId()))).toBe('reading-unknown');
  });
});
