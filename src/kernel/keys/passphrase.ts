import { argon2Sync, createHmac, randomBytes } from 'node:crypto';

/** How a passphrase became the key of a key file; written beside it so that it can be made again. */
export interface PassphraseSeal {
  readonly derivation: 'argon2id';
  readonly salt: string;
  readonly memoryKibibytes: number;
  readonly passes: number;
}

/** RFC 9106, 4: the second recommended choice (64 MiB, 3 passes), here on one lane */
export function newPassphraseSeal(): PassphraseSeal {
  return { derivation: 'argon2id', salt: randomBytes(16).toString('base64'), memoryKibibytes: 65_536, passes: 3 };
}

/** A file could ask for a derivation that is trivially weak or that never ends. */
export function isSensibleSeal(seal: PassphraseSeal): boolean {
  return (
    seal.derivation === 'argon2id' &&
    Buffer.from(seal.salt, 'base64').length === 16 &&
    between(seal.memoryKibibytes, 19_456, 1_048_576) &&
    between(seal.passes, 2, 16)
  );
}

export interface FolderKeys {
  /** seals the secrets in the file */
  readonly sealing: Buffer;
  /** proves that nobody edited the file around them */
  readonly proving: Buffer;
}

export function folderKeys(passphrase: string, seal: PassphraseSeal): FolderKeys {
  const root = argon2Sync('argon2id', {
    message: passphrase.normalize('NFC'),
    nonce: Buffer.from(seal.salt, 'base64'),
    parallelism: 1,
    tagLength: 32,
    memory: seal.memoryKibibytes,
    passes: seal.passes,
  });
  const part = (label: string) => createHmac('sha256', root).update(label).digest();
  return { sealing: part('onevisit/keys/sealing'), proving: part('onevisit/keys/proving') };
}

function between(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
