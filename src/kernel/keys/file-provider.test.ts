import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { must } from '../outcome.ts';
import { type KeyFolderOptions, openKeyFolder } from './file-provider.ts';
import type { KeyProvider } from './provider.ts';

const passphrase = '岳麓山下湘江水 seal';
const bytes = Buffer.from('the licence');
let parent = '';
let folder = '';
let instant = new Date('2026-11-01T00:00:00Z');

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'onevisit-keys-'));
  folder = join(parent, 'keys');
  instant = new Date('2026-11-01T00:00:00Z');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const open = (changed: Partial<KeyFolderOptions> = {}) =>
  openKeyFolder({ folder, passphrase: null, mode: 'demo', suite: 'sm', now: () => instant, ...changed });
const opened = (changed: Partial<KeyFolderOptions> = {}): KeyProvider => must(open(changed));
const refusal = (changed: Partial<KeyFolderOptions> = {}) => {
  const outcome = open(changed);
  return outcome.ok ? 'opened' : outcome.refusal.kind;
};

describe('the first start of an installation', () => {
  test('makes keys that a later start finds again', async () => {
    const first = opened();
    const signature = await first.sign('licence', bytes);
    const later = opened();
    expect(await later.verify('licence', bytes, signature, instant)).toMatchObject({ ok: true });
    expect(await later.publicKeys('licence')).toEqual(await first.publicKeys('licence'));
    expect(await later.health()).toEqual({ provider: 'file', sealed: false, missing: [] });
  });

  test('leaves the folder and the file to their owner alone', () => {
    opened();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
    expect(existsSync(join(folder, 'keys.json.part'))).toBe(false);
  });

  test('gives another installation other keys', async () => {
    const [one] = await opened().publicKeys('licence');
    const [other] = await opened({ folder: join(parent, 'other') }).publicKeys('licence');
    expect(one?.kid).not.toBe(other?.kid);
  });

  test.each([
    ['sm', 'sm2-sm3', ['sm2-sm3'], ['ed25519', 'sm2-sm3']],
    ['intl', 'es256', ['es256'], ['ed25519']],
    ['dual', 'sm2-sm3', ['sm2-sm3', 'es256'], ['ed25519', 'sm2-sm3']],
  ] as const)('under the suite %s signs licences by %s', async (suite, algorithm, licence, checkpoint) => {
    const keys = opened({ suite });
    expect((await keys.sign('licence', bytes)).algorithm).toBe(algorithm);
    expect((await keys.sign('checkpoint', bytes)).algorithm).toBe('ed25519');
    expect(new Set((await keys.publicKeys('licence')).map((key) => key.algorithm))).toEqual(new Set(licence));
    expect(new Set((await keys.publicKeys('checkpoint')).map((key) => key.algorithm))).toEqual(new Set(checkpoint));
  });

  test('under another suite later adds its keys and keeps the old ones', async () => {
    const old = await opened({ suite: 'sm' }).sign('licence', bytes);
    const keys = opened({ suite: 'intl' });
    expect((await keys.sign('licence', bytes)).algorithm).toBe('es256');
    expect(await keys.verify('licence', bytes, old, instant)).toMatchObject({ ok: true });
  });
});

