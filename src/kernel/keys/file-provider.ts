import { createHmac } from 'node:crypto';
import { done, must, type Outcome, refuse } from '../outcome.ts';
import { openBytes, readSealedText, sealBytes, sealedText } from './aead.ts';
import { schemes } from './algorithms.ts';
import type { KeyRing, StoredKey } from './key-file.ts';
import { changeRing, fileIn, type KeyFolderRefusal, markOf, openRing, type ReadRing, readRing } from './key-folder.ts';
import { activeKey, algorithmsOf, allPurposes, completed, destroyed, namedKey, publicKeysOf, revoked, rotated, secretOf } from './key-ring.ts';
import type { KeyProvider, Signature, SignatureAlgorithm, Suite } from './provider.ts';
import { verifySignature } from './verify.ts';

export interface KeyFolderOptions {
  /** a folder of its own, 0700 */
  readonly folder: string;
  /** null leaves the secrets unsealed: refused in production */
  readonly passphrase: string | null;
  readonly mode: 'demo' | 'production';
  readonly suite: Suite;
  /** real time, never the shifted clock of a demo: a key's window is evidence */
  readonly now: () => Date;
}

/**
 * Keys in one file of one folder, for development and for one machine. Software keys are no certified module
 * (GB/T 39786-2021 asks for one at the third level): there another maker of KeyProvider takes this one's place.
 */
export function openKeyFolder(options: KeyFolderOptions): Outcome<KeyProvider, KeyFolderRefusal> {
  const { folder, passphrase, suite, now } = options;
  if (options.mode === 'production' && passphrase === null) return refuse({ kind: 'keys-passphrase-required', path: folder });
  const opened = openRing(folder, passphrase, () => completed([], suite, now()));
  if (!opened.ok) return opened;
  const shelf = shelfOf(opened.value, options);
  // A start under another suite needs keys that the first start did not make.
  if (completed(shelf.keys(), suite, now()) !== shelf.keys()) shelf.change((keys) => completed(keys, suite, now()));
  return done(providerOf(shelf, options));
}

function providerOf(shelf: Shelf, { suite, now }: KeyFolderOptions): KeyProvider {
  return {
    sign: async (purpose, bytes, algorithm) => signWith(activeKey(shelf.keys(), purpose, algorithm ?? algorithmsOf(purpose, suite)[0] ?? 'ed25519'), bytes),
    verify: async (purpose, bytes, signature, at) => {
      const key = publicKeysOf(shelf.keys(), purpose).find((one) => one.kid === signature.kid);
      return key ? verifySignature(key, bytes, signature, at) : refuse({ kind: 'signature-key-unknown' });
    },
    wrap: async (dataKey, associatedData, purpose = 'kek') => {
      const key = activeKey(shelf.keys(), purpose, 'aes-256-gcm');
      return `w1.${key.kid}.${sealedText(sealBytes('aes-256-gcm', secretOf(key), dataKey, wrapLabel(key, associatedData)))}`;
    },
    unwrap: async (wrapped, associatedData) => {
      const [, kid = '', text = ''] = /^w1\.([a-z0-9-]+)\.(.+)$/.exec(wrapped) ?? [];
      const key = namedKey(shelf.keys(), ['kek', 'backup'], kid);
      const sealed = readSealedText(text);
      const dataKey = sealed && openBytes('aes-256-gcm', secretOf(key), sealed, wrapLabel(key, associatedData));
      if (!dataKey) throw new Error(`a data key wrapped by ${kid} does not open: it was edited or belongs elsewhere`);
      return dataKey;
    },
    mac: async (purpose, data, kid) => {
      const key = kid === undefined ? activeKey(shelf.keys(), purpose, 'hmac-sha256') : namedKey(shelf.keys(), [purpose], kid);
      if (key.state === 'revoked') throw new Error(`${key.kid} was revoked`);
      return { kid: key.kid, mac: createHmac('sha256', secretOf(key)).update(data).digest() };
    },
    publicKeys: async (purpose) => publicKeysOf(shelf.keys(), purpose),
    rotate: async (purpose) => {
      let made: readonly StoredKey[] = [];
      shelf.change((keys) => {
        const result = rotated(keys, purpose, suite, now());
        made = result.made;
        return result.keys;
      });
      return made.map((key) => key.kid);
    },
    revoke: async (kid) => shelf.change((keys) => revoked(keys, kid, now())),
    destroy: async (kid) => shelf.change((keys) => destroyed(keys, kid)),
    health: async () => {
      const keys = shelf.keys();
      const usable = (purpose: (typeof allPurposes)[number]) =>
        algorithmsOf(purpose, suite).every((algorithm) => keys.some((key) => key.purpose === purpose && key.algorithm === algorithm && key.state === 'active'));
      return { provider: 'file', sealed: shelf.sealed(), missing: allPurposes.filter((purpose) => !usable(purpose)) };
    },
  };
}

function signWith(key: StoredKey, bytes: Uint8Array): Signature {
  const algorithm = key.algorithm as SignatureAlgorithm;
  return { kid: key.kid, algorithm, signature: schemes[algorithm].sign(secretOf(key), bytes) };
}

function wrapLabel(key: StoredKey, associatedData: string): string {
  return `onevisit/wrap|${key.kid}|${associatedData}`;
}

interface Shelf {
  keys(): KeyRing['keys'];
  sealed(): boolean;
  change(change: (keys: KeyRing['keys']) => KeyRing['keys']): void;
}

const lookAgainMilliseconds = 1_000;

/** The ring in memory, read again when another process changed the file: a revocation reaches every process within a second. */
function shelfOf(first: ReadRing, { folder, passphrase }: KeyFolderOptions): Shelf {
  let current = first;
  let lookedAt = performance.now();
  const readAgain = () => {
    current = must(readRing(folder, passphrase, current.ring.opened));
  };
  return {
    keys: () => {
      const moment = performance.now();
      if (moment - lookedAt >= lookAgainMilliseconds) {
        lookedAt = moment;
        const mark = markOf(fileIn(folder));
        if (mark?.inode !== current.mark.inode || mark.changed !== current.mark.changed) readAgain();
      }
      return current.ring.keys;
    },
    sealed: () => current.ring.opened !== null,
    change: (change) => {
      must(
        changeRing(folder, () => {
          readAgain();
          const keys = change(current.ring.keys);
          return keys === current.ring.keys ? null : { ...current.ring, keys };
        }),
      );
      readAgain();
    },
  };
}
