import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { binariesPackage, findBinaries, makeLibraryLinks } from './binaries.ts';

test('the programs of this platform are those that the lock file pins', () => {
  const lockFile = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<string, { version: string }>;
  };
  const found = findBinaries();
  expect(found?.packageVersion).toBe(lockFile.packages[`node_modules/${binariesPackage(process.platform, process.arch)}`]?.version);
  expect(found?.major).toBe('18');
});

test('a platform without programs has none', () => {
  expect(findBinaries('plan9', 'mips')).toBeNull();
});

test('the library links that a blocked install script did not make are made, once', () => {
  const root = mkdtempSync(join(tmpdir(), 'onevisit-links-'));
  mkdirSync(join(root, 'native', 'lib'), { recursive: true });
  writeFileSync(join(root, 'native', 'lib', 'libicuuc.so.60.2'), 'library');
  const link = { source: 'native/lib/libicuuc.so.60.2', target: 'native/lib/libicuuc.so.60' };
  writeFileSync(join(root, 'native', 'pg-symlinks.json'), JSON.stringify([link]));
  makeLibraryLinks(root);
  makeLibraryLinks(root);
  expect(readlinkSync(join(root, link.target))).toBe('libicuuc.so.60.2');
  expect(readFileSync(join(root, link.target), 'utf8')).toBe('library');
  rmSync(root, { recursive: true });
});
