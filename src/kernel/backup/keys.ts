import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type KeyFileRefusal, readKeyFile, writeKeyFile } from '../keys/key-file.ts';
import { fileIn } from '../keys/key-folder.ts';
import { folderKeys, newPassphraseSeal } from '../keys/passphrase.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { readIfThere, writeWhole } from '../postgres/files.ts';

export type KeysBackupRefusal =
  | KeyFileRefusal
  | { readonly kind: 'keys-passphrase-too-short'; readonly leastCharacters: number }
  | { readonly kind: 'keys-are-there'; readonly path: string }
  | { readonly kind: 'keys-beside-the-rows'; readonly path: string };

/** Fewer would make the medium's thief a guesser. */
const leastCharacters = 16;

/** Writes the keys to a medium of their own, sealed by a passphrase of its own: whoever finds the rows shall not find their keys with them. */
export function backupKeys(options: {
  readonly keysFolder: string;
  /** Of the key folder in use; null where it has none (demo). */
  readonly passphrase: string | null;
  readonly sealWith: string;
  readonly to: string;
}): Outcome<{ readonly keys: number }, KeysBackupRefusal> {
  const { keysFolder, passphrase, sealWith, to } = options;
  if ([...sealWith].length < leastCharacters) return refuse({ kind: 'keys-passphrase-too-short', leastCharacters });
  if (existsSync(to)) return refuse({ kind: 'keys-are-there', path: to });
  if (existsSync(join(dirname(to), 'manifest.json'))) return refuse({ kind: 'keys-beside-the-rows', path: to });
  const read = readKeyFile(readIfThere(fileIn(keysFolder)) ?? '', passphrase);
  if (!read.ok) return read;
  const seal = newPassphraseSeal();
  writeWhole(to, writeKeyFile({ keys: read.value.keys, opened: { seal, keys: folderKeys(sealWith, seal) } }));
  return done({ keys: read.value.keys.length });
}

/** Brings them into a key folder that has none yet, where they are sealed again as that folder is (null: not at all, demo only). */
export function restoreKeys(options: {
  readonly from: string;
  readonly sealedWith: string;
  readonly keysFolder: string;
  readonly passphrase: string | null;
}): Outcome<{ readonly keys: number }, KeysBackupRefusal> {
  const { from, sealedWith, keysFolder, passphrase } = options;
  const path = fileIn(keysFolder);
  if (existsSync(path)) return refuse({ kind: 'keys-are-there', path });
  const read = readKeyFile(readIfThere(from) ?? '', sealedWith);
  if (!read.ok) return read;
  const seal = newPassphraseSeal();
  const opened = passphrase === null ? null : { seal, keys: folderKeys(passphrase, seal) };
  mkdirSync(keysFolder, { recursive: true, mode: 0o700 });
  writeWhole(path, writeKeyFile({ keys: read.value.keys, opened }));
  return done({ keys: read.value.keys.length });
}
