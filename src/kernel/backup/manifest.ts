import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { done, type Outcome, refuse } from '../outcome.ts';

/** What a backup says of itself; nothing in it needs the key of a person's data to be read. */
const manifestSchema = z.strictObject({
  format: z.literal('onevisit-backup-1'),
  createdAt: z.iso.datetime(),
  server: z.string(),
  migrations: z.array(z.strictObject({ room: z.string(), name: z.string(), digest: z.string() })),
  tables: z.array(
    z.strictObject({
      schema: z.string(),
      name: z.string(),
      /** Without generated columns, which the new database computes itself. */
      columns: z.array(z.string()),
      rows: z.int().nonnegative(),
      file: z.string().regex(/^tables\/[0-9]{5}\.copy\.zst$/),
      bytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  sequences: z.array(z.strictObject({ schema: z.string(), name: z.string(), value: z.string().regex(/^-?\d+$/), called: z.boolean() })),
  /** The signed note of the largest checkpoint of each log. */
  checkpoints: z.array(z.strictObject({ log: z.int(), note: z.string() })),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type TableEntry = Manifest['tables'][number];
export type MigrationEntry = Manifest['migrations'][number];

export type BackupUnreadable =
  | { readonly kind: 'backup-unreadable'; readonly path: string; readonly why: string }
  | { readonly kind: 'backup-damaged'; readonly file: string };

export const manifestName = 'manifest.json';

/** Reads a backup's manifest and proves every file against it. */
export async function readBackup(folder: string): Promise<Outcome<Manifest, BackupUnreadable>> {
  const path = join(folder, manifestName);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return refuse({ kind: 'backup-unreadable', path, why: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
  const manifest = parseManifest(text);
  if (manifest === null) return refuse({ kind: 'backup-damaged', file: manifestName });
  for (const { file, sha256 } of manifest.tables) {
    if ((await digestOf(join(folder, file))) !== sha256) return refuse({ kind: 'backup-damaged', file });
  }
  return done(manifest);
}

/** The manifest ends with a digest of its own text: a flipped bit in it is as bad as one in a table. */
export function writeManifest(manifest: Manifest): string {
  const body = JSON.stringify(manifest, null, 1);
  return `${body}\n${digestLine(body)}\n`;
}

export function parseManifest(text: string): Manifest | null {
  const border = text.trimEnd().lastIndexOf('\n');
  const body = text.slice(0, Math.max(border, 0));
  if (text !== `${body}\n${digestLine(body)}\n`) return null;
  try {
    return manifestSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

function digestLine(body: string): string {
  return `sha256 ${createHash('sha256').update(body).digest('hex')}`;
}

/** @returns null when the file is not there */
async function digestOf(path: string): Promise<string | null> {
  const digest = createHash('sha256');
  try {
    await pipeline(createReadStream(path), digest);
    return digest.digest('hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
