import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { canonicalText } from '../canonical.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { openBytes, readSealedText, sealBytes, sealedText } from './aead.ts';
import { type FolderKeys, folderKeys, isSensibleSeal, type PassphraseSeal } from './passphrase.ts';
import type { KeyPurpose, KeyState, SecretAlgorithm, SignatureAlgorithm } from './provider.ts';

/** One key with all that is known of it. The secret is PKCS#8 for a signing key, 32 bytes for the others. */
export interface StoredKey {
  readonly kid: string;
  readonly purpose: KeyPurpose;
  readonly algorithm: SignatureAlgorithm | SecretAlgorithm;
  readonly state: KeyState;
  readonly notBefore: string;
  readonly notAfter: string | null;
  readonly revokedAt: string | null;
  /** null for keys that only seal or make codes */
  readonly publicKey: string | null;
  /** null once destroyed */
  readonly secret: Buffer | null;
}

/** The whole file in memory. `opened` is null for a folder without a passphrase (demo only). */
export interface KeyRing {
  readonly keys: readonly StoredKey[];
  readonly opened: { readonly seal: PassphraseSeal; readonly keys: FolderKeys } | null;
}

export type KeyFileRefusal =
  | { readonly kind: 'keys-file-unreadable'; readonly why: string }
  | { readonly kind: 'keys-file-edited' }
  | { readonly kind: 'keys-passphrase-missing' }
  | { readonly kind: 'keys-passphrase-wrong' }
  | { readonly kind: 'keys-not-sealed' };

/** The file's text: public facts readable, secrets sealed one by one, a code over all of it. */
export function writeKeyFile({ keys, opened }: KeyRing): string {
  const content = {
    version: 1 as const,
    seal: opened?.seal ?? null,
    keys: keys.map((key) => ({ ...key, secret: key.secret && writeSecret(key, key.secret, opened?.keys ?? null) })),
  };
  const proof = proofOf(canonicalText(content), opened?.keys ?? null);
  return `${JSON.stringify({ ...content, proof: proof.toString('base64') }, null, 1)}\n`;
}

/**
 * @param passphrase null opens only a file that was never sealed
 * @param known what an earlier reading derived; used where the file's salt is still the same
 */
export function readKeyFile(text: string, passphrase: string | null, known: KeyRing['opened'] = null): Outcome<KeyRing, KeyFileRefusal> {
  const file = parse(text);
  if (!file.ok) return file;
  const { proof, ...content } = file.value;
  if (content.seal && passphrase === null) return refuse({ kind: 'keys-passphrase-missing' });
  if (!content.seal && passphrase !== null) return refuse({ kind: 'keys-not-sealed' });
  if (content.seal && !isSensibleSeal(content.seal)) return refuse({ kind: 'keys-file-edited' });
  const opened = content.seal && passphrase !== null ? openSeal(content.seal, passphrase, known) : null;
  const expected = proofOf(canonicalText(content), opened?.keys ?? null);
  const given = Buffer.from(proof, 'base64');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return refuse({ kind: opened ? 'keys-passphrase-wrong' : 'keys-file-edited' });
  }
  const keys: StoredKey[] = [];
  for (const key of content.keys) {
    const secret = key.secret === null ? null : readSecret(key, key.secret, opened?.keys ?? null);
    if (key.secret !== null && secret === null) return refuse({ kind: 'keys-file-edited' });
    keys.push({ ...key, secret });
  }
  return done({ keys, opened });
}

function openSeal(seal: PassphraseSeal, passphrase: string, known: KeyRing['opened']): NonNullable<KeyRing['opened']> {
  const same = known && JSON.stringify(known.seal) === JSON.stringify(seal);
  return { seal, keys: same ? known.keys : folderKeys(passphrase, seal) };
}

const instant = z.iso.datetime();
const keySchema = z.strictObject({
  kid: z.string().regex(/^[a-z0-9-]{8,64}$/),
  purpose: z.enum(['licence', 'checkpoint', 'channel', 'receipt', 'kek', 'backup', 'index', 'session'] satisfies KeyPurpose[]),
  algorithm: z.enum(['sm2-sm3', 'ed25519', 'es256', 'aes-256-gcm', 'hmac-sha256'] satisfies StoredKey['algorithm'][]),
  state: z.enum(['active', 'verify-only', 'revoked', 'destroyed'] satisfies KeyState[]),
  notBefore: instant,
  notAfter: instant.nullable(),
  revokedAt: instant.nullable(),
  publicKey: z.base64().nullable(),
  secret: z.string().max(1_000).nullable(),
});
const fileSchema = z.strictObject({
  version: z.literal(1),
  seal: z
    .strictObject({ derivation: z.literal('argon2id'), salt: z.base64(), memoryKibibytes: z.int(), passes: z.int() })
    .nullable(),
  keys: z.array(keySchema).min(1),
  proof: z.base64(),
});

function parse(text: string): Outcome<z.infer<typeof fileSchema>, KeyFileRefusal> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse({ kind: 'keys-file-unreadable', why: 'it is empty or ends in the middle' });
  }
  const parsed = fileSchema.safeParse(json);
  if (parsed.success) return done(parsed.data);
  const where = parsed.error.issues[0]?.path.join('/') ?? '';
  return refuse({ kind: 'keys-file-unreadable', why: `it has no usable ${where || 'content'}` });
}

/** With a passphrase a MAC, so that a revoked key cannot be made active by an editor; without one a digest against torn writes. */
function proofOf(content: string, keys: FolderKeys | null): Buffer {
  return keys ? createHmac('sha256', keys.proving).update(content).digest() : createHash('sha256').update(content).digest();
}

function writeSecret(key: StoredKey, secret: Buffer, keys: FolderKeys | null): string {
  return keys ? sealedText(sealBytes('aes-256-gcm', keys.sealing, secret, label(key))) : secret.toString('base64');
}

function readSecret(key: Pick<StoredKey, 'kid' | 'purpose' | 'algorithm'>, text: string, keys: FolderKeys | null): Buffer | null {
  if (!keys) return Buffer.from(text, 'base64');
  const sealed = readSealedText(text);
  return sealed && openBytes('aes-256-gcm', keys.sealing, sealed, label(key));
}

function label(key: Pick<StoredKey, 'kid' | 'purpose' | 'algorithm'>): string {
  return `onevisit/key|${key.kid}|${key.purpose}|${key.algorithm}`;
}
