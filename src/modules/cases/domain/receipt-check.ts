import type { PublicKeyInfo, SignatureAlgorithm } from '../../../kernel/keys/provider.ts';
import { verifySignature } from '../../../kernel/keys/verify.ts';
import { readReceipt, type Receipt, type SignedReceipt } from './receipt.ts';

export type ReceiptVerdict =
  | { readonly valid: true; readonly receipt: Receipt; readonly keyId: string }
  | { readonly valid: false; readonly reason: 'receipt-unreadable' | 'receipt-key-unknown' | 'receipt-signature-wrong' | 'receipt-key-not-believed' };

/**
 * Whether the receipt is ours, by keys that the verifier trusts and without a server. Only the signed payload counts: what
 * else stands in the file is there to be read and proves nothing.
 */
export function verifyReceipt(signed: SignedReceipt, trusted: readonly PublicKeyInfo[]): ReceiptVerdict {
  const receipt = readable(signed.payload);
  if (receipt === null) return { valid: false, reason: 'receipt-unreadable' };
  const key = trusted.find((one) => one.purpose === 'receipt' && one.kid === signed.keyId);
  if (!key) return { valid: false, reason: 'receipt-key-unknown' };
  const signature = { kid: signed.keyId, algorithm: signed.algorithm as SignatureAlgorithm, signature: Buffer.from(signed.signature, 'base64url') };
  // A demo may run on another day than its keys: what a receipt says of its time is no evidence of when it was signed.
  const verified = verifySignature(key, Buffer.from(signed.payload, 'ascii'), signature, new Date(key.notBefore));
  if (verified.ok) return { valid: true, receipt, keyId: key.kid };
  return { valid: false, reason: verified.refusal.kind === 'signature-key-revoked' ? 'receipt-key-not-believed' : 'receipt-signature-wrong' };
}

function readable(payload: string): Receipt | null {
  try {
    const receipt = readReceipt(payload);
    return receipt.format === 'onevisit-receipt-1' && typeof receipt.number === 'string' ? receipt : null;
  } catch {
    return null;
  }
}
