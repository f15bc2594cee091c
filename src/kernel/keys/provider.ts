import type { Outcome } from '../outcome.ts';
import type { SignatureRefusal } from './verify.ts';

/**
 * Where keys live. Callers name a purpose, never a key: which key signs today is the provider's business,
 * and a secret never leaves it. All answers are promises because the real provider may be a certified
 * module (GB/T 39786-2021, 8.4) on the other side of a wire.
 */
export interface KeyProvider {
  /** Signs with the active key of the purpose; the algorithm only chooses where a purpose has several. */
  sign(purpose: SigningPurpose, bytes: Uint8Array, algorithm?: SignatureAlgorithm): Promise<Signature>;
  /** @param at when the signature was made, as evidence says: the key must have been in its window then */
  verify(purpose: SigningPurpose, bytes: Uint8Array, signature: Signature, at: Date): Promise<Outcome<PublicKeyInfo, SignatureRefusal>>;
  /** Seals a data key; only the same associated data opens it again. */
  wrap(dataKey: Uint8Array, associatedData: string, purpose?: WrappingPurpose): Promise<string>;
  unwrap(wrapped: string, associatedData: string): Promise<Buffer>;
  /** HMAC-SHA-256 by the active key of the purpose, or by the named one to compare with an earlier result. */
  mac(purpose: MacPurpose, data: Uint8Array | string, kid?: string): Promise<Mac>;
  /** Newest first; every state, so that a verifier can tell a revoked key from an unknown one. */
  publicKeys(purpose: SigningPurpose): Promise<readonly PublicKeyInfo[]>;
  /** A new active key for each algorithm of the purpose; the old ones verify (or unwrap) from now on. */
  rotate(purpose: KeyPurpose): Promise<readonly string[]>;
  /** The key was or may have been in other hands: nothing it signed is believed any more. */
  revoke(kid: string): Promise<void>;
  /** The secret is gone for good; what it signed stays verifiable, what it wrapped does not open again. */
  destroy(kid: string): Promise<void>;
  health(): Promise<KeyHealth>;
}

export const signingPurposes = ['licence', 'checkpoint', 'channel', 'receipt'] as const;
export type SigningPurpose = (typeof signingPurposes)[number];
export type WrappingPurpose = 'kek' | 'backup';
export type MacPurpose = 'index' | 'session';
/** Purposes never share keys. */
export type KeyPurpose = SigningPurpose | WrappingPurpose | MacPurpose;

export const signatureAlgorithms = ['sm2-sm3', 'ed25519', 'es256'] as const;
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number];
export type SecretAlgorithm = 'aes-256-gcm' | 'hmac-sha256';

/** Which national or international algorithms sign licences, messages and receipts. */
export type Suite = 'sm' | 'intl' | 'dual';

/** active: signs · verify-only: rotated out · revoked: believed no more · destroyed: the secret is gone */
export type KeyState = 'active' | 'verify-only' | 'revoked' | 'destroyed';

export interface PublicKeyInfo {
  readonly kid: string;
  readonly purpose: SigningPurpose;
  readonly algorithm: SignatureAlgorithm;
  /** SubjectPublicKeyInfo in DER (RFC 5280, 4.1), base64: what `openssl pkey -pubin -inform DER` reads */
  readonly publicKey: string;
  readonly notBefore: string;
  /** null while it signs */
  readonly notAfter: string | null;
  /** survives destruction: a key that was revoked stays refused */
  readonly revokedAt: string | null;
  readonly state: KeyState;
}

export interface Signature {
  readonly kid: string;
  readonly algorithm: SignatureAlgorithm;
  readonly signature: Buffer;
}

export interface Mac {
  readonly kid: string;
  readonly mac: Buffer;
}

export interface KeyHealth {
  readonly provider: string;
  readonly sealed: boolean;
  /** purposes without a usable key; empty when all is well */
  readonly missing: readonly KeyPurpose[];
}
