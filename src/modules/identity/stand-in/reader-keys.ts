import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keys of the stand-in readers: made on this machine, kept in its data folder, readable by its owner only. */
export function standInKey(dataFolder: string, reader: string): KeyObject {
  const path = pathOf(dataFolder, reader);
  try {
    return createPrivateKey(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
  }
  const { privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(join(dataFolder, 'card-readers'), { recursive: true, mode: 0o700 });
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  return privateKey;
}

/** The key of a reader that was registered here, or null: a program that answers must not make one up. */
export function findStandInKey(dataFolder: string, reader: string): KeyObject | null {
  try {
    return createPrivateKey(readFileSync(pathOf(dataFolder, reader), 'utf8'));
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  }
}

export function publicPemOf(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}

function pathOf(dataFolder: string, reader: string): string {
  if (!/^[a-z0-9-]{1,40}$/.test(reader)) throw new Error(`not the name of a reader: ${reader}`);
  return join(dataFolder, 'card-readers', `${reader}.key.pem`);
}
