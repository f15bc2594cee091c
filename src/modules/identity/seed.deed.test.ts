import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '../../city.ts';
import { must } from '../../kernel/outcome.ts';
import { identityCommands, type IdentityCommandContext } from './commands.ts';
import { fromBase32, totpCode, totpStep } from './domain/totp.ts';
import { identityWorld, type IdentityWorld, kindOf, office, stranger } from '../../../tests/support/identity-world.ts';
import { identityOf, type IdentityTables } from './sql/tables.ts';
import { demoSecretsPath, readDemoSecrets } from './stand-in/demo-secrets.ts';
import { signInCitizen } from './use-cases/sign-in-citizen.ts';
import { signInStaff } from './use-cases/sign-in-staff.ts';

let here: IdentityWorld;
let folder: string;
const li = '430103199006150022';

beforeAll(async () => {
  here = await identityWorld();
  folder = mkdtempSync(join(tmpdir(), 'onevisit-demo-'));
  await here.room.seedDemo(await loadDemo('changsha'), folder);
});
afterAll(async () => {
  await here.close();
  rmSync(folder, { recursive: true, force: true });
});

const tables = ['person', 'account', 'post', 'organisation', 'organisation_relation', 'card_reader'] as const satisfies readonly (keyof IdentityTables)[];
const countRows = () =>
  here.database.read(async (reader) => {
    const counts: Record<string, number> = {};
    for (const table of tables) counts[table] = (await identityOf(reader).selectFrom(table).select('id').execute()).length;
    return counts;
  });
const command = (verb: string, options: Record<string, string | true>, demo = true) => {
  const reader = () => ({ demo, dataFolder: folder, publicUrl: 'http://127.0.0.1:1', nameOf: async () => null, say: () => {} });
  const found = identityCommands<null>({ context: async () => context(demo), reader }).find((one) => one.verb === verb);
  if (!found) throw new Error(`no verb ${verb}`);
  return found.run(null, { positional: [], options });
};
const context = (demo: boolean): IdentityCommandContext => ({
  room: here.room,
  database: here.database,
  clock: here.clock,
  demo,
  dataFolder: folder,
  publicUrl: 'http://localhost:3000',
  cookieName: 'onevisit',
  csrfOf: (token) => `csrf-of-${token}`,
});

describe('the people of a demo', () => {
  it('get secrets of this installation that only its owner can read', () => {
    expect(statSync(demoSecretsPath(folder)).mode & 0o777).toBe(0o600);
    const { citizens, staff } = readDemoSecrets(folder);
    expect(citizens[0]).toMatchObject({ number: li, name: '李湘云', password: expect.stringMatching(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/) });
    expect(new Set([...citizens, ...staff].map((one) => one.password)).size).toBe(citizens.length + staff.length);
  });

  it('sign in with them', async () => {
    const { citizens, staff } = readDemoSecrets(folder);
    const citizen = citizens[0] ?? { number: '', password: '' };
    expect(kindOf(await here.does(stranger, (deed) => signInCitizen(here.ground, deed, citizen)))).toBeNull();
    const auditor = staff.find((one) => one.role === 'auditor') ?? { number: '', password: '', totpSecret: '' };
    const totp = totpCode(fromBase32(auditor.totpSecret), totpStep(here.clock.now()));
    const { session } = must(await here.does(stranger, (deed) => signInStaff(here.ground, deed, { ...auditor, totp })));
    expect(await here.askerBy(session)).toMatchObject({ role: 'auditor', office: office('changsha') });
  });

  it('stay as they are at the next start, with the same secrets', async () => {
    const before = await countRows();
    const secrets = readFileSync(demoSecretsPath(folder), 'utf8');
    await here.room.seedDemo(await loadDemo('changsha'), folder);
    expect(await countRows()).toEqual(before);
    expect(readFileSync(demoSecretsPath(folder), 'utf8')).toBe(secrets);
    expect(before.card_reader).toBe(2);
  });

  it('get new secrets where the file was lost', async () => {
    const before = readDemoSecrets(folder).citizens[0];
    rmSync(demoSecretsPath(folder));
    await here.room.seedDemo(await loadDemo('changsha'), folder);
    const after = readDemoSecrets(folder).citizens[0];
    expect(after?.password).not.toBe(before?.password);
    expect(kindOf(await here.does(stranger, (deed) => signInCitizen(here.ground, deed, after ?? { number: '', password: '' })))).toBeNull();
  });

  it('who left have no way in', async () => {
    expect(readDemoSecrets(folder).staff.some((one) => one.number === '430121197504239250')).toBe(false);
    expect(await command('demo-session', { role: 'clerk', person: '430121197504239250' })).toMatchObject({ exit: 1 });
  });

  it('see the organisations they run', async () => {
    const relations = await here.database.read(async (reader) => {
      const person = await here.room.contract.findPersonByNumber(reader, '430102198001010011' as never);
      return person === null ? [] : here.room.contract.relationsOf(reader, person, here.clock.today());
    });
    expect(relations.map((one) => [one.role, one.organisation.name])).toEqual(
      expect.arrayContaining([['operator', '芙蓉区周记米粉店'], ['legal-representative', '长沙市米粉行业协会']]),
    );
  });
});

