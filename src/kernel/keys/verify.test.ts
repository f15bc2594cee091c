import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { schemes } from './algorithms.ts';
import { readDerSignature } from './der-signature.ts';
import { type PublicKeyInfo, type Signature, type SignatureAlgorithm, signatureAlgorithms } from './provider.ts';
import { kidOf, verifySignature } from './verify.ts';

const bytes = Buffer.from('长沙市食品经营许可证');
const signedAt = new Date('2026-11-02T01:00:00Z');

describe.each(signatureAlgorithms)('a signature by %s', (algorithm) => {
  const { key, signature } = signed(algorithm);
  const kindOf = (candidate: Partial<Signature>, changed: Partial<PublicKeyInfo> = {}, message: Buffer = bytes, at = signedAt) => {
    const outcome = verifySignature({ ...key, ...changed }, message, { ...signature, ...candidate }, at);
    return outcome.ok ? 'believed' : outcome.refusal.kind;
  };

  test('is believed', () => {
    expect(kindOf({})).toBe('believed');
  });

  test('is believed after its key was rotated out or destroyed', () => {
    const notAfter = '2026-12-01T00:00:00Z';
    expect(kindOf({}, { state: 'verify-only', notAfter })).toBe('believed');
    expect(kindOf({}, { state: 'destroyed', notAfter })).toBe('believed');
  });

  test.each([
    ['its key was revoked', { state: 'revoked', revokedAt: '2026-11-03T00:00:00Z', notAfter: '2026-11-03T00:00:00Z' }, 'signature-key-revoked'],
    ['its key was revoked and the instant is lost', { state: 'revoked' }, 'signature-key-revoked'],
    ['its key was revoked, then destroyed', { state: 'destroyed', revokedAt: '2026-11-03T00:00:00Z' }, 'signature-key-revoked'],
    ['its key began later', { notBefore: '2026-11-02T01:00:00.001Z' }, 'signature-key-outside-window'],
    ['its key had ended', { state: 'verify-only', notAfter: '2026-11-02T00:59:59.999Z' }, 'signature-key-outside-window'],
    ["its key's window cannot be read", { notBefore: 'yesterday' }, 'signature-key-outside-window'],
    ['another key carries the name', { publicKey: signed(algorithm).key.publicKey }, 'signature-key-broken'],
    ['the key is for another purpose', { purpose: 'channel' }, 'signature-key-broken'],
  ] as const)('is refused when %s', (_name, changed, kind) => {
    expect(kindOf({}, changed)).toBe(kind);
  });

  test('is refused when the instant of signing cannot be read', () => {
    expect(kindOf({}, {}, bytes, new Date('?'))).toBe('signature-key-outside-window');
  });

  test('is refused when it names another algorithm, an unknown one or none', () => {
    for (const other of signatureAlgorithms) expect(kindOf({ algorithm: other })).toBe(other === algorithm ? 'believed' : 'signature-algorithm-wrong');
    for (const other of ['none', '', 'HS256', 'constructor', '__proto__'] as string[] as SignatureAlgorithm[]) {
      expect(kindOf({ algorithm: other })).toBe('signature-algorithm-unknown');
      expect(kindOf({ algorithm: other }, { algorithm: other })).toBe('signature-algorithm-unknown');
    }
  });

  test('is refused when it names another key', () => {
    expect(kindOf({ kid: signed(algorithm).key.kid })).toBe('signature-key-unknown');
  });

  test('is refused after any one bit of it or of the message was flipped', () => {
    for (let bit = 0; bit < signature.signature.length * 8; bit += algorithm === 'sm2-sm3' ? 5 : 1) {
      expect(kindOf({ signature: flipped(signature.signature, bit) })).toBe('signature-wrong');
    }
    for (let bit = 0; bit < bytes.length * 8; bit += 7) expect(kindOf({}, {}, flipped(bytes, bit))).toBe('signature-wrong');
  });

  test('is refused cut short, made longer, emptied or replaced by noise', () => {
    for (let length = 0; length < signature.signature.length; length += 1) expect(kindOf({ signature: signature.signature.subarray(0, length) })).toBe('signature-wrong');
    expect(kindOf({ signature: Buffer.concat([signature.signature, Buffer.from([0])]) })).toBe('signature-wrong');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => {
        expect(kindOf({ signature: Buffer.from(noise) })).toBe('signature-wrong');
      }),
    );
  });

  test('of another message or by another key is refused', () => {
    const other = signed(algorithm, Buffer.from('another message'));
    expect(kindOf({ signature: other.signature.signature })).toBe('signature-wrong');
    expect(kindOf({}, { kid: other.key.kid, publicKey: other.key.publicKey })).toBe('signature-key-unknown');
    expect(kindOf({ kid: other.key.kid }, { kid: other.key.kid, publicKey: other.key.publicKey })).toBe('signature-wrong');
  });

  test('is refused under a key that is no key, or has bytes to spare and so a second name', () => {
    const spare = Buffer.concat([Buffer.from(key.publicKey, 'base64'), Buffer.from([0])]);
    for (const broken of [Buffer.alloc(0), Buffer.alloc(91, 4), offCurve(key.publicKey), spare]) {
      const kid = kidOf('licence', algorithm, broken);
      expect(kindOf({ kid }, { kid, publicKey: broken.toString('base64') })).toBe('signature-wrong');
    }
  });
});

describe('the one DER form of r and s', () => {
  const order = 1n << 255n;
  const der = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

  test('is read', () => {
    expect(readDerSignature(der('3008 0202 0080 0202 0101'), order)).toEqual({ r: 128n, s: 257n });
  });

  test.each([
    ['a byte after it', '3008 0202 0080 0202 0101 00'],
    ['a byte too many inside', '3009 0202 0080 0202 0101 00'],
    ['a length in the long form', '308108 0202 0080 0202 0101'],
    ['an indefinite length', '3080 0202 0080 0202 0101 0000'],
    ['a padded integer', '3009 0203 000001 0202 0101'],
    ['a negative integer', '3008 0202 8000 0202 0101'],
    ['an empty integer', '3006 0200 0202 0101'],
    ['zero as r', '3007 0201 00 0202 0101'],
    ['zero as s', '3007 0202 0101 0201 00'],
    ['a third integer', '300b 0202 0080 0202 0101 0201 01'],
    ['another type', '3008 0302 0080 0202 0101'],
    ['a set, not a sequence', '3108 0202 0080 0202 0101'],
    ['r equal to the order', `3027 0221 0080${'00'.repeat(31)} 0202 0101`],
  ])('has not %s', (_name, hex) => {
    expect(readDerSignature(der(hex), 128n << 248n)).toBeNull();
  });
});

function signed(algorithm: SignatureAlgorithm, message: Buffer = bytes): { key: PublicKeyInfo; signature: Signature } {
  const pair = schemes[algorithm].make();
  const kid = kidOf('licence', algorithm, pair.publicKey);
  const publicKey = pair.publicKey.toString('base64');
  const key = { kid, purpose: 'licence', algorithm, publicKey, notBefore: '2026-11-01T00:00:00Z', notAfter: null, revokedAt: null, state: 'active' } as const;
  return { key, signature: { kid, algorithm, signature: schemes[algorithm].sign(pair.privateKey, message) } };
}

function flipped(source: Buffer, bit: number): Buffer {
  const copy = Buffer.from(source);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

function offCurve(publicKey: string): Buffer {
  return flipped(Buffer.from(publicKey, 'base64'), 8 * (Buffer.from(publicKey, 'base64').length - 1));
}