describe('a sealed key folder', () => {
  test('opens with its passphrase, and shows no secret without it', async () => {
    const signature = await opened({ passphrase }).sign('licence', bytes);
    expect(await opened({ passphrase }).verify('licence', bytes, signature, instant)).toMatchObject({ ok: true });
    expect(await opened({ passphrase }).health()).toMatchObject({ sealed: true });
    expect(refusal({ passphrase: 'another' })).toBe('keys-passphrase-wrong');
    expect(refusal()).toBe('keys-passphrase-missing');
    // PKCS#8 of an SM2 key begins with these bytes; unsealed the file holds them.
    const head = Buffer.from('308187020100301306072a', 'hex').toString('base64').slice(0, 12);
    expect(readFileSync(join(folder, 'keys.json'), 'utf8')).not.toContain(head);
    opened({ folder: join(parent, 'open') });
    expect(readFileSync(join(parent, 'open', 'keys.json'), 'utf8')).toContain(head);
  });

  test('refuses a file in which a revoked key was made active again', async () => {
    const keys = opened({ passphrase });
    await keys.revoke((await keys.sign('licence', bytes)).kid);
    const path = join(folder, 'keys.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"revoked"', '"active"').replace(/"revokedAt": "[^"]+"/, '"revokedAt": null'));
    expect(refusal({ passphrase })).toBe('keys-passphrase-wrong');
  });

  test('is asked for in production', () => {
    expect(refusal({ mode: 'production' })).toBe('keys-passphrase-required');
    expect(existsSync(folder)).toBe(false);
    expect(refusal({ mode: 'production', passphrase })).toBe('opened');
  });

  test('is not replaced by an open one', () => {
    opened();
    expect(refusal({ mode: 'production', passphrase })).toBe('keys-not-sealed');
  });
});

describe('a damaged or exposed key folder is refused and left as it is', () => {
  const path = () => join(folder, 'keys.json');
  test.each([
    ['a file cut in the middle', () => truncateSync(path(), 700), 'keys-file-unreadable'],
    ['an empty file', () => truncateSync(path(), 0), 'keys-file-unreadable'],
    ['a file of something else', () => writeFileSync(path(), '{"keys":[]}'), 'keys-file-unreadable'],
    ['a file with one changed character', () => writeFileSync(path(), readFileSync(path(), 'utf8').replace('2026-11-01', '2020-11-01')), 'keys-file-edited'],
    ['a file that its group may read', () => chmodSync(path(), 0o640), 'keys-open-to-others'],
    ['a folder that others may enter', () => chmodSync(folder, 0o711), 'keys-open-to-others'],
    ['a link in place of the file', () => (rmSync(path()), writeFileSync(join(parent, 'x'), ''), symlinkSync(join(parent, 'x'), path())), 'keys-folder-unusable'],
    ['a folder in place of the file', () => (rmSync(path()), mkdirSync(path())), 'keys-folder-unusable'],
  ])('%s', (_name, damage, kind) => {
    opened();
    damage();
    const before = statSync(path());
    expect(refusal()).toBe(kind);
    expect(statSync(path())).toMatchObject({ ino: before.ino, size: before.size, mtimeMs: before.mtimeMs });
  });
});

describe('the life of a key', () => {
  test('rotation: the new one signs, the old one verifies what it signed while it was active', async () => {
    const keys = opened();
    const before = await keys.sign('licence', bytes);
    instant = new Date('2026-11-02T00:00:00Z');
    const [made] = await keys.rotate('licence');
    const after = await keys.sign('licence', bytes);
    expect(after.kid).toBe(made);
    expect(await keys.verify('licence', bytes, before, new Date('2026-11-01T12:00:00Z'))).toMatchObject({ ok: true });
    expect(await keys.verify('licence', bytes, before, new Date('2026-11-03T00:00:00Z'))).toMatchObject({ refusal: { kind: 'signature-key-outside-window' } });
    expect(await keys.verify('licence', bytes, after, new Date('2026-11-01T12:00:00Z'))).toMatchObject({ refusal: { kind: 'signature-key-outside-window' } });
    expect((await keys.publicKeys('licence')).map((key) => key.state)).toEqual(['active', 'verify-only']);
  });

  test('revocation: nothing it signed is believed, nothing new is signed until a rotation', async () => {
    const keys = opened();
    const signature = await keys.sign('licence', bytes);
    await keys.revoke(signature.kid);
    expect(await keys.verify('licence', bytes, signature, instant)).toMatchObject({ refusal: { kind: 'signature-key-revoked' } });
    await expect(keys.sign('licence', bytes)).rejects.toThrow('no active key for licence');
    expect((await opened().health()).missing).toEqual(['licence']);
    await keys.rotate('licence');
    expect((await keys.health()).missing).toEqual([]);
  });

  test('destruction: only what is no longer active, and the secret is gone from the file', async () => {
    const keys = opened();
    const { kid, ...signature } = await keys.sign('licence', bytes);
    await expect(keys.destroy(kid)).rejects.toThrow('rotate licence first');
    await keys.rotate('licence');
    await keys.destroy(kid);
    expect(JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')).keys.find((key: { kid: string }) => key.kid === kid)).toMatchObject({ state: 'destroyed', secret: null });
    expect(await keys.verify('licence', bytes, { kid, ...signature }, instant)).toMatchObject({ ok: true });
    await keys.revoke(kid);
    expect(await keys.verify('licence', bytes, { kid, ...signature }, instant)).toMatchObject({ refusal: { kind: 'signature-key-revoked' } });
  });

  test('the index key stays: rows found by it would be lost', async () => {
    await expect(opened().rotate('index')).rejects.toThrow('not rotated');
  });

  test('a revocation in one process reaches another', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const one = opened();
      const other = opened();
      const signature = await other.sign('licence', bytes);
      await one.revoke(signature.kid);
      vi.advanceTimersByTime(1_001);
      expect(await other.verify('licence', bytes, signature, instant)).toMatchObject({ refusal: { kind: 'signature-key-revoked' } });
    } finally {
      vi.useRealTimers();
    }
  });

  test('two processes that change the folder lose neither change', async () => {
    const [one, other] = [opened(), opened()];
    const [licence] = await one.rotate('licence');
    const [channel] = await other.rotate('channel');
    const now = opened();
    expect((await now.publicKeys('licence'))[0]?.kid).toBe(licence);
    expect((await now.publicKeys('channel'))[0]?.kid).toBe(channel);
  });
});

