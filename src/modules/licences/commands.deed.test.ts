import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../../../tests/support/licences-world.ts';
import { must } from '../../kernel/outcome.ts';
import { licencesCommands } from './commands.ts';
import { changeStanding } from './use-cases/change-standing.ts';

let world: World;
let other: World;
let folder: string;
let licence: string;
beforeAll(async () => {
  [world, other] = await Promise.all([openWorld('sm'), openWorld('intl')]);
  folder = mkdtempSync(join(tmpdir(), 'onevisit-commands-'));
  licence = must(await world.prepare());
  await world.settle();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([world.close(), other.close()]);
});

const at = (name: string) => join(folder, name);
function run(verb: string, positional: readonly string[], options: Record<string, string> = {}, of: World = world) {
  const [room, word] = verb.split(' ');
  const commands = licencesCommands<World>({ ground: async (context) => context.room.ground, dataFolder: () => of.room.ground.dataFolder ?? '' });
  const command = commands.find((one) => one.room === room && one.verb === word);
  if (!command) throw new Error(`no verb ${verb}`);
  return command.run(of, { positional, options });
}

describe('a licence taken out of the house', () => {
  test('is exported by id or by identifier, and verifies by the exported keys and by the installation’s own', async () => {
    const byId = await run('licences export', [licence], { out: at('licence.json') });
    expect(byId).toMatchObject({ exit: 0, json: { licence } });
    const { identifier } = JSON.parse(readFileSync(at('licence.json'), 'utf8')).record.readable;
    expect(await run('licences export', [identifier], { out: at('same.json') })).toMatchObject({ exit: 0, json: { licence } });
    expect(await run('keys export', [], { out: at('keys.json') })).toMatchObject({ exit: 0 });
    for (const options of [{ trust: at('keys.json') }, {}] as Record<string, string>[]) {
      const verdict = await run('licences verify', [at('licence.json')], options);
      expect(verdict).toMatchObject({ exit: 0, json: { valid: true, failed: null, standing: 'valid' } });
      expect(Object.keys(verdict.json as object)).toEqual(['valid', 'failed', 'steps', 'standing', 'asOf']);
    }
  });

  test('is not believed by the keys of another installation', async () => {
    await run('keys export', [], { out: at('other.json') }, other);
    expect(await run('licences verify', [at('licence.json')], { trust: at('other.json') })).toMatchObject({ exit: 1, json: { valid: false, failed: 'key' } });
  });

  test('exported after it was revoked says so', async () => {
    const second = must(await other.prepare());
    await other.settle();
    must(await other.act((deed) => changeStanding(other.room.ground, deed as never, { licence: second, act: 'revoke', reason: '经查实' }), other.clerk));
    await run('licences export', [second], { out: at('revoked.json') }, other);
    expect(await run('licences verify', [at('revoked.json')], { trust: at('other.json') })).toMatchObject({ exit: 1, json: { valid: false, failed: 'standing', standing: 'revoked' } });
  });

  test('signed by a key that was revoked since is no longer believed', async () => {
    const { keys } = other.room.ground;
    const third = must(await other.act((deed) => other.room.contract.prepare(deed, teacher(other))));
    await other.settle();
    await run('licences export', [third], { out: at('third.json') }, other);
    expect(await run('licences verify', [at('third.json')], {}, other)).toMatchObject({ exit: 0 });
    const [key] = await keys.publicKeys('licence');
    await keys.revoke(key?.kid ?? '');
    await run('keys export', [], {}, other);
    expect(await run('licences verify', [at('third.json')], {}, other)).toMatchObject({ exit: 1, json: { failed: 'key' } });
  });
});

describe('what cannot be read', () => {
  test.each([
    ['a file that is not there', null],
    ['an empty file', ''],
    ['text', 'hello'],
    ['another JSON', '{"format":"onevisit-keys-1"}'],
    ['a file beyond the limit', `"${'x'.repeat(300_000)}"`],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
  ])('%s: exit 2', async (_name, content) => {
    rmSync(at('file.json'), { force: true });
    if (content !== null) writeFileSync(at('file.json'), content);
    expect(await run('licences verify', [at('file.json')])).toMatchObject({ exit: 2, json: { valid: false, failed: 'file' } });
  });

  test('a list of keys that is none: exit 2, and no other list is taken instead', async () => {
    writeFileSync(at('broken.json'), '{"keys":[]}');
    expect(await run('licences verify', [at('licence.json')], { trust: at('broken.json') })).toMatchObject({ exit: 2 });
    expect(await run('licences verify', [at('licence.json')], { trust: at('nowhere.json') })).toMatchObject({ exit: 2 });
  });

  test('an id that nobody has: refused', async () => {
    expect(await run('licences export', ['01890000-0000-7000-8000-000000000000'], { out: at('none.json') })).toMatchObject({ exit: 1 });
    expect(await run('licences export', ['1.2.3'], { out: at('none.json') })).toMatchObject({ exit: 1 });
    expect(await run('licences export', [licence])).toMatchObject({ exit: 2 });
  });
});

function teacher(of: World) {
  return {
    type: 'teacher-qualification',
    holder: { kind: 'person' as const, person: of.person },
    case: 'case-teacher',
    caseNumber: 'C-2',
    item: 'teacher',
    issuer: of.office,
    face: { name: '周建国', number: '430102198001010011', sex: '男', kind: '高级中学教师资格', subject: '语文' },
    validFrom: of.clock.today(),
  };
}
