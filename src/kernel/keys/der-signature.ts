/** r and s of an ECDSA or SM2 signature (RFC 3279, 2.2.3; GB/T 35276-2017, 7.3). */
export interface SignatureNumbers {
  readonly r: bigint;
  readonly s: bigint;
}

/**
 * Reads the one DER form of a signature and nothing else: no spare bytes, no long lengths, no padded or
 * negative integers, both numbers in 1 … order-1. OpenSSL and others read looser forms, and two encodings of
 * one signature would be two different bytes for the same licence.
 */
export function readDerSignature(der: Uint8Array, order: bigint): SignatureNumbers | null {
  if (der.length < 8 || der.length > 72 || der[0] !== 0x30 || der[1] !== der.length - 2) return null;
  const first = readInteger(der, 2);
  if (!first) return null;
  const second = readInteger(der, first.end);
  if (!second || second.end !== der.length) return null;
  const inRange = (value: bigint) => value > 0n && value < order;
  return inRange(first.value) && inRange(second.value) ? { r: first.value, s: second.value } : null;
}

function readInteger(der: Uint8Array, at: number): { value: bigint; end: number } | null {
  const length = der[at + 1];
  if (der[at] !== 0x02 || length === undefined || length < 1 || length > 33) return null;
  const end = at + 2 + length;
  if (end > der.length) return null;
  const head = der[at + 2] ?? 0;
  const next = der[at + 3] ?? 0;
  const negative = head >= 0x80;
  const padded = length > 1 && head === 0 && next < 0x80;
  if (negative || padded) return null;
  return { value: BigInt(`0x${Buffer.from(der.subarray(at + 2, end)).toString('hex')}`), end };
}
