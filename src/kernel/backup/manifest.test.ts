import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Manifest, parseManifest, writeManifest } from './manifest.ts';

const manifest: Manifest = {
  format: 'onevisit-backup-1',
  createdAt: '2026-11-22T08:00:00.000Z',
  server: 'PostgreSQL 18.4',
  migrations: [{ room: 'kernel', name: '0001-kernel.sql', digest: 'a'.repeat(64) }],
  tables: [{ schema: 'items', name: 'item', columns: ['id', 'name'], rows: 1436, file: 'tables/00000.copy.zst', bytes: 9, sha256: 'b'.repeat(64) }],
  sequences: [{ schema: 'kernel', name: 'outbox_id_seq', value: '9007199254740993', called: true }],
  checkpoints: [{ log: 1, note: 'onevisit.changsha/licence\n…' }],
};

test('a manifest reads back as it was written', () => {
  expect(parseManifest(writeManifest(manifest))).toEqual(manifest);
});

test('a manifest with any one character changed, added or cut off is no manifest', () => {
  const text = writeManifest(manifest);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 2 }), (at, other) => {
      fc.pre(other !== text[at]);
      expect(parseManifest(text.slice(0, at) + other + text.slice(at + 1))).toBeNull();
    }),
  );
  expect(parseManifest('')).toBeNull();
});

test('a manifest cannot name a file outside the backup, even with its digest right', () => {
  const [table] = manifest.tables;
  const outside = { ...manifest, tables: [{ ...table, file: 'tables/../../keys.json' }] } as Manifest;
  expect(parseManifest(writeManifest(outside))).toBeNull();
});
