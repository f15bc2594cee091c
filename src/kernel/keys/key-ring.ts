import { randomBytes } from 'node:crypto';
import { schemes } from './algorithms.ts';
import type { StoredKey } from './key-file.ts';
import { type KeyPurpose, type PublicKeyInfo, type SecretAlgorithm, type SignatureAlgorithm, type SigningPurpose, type Suite, signingPurposes } from './provider.ts';
import { isKnownAlgorithm, kidOf } from './verify.ts';

/** What may be done with a key in which state: pure, so that the file is only storage. */
export type Keys = readonly StoredKey[];

/** The key that signs, seals or codes now: the newest active one. */
export function activeKey(keys: Keys, purpose: KeyPurpose, algorithm: StoredKey['algorithm']): StoredKey {
  const found = newestFirst(keys).find((key) => key.purpose === purpose && key.algorithm === algorithm && key.state === 'active');
  if (!found) throw new Error(`no active key for ${purpose} by ${algorithm}: rotate the purpose to make one`);
  return found;
}

/** A key by name for opening or comparing what was made earlier; a revoked one still opens what it wrapped, so that the data can be saved. */
export function namedKey(keys: Keys, purposes: readonly KeyPurpose[], kid: string): StoredKey {
  const found = keys.find((key) => key.kid === kid && purposes.includes(key.purpose));
  if (!found) throw new Error(`the key ${kid} is not in this key folder: is it the folder of another installation?`);
  return found;
}

/** A new active key for each algorithm; what was active before verifies from now on. */
export function rotated(keys: Keys, purpose: KeyPurpose, suite: Suite, now: Date): { readonly keys: Keys; readonly made: readonly StoredKey[] } {
  // Every row that is searched by it would stop being found: a column moves to a new field name instead, index beside index.
  if (purpose === 'index') throw new Error('the index key is not rotated: build a second index under a new field name and switch over');
  const made = algorithmsOf(purpose, suite).map((algorithm) => makeKey(purpose, algorithm, now));
  const retired = keys.map((key) => (key.purpose === purpose && key.state === 'active' ? { ...key, state: 'verify-only' as const, notAfter: now.toISOString() } : key));
  return { keys: [...retired, ...made], made };
}

export function revoked(keys: Keys, kid: string, now: Date): Keys {
  return replaced(keys, kid, (key) => {
    if (key.revokedAt !== null) return key;
    const at = now.toISOString();
    return { ...key, state: key.state === 'destroyed' ? 'destroyed' : 'revoked', notAfter: key.notAfter ?? at, revokedAt: at };
  });
}

export function destroyed(keys: Keys, kid: string): Keys {
  return replaced(keys, kid, (key) => {
    if (key.state === 'active') throw new Error(`${kid} is active: rotate ${key.purpose} first`);
    return { ...key, state: 'destroyed', secret: null };
  });
}

/** The keys of a first start, and of a start after the suite was changed; a purpose that ever had a key is left alone. */
export function completed(keys: Keys, suite: Suite, now: Date): Keys {
  const missing = allPurposes.flatMap((purpose) =>
    algorithmsOf(purpose, suite)
      .filter((algorithm) => !keys.some((key) => key.purpose === purpose && key.algorithm === algorithm))
      .map((algorithm) => makeKey(purpose, algorithm, now)),
  );
  return missing.length === 0 ? keys : [...keys, ...missing];
}

/** The first algorithm of a purpose is the one that signs when the caller names none. */
export function algorithmsOf(purpose: KeyPurpose, suite: Suite): readonly (SignatureAlgorithm | SecretAlgorithm)[] {
  switch (purpose) {
    case 'kek':
    case 'backup':
      return ['aes-256-gcm'];
    case 'index':
    case 'session':
      return ['hmac-sha256'];
    case 'checkpoint':
      // Standard verifiers of transparency logs read Ed25519; the SM2 line is for national verifiers.
      return suite === 'intl' ? ['ed25519'] : ['ed25519', 'sm2-sm3'];
    case 'licence':
      return { sm: ['sm2-sm3'] as const, intl: ['es256'] as const, dual: ['sm2-sm3', 'es256'] as const }[suite];
    case 'channel':
    case 'receipt':
      return { sm: ['sm2-sm3'] as const, intl: ['ed25519'] as const, dual: ['sm2-sm3', 'ed25519'] as const }[suite];
  }
}

export const allPurposes: readonly KeyPurpose[] = [...signingPurposes, 'kek', 'backup', 'index', 'session'];

export function publicKeysOf(keys: Keys, purpose: SigningPurpose): readonly PublicKeyInfo[] {
  return newestFirst(keys).flatMap(({ kid, algorithm, publicKey, notBefore, notAfter, revokedAt, state, ...key }) => {
    if (key.purpose !== purpose || publicKey === null || !isKnownAlgorithm(algorithm)) return [];
    return [{ kid, purpose, algorithm, publicKey, notBefore, notAfter, revokedAt, state }];
  });
}

export function secretOf(key: StoredKey): Buffer {
  if (key.secret === null) throw new Error(`the secret of ${key.kid} was destroyed`);
  return key.secret;
}

function makeKey(purpose: KeyPurpose, algorithm: SignatureAlgorithm | SecretAlgorithm, now: Date): StoredKey {
  const common = { purpose, algorithm, state: 'active' as const, notBefore: now.toISOString(), notAfter: null, revokedAt: null };
  if (!isKnownAlgorithm(algorithm)) {
    return { ...common, kid: `${purpose}-${randomBytes(8).toString('hex')}`, publicKey: null, secret: randomBytes(32) };
  }
  const pair = schemes[algorithm].make();
  return { ...common, kid: kidOf(purpose, algorithm, pair.publicKey), publicKey: pair.publicKey.toString('base64'), secret: pair.privateKey };
}

function replaced(keys: Keys, kid: string, change: (key: StoredKey) => StoredKey): Keys {
  if (!keys.some((key) => key.kid === kid)) throw new Error(`there is no key ${kid}`);
  return keys.map((key) => (key.kid === kid ? change(key) : key));
}

// Later in the file is newer; instants alone could tie.
function newestFirst(keys: Keys): Keys {
  return keys.toReversed();
}
