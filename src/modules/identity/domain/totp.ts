import { createHmac, timingSafeEqual } from 'node:crypto';

/** Time-based one-time passwords, RFC 6238 with its defaults: HMAC-SHA-1, 30 seconds, 6 digits, as every authenticator app reads them. */
const stepSeconds = 30;
// RFC 6238 section 5.2: one step back for slow typing; one ahead for a phone whose clock runs fast.
const stepsAround = [0, -1, 1];

export function totpStep(at: Date): number {
  return Math.floor(at.getTime() / 1000 / stepSeconds);
}

/** HOTP of RFC 4226 section 5.3 over the step number. */
export function totpCode(secret: Uint8Array, step: number, digits = 6): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest[19] ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits).padStart(digits, '0');
}

/** The step whose code this is, or null. A step up to `lastStep` was taken before: its code is spent. */
export function acceptTotp(secret: Uint8Array, code: string, at: Date, lastStep: number): number | null {
  const typed = Buffer.from(code);
  const now = totpStep(at);
  const hit = stepsAround
    .map((around) => now + around)
    .find((step) => {
      const right = Buffer.from(totpCode(secret, step));
      return step > lastStep && right.length === typed.length && timingSafeEqual(right, typed);
    });
  return hit ?? null;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 section 6 without padding: how apps take a secret that is typed. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet.charAt(Number.parseInt(five.padEnd(5, '0'), 2))).join('');
}

/** @throws when the text holds anything but base32 characters: it comes from our own store */
export function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (character) => {
    const value = alphabet.indexOf(character);
    if (value < 0) throw new Error('not base32');
    return value.toString(2).padStart(5, '0');
  }).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

/** What the QR code of the invitation holds. */
export function otpauthAddress(issuer: string, account: string, secret: Uint8Array): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
