import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '../outcome.ts';
import { claimDataFolder, dataFolderId, dataFolderIsInUse } from './data-folder.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'onevisit-folder-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

test('a folder that is not there is made, and stays the same folder at the next claim', () => {
  const path = join(base, 'a', 'b');
  const first = must(claimDataFolder(path));
  first.release();
  const second = must(claimDataFolder(path));
  expect(second.id).toBe(first.id);
  expect(dataFolderId(path)).toBe(first.id);
  second.release();
});

test('one claim excludes the next until it is released', () => {
  const first = must(claimDataFolder(base));
  expect(claimDataFolder(base)).toMatchObject({ ok: false, refusal: { kind: 'folder-in-use' } });
  expect(dataFolderIsInUse(base)).toBe(true);
  first.release();
  expect(dataFolderIsInUse(base)).toBe(false);
  must(claimDataFolder(base)).release();
});

test.each<[string, (path: string) => void, string]>([
  ['a file', (path) => writeFileSync(path, 'x'), 'folder-is-no-folder'],
  ['a folder of other things', (path) => (mkdirSync(path), writeFileSync(join(path, 'letter.txt'), 'dear'), undefined), 'folder-is-foreign'],
  ['a folder whose marker is spoilt', (path) => (mkdirSync(path), writeFileSync(join(path, 'onevisit-data.json'), '{'), undefined), 'folder-is-foreign'],
  [
    'a folder of a later format',
    (path) => (mkdirSync(path), writeFileSync(join(path, 'onevisit-data.json'), '{"format":2,"id":"x"}'), undefined),
    'folder-of-another-version',
  ],
])('%s is refused and left as it was', (_, make, kind) => {
  const path = join(base, 'data');
  make(path);
  const before = contents(path);
  expect(claimDataFolder(path)).toMatchObject({ ok: false, refusal: { kind } });
  expect(contents(path)).toEqual(before);
});

test('what a fresh disk or a killed first start left behind is no obstacle', () => {
  mkdirSync(join(base, 'lost+found'));
  writeFileSync(join(base, 'onevisit.lock'), '');
  writeFileSync(join(base, 'onevisit-data.json.part'), '{"form');
  must(claimDataFolder(base)).release();
});

test.runIf(process.getuid?.() !== 0)('a folder that may not be written is refused', () => {
  chmodSync(base, 0o500);
  expect(claimDataFolder(base)).toMatchObject({ ok: false, refusal: { kind: 'folder-not-writable', why: 'EACCES' } });
});

test('a lock file that cannot be opened is refused, not thrown', () => {
  mkdirSync(join(base, 'onevisit.lock'));
  expect(claimDataFolder(base)).toMatchObject({ ok: false, refusal: { kind: 'folder-not-writable' } });
});

test('a path below a file or in the kernel file systems is refused', () => {
  writeFileSync(join(base, 'file'), 'x');
  expect(claimDataFolder(join(base, 'file', 'data'))).toMatchObject({ ok: false, refusal: { kind: 'folder-is-no-folder' } });
  expect(claimDataFolder('/proc/onevisit')).toMatchObject({ ok: false, refusal: { kind: 'folder-not-writable' } });
});

function contents(path: string): unknown {
  try {
    return readdirSync(path).filter((name) => name !== 'onevisit.lock');
  } catch {
    return readFileSync(path, 'utf8');
  }
}
