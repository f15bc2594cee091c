import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { readDerSignature } from './der-signature.ts';
import type { SignatureAlgorithm } from './provider.ts';
import { makeSm2Key, signSm2, verifySm2 } from './sm2.ts';

/** Keys as DER: SubjectPublicKeyInfo and PKCS#8, as OpenSSL reads them. */
export interface KeyPairDer {
  readonly publicKey: Buffer;
  readonly privateKey: Buffer;
}

interface SignatureScheme {
  make(): KeyPairDer;
  sign(privateKey: Buffer, bytes: Uint8Array): Buffer;
  /** false for everything that is not the one right signature, malformed keys included */
  verify(publicKey: Buffer, bytes: Uint8Array, signature: Uint8Array): boolean;
}

export const schemes: Readonly<Record<SignatureAlgorithm, SignatureScheme>> = {
  'sm2-sm3': { make: makeSm2Key, sign: signSm2, verify: verifySm2 },
  ed25519: {
    make: () => pairDer(generateKeyPairSync('ed25519')),
    sign: (privateKey, bytes) => sign(null, bytes, privateKeyOf(privateKey)),
    verify: (publicKey, bytes, signature) => {
      const key = publicKeyOf(publicKey, 'ed25519');
      return key !== null && signature.length === 64 && verify(null, bytes, key, signature);
    },
  },
  es256: {
    make: () => pairDer(generateKeyPairSync('ec', { namedCurve: 'P-256' })),
    sign: (privateKey, bytes) => sign('sha256', bytes, privateKeyOf(privateKey)),
    verify: (publicKey, bytes, signature) => {
      const key = publicKeyOf(publicKey, 'ec');
      if (key?.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return false;
      return readDerSignature(signature, p256Order) !== null && verify('sha256', bytes, key, signature);
    },
  },
};

/** n of P-256, FIPS 186-4, D.1.2.3 */
const p256Order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function pairDer(pair: { publicKey: KeyObject; privateKey: KeyObject }): KeyPairDer {
  return { publicKey: pair.publicKey.export({ type: 'spki', format: 'der' }), privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'der' }) };
}

function privateKeyOf(der: Buffer): KeyObject {
  return createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
}

function publicKeyOf(der: Buffer, type: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: der, type: 'spki', format: 'der' });
    // Trailing bytes and other encodings of the same key would give one key several names.
    const canonical = key.export({ type: 'spki', format: 'der' }).equals(der);
    return canonical && key.asymmetricKeyType === type ? key : null;
  } catch {
    return null;
  }
}
