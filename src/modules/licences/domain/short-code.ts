import { createHash } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * 12 characters (60 bits) that only somebody who has the licence itself can know: its QR code and PDF carry them.
 * With them the public page shows the whole face; without them it masks. They follow from the signature, so nothing is stored.
 */
export function shortCodeOf(signature: Uint8Array): string {
  const digest = createHash('sha256').update('onevisit licence short code').update(signature).digest();
  let bits = digest.readBigUInt64BE(0) >> 4n;
  let code = '';
  for (let position = 0; position < 12; position += 1) {
    code = alphabet.charAt(Number(bits & 31n)) + code;
    bits >>= 5n;
  }
  return code;
}

/** A code as people type it: small letters, blanks, and the letters that look like digits. */
export function tidyShortCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}
