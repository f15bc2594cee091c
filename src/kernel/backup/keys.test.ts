import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKeyFolder } from '../keys/file-provider.ts';
import type { KeyProvider } from '../keys/provider.ts';
import { must } from '../outcome.ts';
import { backupKeys, restoreKeys } from './keys.ts';

const sealWith = 'a passphrase of the safe, not of the machine';
const now = new Date('2026-11-22T08:00:00Z');

let base: string;
let keysFolder: string;
let to: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'onevisit-keys-backup-'));
  keysFolder = join(base, 'keys');
  to = join(base, 'keys.sealed.json');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function open(folder: string, passphrase: string | null): KeyProvider {
  return must(openKeyFolder({ folder, passphrase, mode: 'demo', suite: 'sm', now: () => now }));
}

test.each([
  ['a folder without a passphrase into one with', null, 'production passphrase'],
  ['a sealed folder into another sealed one', 'the old machine', 'the new machine'],
])('keys come back from their medium and do what they did: %s', async (_, before, after) => {
  const old = open(keysFolder, before);
  const signature = await old.sign('licence', Buffer.from('a licence'));
  const wrapped = await old.wrap(Buffer.alloc(32, 7), 'cell');
  must(backupKeys({ keysFolder, passphrase: before, sealWith, to }));
  const newFolder = join(base, 'elsewhere', 'keys');
  must(restoreKeys({ from: to, sealedWith: sealWith, keysFolder: newFolder, passphrase: after }));
  const restored = open(newFolder, after);
  expect(await restored.verify('licence', Buffer.from('a licence'), signature, now)).toMatchObject({ ok: true });
  expect(Buffer.from(await restored.unwrap(wrapped, 'cell'))).toEqual(Buffer.alloc(32, 7));
});

test('the medium shows no secret and is closed to others', () => {
  open(keysFolder, null);
  must(backupKeys({ keysFolder, passphrase: null, sealWith, to }));
  const unsealed = JSON.parse(readFileSync(join(keysFolder, 'keys.json'), 'utf8')) as { keys: { secret: unknown }[] };
  const sealed = readFileSync(to, 'utf8');
  expect(unsealed.keys.length).toBeGreaterThan(0);
  for (const { secret } of unsealed.keys) {
    const text = typeof secret === 'string' ? secret : JSON.stringify(secret).slice(1, -1);
    expect(sealed).not.toContain(text);
  }
  expect(statSync(to).mode & 0o777).toBe(0o600);
});

test('a wrong passphrase and an edited medium bring nothing back', () => {
  open(keysFolder, null);
  must(backupKeys({ keysFolder, passphrase: null, sealWith, to }));
  const newFolder = join(base, 'new');
  expect(restoreKeys({ from: to, sealedWith: `${sealWith}.`, keysFolder: newFolder, passphrase: null }).ok).toBe(false);
  writeFileSync(to, readFileSync(to, 'utf8').replace('"active"', '"revoked"'));
  expect(restoreKeys({ from: to, sealedWith: sealWith, keysFolder: newFolder, passphrase: null }).ok).toBe(false);
  expect(restoreKeys({ from: join(base, 'nowhere'), sealedWith: sealWith, keysFolder: newFolder, passphrase: null })).toMatchObject({
    refusal: { kind: 'keys-file-unreadable' },
  });
  expect(() => statSync(newFolder)).toThrow('ENOENT');
});

test('neither a key folder nor an older medium is written over', () => {
  open(keysFolder, null);
  must(backupKeys({ keysFolder, passphrase: null, sealWith, to }));
  expect(backupKeys({ keysFolder, passphrase: null, sealWith, to })).toMatchObject({ refusal: { kind: 'keys-are-there' } });
  expect(restoreKeys({ from: to, sealedWith: sealWith, keysFolder, passphrase: null })).toMatchObject({ refusal: { kind: 'keys-are-there' } });
});

test('a passphrase that can be guessed is refused, and so is the folder in which the rows lie', () => {
  open(keysFolder, null);
  expect(backupKeys({ keysFolder, passphrase: null, sealWith: '123456', to })).toMatchObject({ refusal: { kind: 'keys-passphrase-too-short' } });
  mkdirSync(join(base, 'backup'));
  writeFileSync(join(base, 'backup', 'manifest.json'), '');
  expect(backupKeys({ keysFolder, passphrase: null, sealWith, to: join(base, 'backup', 'keys.json') })).toMatchObject({
    refusal: { kind: 'keys-beside-the-rows' },
  });
});