describe('purposes never share keys', () => {
  test('a signature for one purpose is unknown to another', async () => {
    const keys = opened();
    const signature = await keys.sign('channel', bytes);
    expect(await keys.verify('licence', bytes, signature, instant)).toMatchObject({ refusal: { kind: 'signature-key-unknown' } });
  });

  test('codes of the same data differ by purpose and can be compared by key name', async () => {
    const keys = opened();
    const index = await keys.mac('index', 'x');
    expect((await keys.mac('session', 'x')).mac).not.toEqual(index.mac);
    await keys.rotate('session');
    expect(await keys.mac('index', 'x', index.kid)).toEqual(index);
    await expect(keys.mac('session', 'x', index.kid)).rejects.toThrow('not in this key folder');
  });
});

describe('a wrapped data key', () => {
  const dataKey = Buffer.alloc(32, 7);

  test('opens with the same associated data, also after rotation', async () => {
    const keys = opened();
    const wrapped = await keys.wrap(dataKey, 'identity');
    await keys.rotate('kek');
    expect(await keys.unwrap(wrapped, 'identity')).toEqual(dataKey);
    expect(await keys.unwrap(await keys.wrap(dataKey, 'x', 'backup'), 'x')).toEqual(dataKey);
  });

  test('does not open elsewhere, edited, or by another installation', async () => {
    const keys = opened();
    const wrapped = await keys.wrap(dataKey, 'identity');
    await expect(keys.unwrap(wrapped, 'cases')).rejects.toThrow('does not open');
    for (let at = wrapped.indexOf('.', 4) + 1; at < wrapped.length; at += 1) {
      const edited = wrapped.slice(0, at) + (wrapped[at] === 'A' ? 'B' : 'A') + wrapped.slice(at + 1);
      await expect(keys.unwrap(edited, 'identity')).rejects.toThrow();
    }
    await expect(opened({ folder: join(parent, 'other') }).unwrap(wrapped, 'identity')).rejects.toThrow('not in this key folder');
  });

  test('is lost with its key, which is how a data set is erased', async () => {
    const keys = opened();
    const wrapped = await keys.wrap(dataKey, 'identity');
    const kid = wrapped.split('.')[1] ?? '';
    await keys.rotate('kek');
    await keys.destroy(kid);
    await expect(keys.unwrap(wrapped, 'identity')).rejects.toThrow('was destroyed');
  });
});
