import { type CipherGCMTypes, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Authenticated encryption as used for keys and cells: a fresh 96-bit nonce each time (NIST SP 800-38D, 8.2.2). */
export type AeadAlgorithm = 'aes-256-gcm' | 'sm4-gcm';

export const aeadKeyBytes: Readonly<Record<AeadAlgorithm, number>> = { 'aes-256-gcm': 32, 'sm4-gcm': 16 };

export interface Sealed {
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

export function sealBytes(algorithm: AeadAlgorithm, key: Uint8Array, plaintext: Uint8Array | string, associatedData: string): Sealed {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm as CipherGCMTypes, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(associatedData, 'utf8'));
  const head = typeof plaintext === 'string' ? cipher.update(plaintext, 'utf8') : cipher.update(plaintext);
  return { nonce, ciphertext: Buffer.concat([head, cipher.final()]), tag: cipher.getAuthTag() };
}

/** null when key, associated data or a single bit is another one */
export function openBytes(algorithm: AeadAlgorithm, key: Uint8Array, sealed: Sealed, associatedData: string): Buffer | null {
  if (sealed.nonce.length !== nonceBytes || sealed.tag.length !== tagBytes) return null;
  const decipher = createDecipheriv(algorithm as CipherGCMTypes, key, sealed.nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(associatedData, 'utf8'));
  decipher.setAuthTag(sealed.tag);
  try {
    return Buffer.concat([decipher.update(sealed.ciphertext), decipher.final()]);
  } catch {
    return null;
  }
}

/** `nonce.ciphertext.tag`, base64url */
export function sealedText({ nonce, ciphertext, tag }: Sealed): string {
  return `${nonce.toString('base64url')}.${ciphertext.toString('base64url')}.${tag.toString('base64url')}`;
}

/** Reads only what sealedText writes: base64url has spare bits, and one cell must have one text. */
export function readSealedText(text: string): Sealed | null {
  const parts = text.split('.');
  const [nonce, ciphertext, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (parts.length !== 3 || !nonce || !ciphertext || !tag) return null;
  const sealed = { nonce, ciphertext, tag };
  return sealedText(sealed) === text ? sealed : null;
}

const nonceBytes = 12;
const tagBytes = 16;