describe('a demo session', () => {
  it.each(['citizen', 'clerk', 'approver', 'auditor', 'admin'] as const)('of a %s is a real session', async (role) => {
    const answer = await command('demo-session', { role });
    const { cookie, csrf, person, office: at } = answer.json as { cookie: string; csrf: string; person: string; office: string | null };
    const token = cookie.replace('onevisit=', '');
    const asker = await here.database.read((reader) => here.room.contract.askerOf(reader, token, here.clock.now()));
    expect(asker).toMatchObject({ role, person });
    expect(csrf).toBe(`csrf-of-${token}`);
    expect(at).toBe(asker && 'office' in asker ? asker.office : null);
  });

  it('can be of a named person and office', async () => {
    expect((await command('demo-session', { role: 'clerk', office: 'city-hall' })).json).toMatchObject({ office: office('city-hall') });
    expect((await command('demo-session', { role: 'citizen', person: li })).exit).toBe(0);
    expect((await command('demo-session', { role: 'clerk', office: 'nowhere' })).exit).toBe(1);
    expect((await command('demo-session', { role: 'king' })).exit).toBe(2);
  });

  it('is not to be had outside a demo', async () => {
    expect(await command('demo-session', { role: 'admin' }, false)).toMatchObject({ exit: 1, json: { refused: 'demo-only' } });
  });
});

describe('on the command line', () => {
  it.each([
    ['in production', { reader: 'reader-w01', card: li }, false, 1, { refused: 'demo-only' }],
    ['without a card', { reader: 'reader-w01' }, true, 2, { usage: '--reader ID --card NUMBER' }],
    ['for a reader that was not registered here', { reader: 'reader-w77', card: li }, true, 1, { refused: 'reader-unknown' }],
    ['for the card of a stranger', { reader: 'reader-w01', card: li }, true, 1, { refused: 'card-unknown' }],
  ])('the stand-in reader %s does not run', async (_, options, demo, exit, json) => {
    expect(await command('card-reader', options, demo)).toMatchObject({ exit, json });
  });

  it('the first administrator is invited with a post, and a leaver is suspended', async () => {
    const wish = { number: '430182201806011114', name: '刘小满', phone: '13900000011', role: 'admin', office: 'changsha' };
    const invited = await command('invite', wish);
    expect(invited).toMatchObject({ exit: 0, json: { link: expect.stringMatching(/^http:\/\/localhost:3000\/invitation\/[A-Za-z0-9_-]{43}$/), code: expect.stringMatching(/^\d{6}$/) } });
    expect(await command('suspend', { number: wish.number })).toMatchObject({ exit: 0, json: { endedSessions: 0 } });
    expect(await command('suspend', { number: wish.number })).toMatchObject({ exit: 1, json: { refused: 'already-suspended' } });
    expect(await command('invite', { ...wish, role: 'king' })).toMatchObject({ exit: 2 });
  });

  it('the second factor of a demo member of staff can be read', async () => {
    const { staff } = readDemoSecrets(folder);
    const one = staff[0] ?? { number: '', totpSecret: '' };
    expect(await command('totp', { person: one.number })).toMatchObject({ exit: 0, json: { code: totpCode(fromBase32(one.totpSecret), totpStep(here.clock.now())) } });
    expect(await command('totp', { person: li })).toMatchObject({ exit: 1 });
  });
});
