import { createECDH, createHash } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { readDerSignature } from './der-signature.ts';

/**
 * SM2 signatures with SM3 (GB/T 32918.2-2016) under the usual user id. Not by node:crypto: its SM2 computes Z over
 * an empty user id, verifies its own result and is refused by everybody else.
 */
export function signSm2(privateKey: Buffer, bytes: Uint8Array): Buffer {
  const { scalar, point } = readSm2PrivateKey(privateKey);
  const digest = sm2Digest(point, bytes);
  return Buffer.from(sm2.doSignature(digest, scalar.toString('hex'), { der: true, hash: false }), 'hex');
}

/** false also for what is no signature at all */
export function verifySm2(publicKey: Buffer, bytes: Uint8Array, signature: Uint8Array): boolean {
  const point = readSm2PublicKey(publicKey);
  if (!point || !readDerSignature(signature, sm2Order)) return false;
  const prepared = preparedPoint(point);
  if (!prepared) return false;
  return sm2.doVerifySignature(sm2Digest(point, bytes), Buffer.from(signature).toString('hex'), prepared, { der: true, hash: false });
}

export function makeSm2Key(): { readonly publicKey: Buffer; readonly privateKey: Buffer } {
  const pair = createECDH('SM2');
  const point = pair.generateKeys();
  const scalar = Buffer.alloc(32);
  const secret = pair.getPrivateKey();
  secret.copy(scalar, 32 - secret.length);
  return {
    publicKey: Buffer.concat([publicPrefix, point]),
    privateKey: Buffer.concat([privatePrefix, scalar, privateMiddle, point]),
  };
}

/** n of the recommended curve, GB/T 32918.5-2017, clause 2 */
export const sm2Order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

/** GM/T 0009-2012, clause 10: the user id where none was agreed */
export const sm2UserId = '1234567812345678';

// Both containers have one length on this curve, so a template is stricter than a parser:
// SubjectPublicKeyInfo { id-ecPublicKey, sm2p256v1 } and PKCS#8 around an ECPrivateKey (RFC 5915) with its point.
const publicPrefix = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex');
const privatePrefix = Buffer.from('308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420', 'hex');
const privateMiddle = Buffer.from('a144034200', 'hex');

function readSm2PublicKey(der: Buffer): Buffer | null {
  if (der.length !== publicPrefix.length + 65 || !der.subarray(0, publicPrefix.length).equals(publicPrefix)) return null;
  const point = der.subarray(publicPrefix.length);
  return point[0] === 0x04 ? point : null;
}

function readSm2PrivateKey(der: Buffer): { readonly scalar: Buffer; readonly point: Buffer } {
  const middle = privatePrefix.length + 32;
  const fits =
    der.length === middle + privateMiddle.length + 65 &&
    der.subarray(0, privatePrefix.length).equals(privatePrefix) &&
    der.subarray(middle, middle + privateMiddle.length).equals(privateMiddle);
  if (!fits) throw new Error('not a private key of the SM2 curve in PKCS#8');
  return { scalar: der.subarray(privatePrefix.length, middle), point: der.subarray(middle + privateMiddle.length) };
}

/** e = SM3(Z ‖ message), Z = SM3(ENTL ‖ id ‖ a ‖ b ‖ G ‖ P), GB/T 32918.2-2016, 5.5 and 6.1 */
function sm2Digest(point: Buffer, bytes: Uint8Array): Buffer {
  const identity = createHash('sm3').update(identityPrefix).update(point.subarray(1)).digest();
  return createHash('sm3').update(identity).update(bytes).digest();
}

const identityPrefix = Buffer.concat([
  Buffer.from([0x00, 0x80]),
  Buffer.from(sm2UserId, 'ascii'),
  Buffer.from('fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc', 'hex'),
  Buffer.from('28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93', 'hex'),
  Buffer.from('32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7', 'hex'),
  Buffer.from('bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0', 'hex'),
]);

type PreparedPoint = ReturnType<typeof sm2.precomputePublicKey>;

// A prepared point verifies about six times as fast; the few keys of an installation stay prepared.
const preparedPoints = new Map<string, PreparedPoint>();
const preparedLimit = 64;

function preparedPoint(point: Buffer): PreparedPoint | null {
  const name = point.toString('hex');
  const known = preparedPoints.get(name);
  if (known) return known;
  const made = precompute(name);
  if (!made) return null;
  if (preparedPoints.size >= preparedLimit) preparedPoints.delete(preparedPoints.keys().next().value ?? '');
  preparedPoints.set(name, made);
  return made;
}

function precompute(name: string): PreparedPoint | null {
  try {
    return sm2.precomputePublicKey(name);
  } catch {
    // Not a point of the curve: no signature verifies under it.
    return null;
  }
}
