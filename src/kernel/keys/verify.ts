import { createHash } from 'node:crypto';
import { done, type Outcome, refuse } from '../outcome.ts';
import { schemes } from './algorithms.ts';
import { type PublicKeyInfo, type Signature, type SignatureAlgorithm, signatureAlgorithms } from './provider.ts';

export type SignatureRefusal =
  | { readonly kind: 'signature-key-unknown' }
  | { readonly kind: 'signature-key-broken' }
  | { readonly kind: 'signature-algorithm-unknown' }
  | { readonly kind: 'signature-algorithm-wrong' }
  | { readonly kind: 'signature-key-revoked'; readonly revokedAt: string }
  | { readonly kind: 'signature-key-outside-window' }
  | { readonly kind: 'signature-wrong' };

/**
 * Is this the signature of that key over these bytes, and was the key believed then? Needs no key store:
 * the key comes from a list the verifier trusts, never from the signed thing itself, and the key alone says
 * which algorithm counts.
 * @param at when the signature was made, as evidence says (a checkpoint, a receipt); not the day of verifying
 */
export function verifySignature(key: PublicKeyInfo, bytes: Uint8Array, signature: Signature, at: Date): Outcome<PublicKeyInfo, SignatureRefusal> {
  if (!isKnownAlgorithm(key.algorithm) || !isKnownAlgorithm(signature.algorithm)) return refuse({ kind: 'signature-algorithm-unknown' });
  if (signature.kid !== key.kid) return refuse({ kind: 'signature-key-unknown' });
  if (signature.algorithm !== key.algorithm) return refuse({ kind: 'signature-algorithm-wrong' });
  const publicKey = Buffer.from(key.publicKey, 'base64');
  if (kidOf(key.purpose, key.algorithm, publicKey) !== key.kid) return refuse({ kind: 'signature-key-broken' });
  const revokedAt = key.revokedAt ?? (key.state === 'revoked' ? key.notAfter : null);
  if (revokedAt !== null || key.state === 'revoked') return refuse({ kind: 'signature-key-revoked', revokedAt: revokedAt ?? key.notBefore });
  if (!isInWindow(key, at)) return refuse({ kind: 'signature-key-outside-window' });
  if (!schemes[key.algorithm].verify(publicKey, bytes, signature.signature)) return refuse({ kind: 'signature-wrong' });
  return done(key);
}

/** A key's name follows from the key, so that a name cannot be put on another one. */
export function kidOf(purpose: string, algorithm: SignatureAlgorithm, publicKey: Buffer): string {
  const digest = createHash('sha256').update(publicKey).digest('hex').slice(0, 24);
  return `${purpose}-${algorithm}-${digest}`;
}

export function isKnownAlgorithm(name: string): name is SignatureAlgorithm {
  return (signatureAlgorithms as readonly string[]).includes(name);
}

function isInWindow(key: PublicKeyInfo, at: Date): boolean {
  const instant = at.getTime();
  const from = Date.parse(key.notBefore);
  const to = key.notAfter === null ? Number.POSITIVE_INFINITY : Date.parse(key.notAfter);
  // Comparisons with NaN are false: an unreadable instant is outside.
  return instant >= from && instant <= to;
}
