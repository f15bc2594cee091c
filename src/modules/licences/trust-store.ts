import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTrustFile, type TrustFile } from './domain/trust-file.ts';
import type { Ground } from './needs.ts';
import { trustFile } from './trust.ts';

/** Where an installation keeps its own list of public keys, so that a licence is verified here without server and database. */
export function trustFileIn(dataFolder: string): string {
  return join(dataFolder, 'licence-keys.json');
}

/** Writes the list anew, whole or not at all; at each start and each export, so that a revoked key is soon known. */
export async function refreshTrustFile(ground: Pick<Ground, 'keys' | 'city' | 'realNow' | 'dataFolder'>): Promise<TrustFile> {
  const trust = await trustFile(ground);
  if (ground.dataFolder === null) return trust;
  const path = trustFileIn(ground.dataFolder);
  await mkdir(ground.dataFolder, { recursive: true });
  await writeFile(`${path}.new`, trustText(trust), { mode: 0o644 });
  await rename(`${path}.new`, path);
  return trust;
}

export function trustText(trust: TrustFile): string {
  return `${JSON.stringify(trust, null, 2)}\n`;
}

/** null when there is no list or it is none of ours */
export async function loadTrustFile(path: string): Promise<TrustFile | null> {
  try {
    return readTrustFile(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}
