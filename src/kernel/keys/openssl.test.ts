import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemes } from './algorithms.ts';
import type { SignatureAlgorithm } from './provider.ts';

/** A second implementation as judge: a round trip through our own code proves nothing about the standard. */
const available = spawnSync('openssl', ['version']).status === 0;
if (!available) console.warn('openssl is not on this machine: the comparison of signatures with it is left out');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onevisit-openssl-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options: Readonly<Record<SignatureAlgorithm, readonly string[]>> = {
  'sm2-sm3': ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'],
  ed25519: ['-rawin'],
  es256: ['-rawin', '-digest', 'sha256'],
};
const generation: Readonly<Record<SignatureAlgorithm, readonly string[]>> = {
  'sm2-sm3': ['-algorithm', 'SM2'],
  ed25519: ['-algorithm', 'ED25519'],
  es256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
};

// No empty message: OpenSSL 3.0 does not take an empty file here.
const messages = ['a', '长沙市人民政府', '\u{20BB7}野家'.repeat(500)].map((text) => Buffer.from(text));

describe.skipIf(!available).each(Object.keys(options) as SignatureAlgorithm[])('%s and OpenSSL', (algorithm) => {
  test('agree on signatures that we made with our keys', () => {
    const pair = schemes[algorithm].make();
    for (const message of messages) {
      const signature = schemes[algorithm].sign(pair.privateKey, message);
      expect(opensslVerifies(algorithm, pair.publicKey, message, signature)).toBe(true);
      expect(opensslVerifies(algorithm, pair.publicKey, Buffer.concat([message, Buffer.from('!')]), signature)).toBe(false);
    }
  });

  test('agree on signatures that OpenSSL makes with our keys', () => {
    const pair = schemes[algorithm].make();
    for (const message of messages) {
      const signature = opensslSigns(algorithm, pem('PRIVATE KEY', pair.privateKey), message);
      expect(schemes[algorithm].verify(pair.publicKey, message, signature)).toBe(true);
    }
  });

  test("agree on OpenSSL's own keys", () => {
    const privateKey = execFileSync('openssl', ['genpkey', ...generation[algorithm]]).toString();
    const path = file('own.pem', privateKey);
    const publicKey = execFileSync('openssl', ['pkey', '-in', path, '-pubout', '-outform', 'DER']);
    const words = Buffer.from('长沙市人民政府');
    const signature = opensslSigns(algorithm, privateKey, words);
    expect(schemes[algorithm].verify(publicKey, words, signature)).toBe(true);
    expect(schemes[algorithm].verify(publicKey, Buffer.from('another'), signature)).toBe(false);
  });
});

test.skipIf(!available)('an SM2 signature under another user id is refused', () => {
  const pair = schemes['sm2-sm3'].make();
  const key = file('id.pem', pem('PRIVATE KEY', pair.privateKey));
  const message = file('id.bin', Buffer.from('message'));
  const sign = (id: string) =>
    execFileSync('openssl', ['pkeyutl', '-sign', '-inkey', key, '-in', message, '-rawin', '-digest', 'sm3', '-pkeyopt', `distid:${id}`]);
  expect(schemes['sm2-sm3'].verify(pair.publicKey, Buffer.from('message'), sign('1234567812345678'))).toBe(true);
  expect(schemes['sm2-sm3'].verify(pair.publicKey, Buffer.from('message'), sign('ALICE123@YAHOO.COM'))).toBe(false);
});

function opensslVerifies(algorithm: SignatureAlgorithm, publicKey: Buffer, message: Buffer, signature: Buffer): boolean {
  const inputs = ['-pubin', '-inkey', file('public.pem', pem('PUBLIC KEY', publicKey)), '-in', file('message', message), '-sigfile', file('signature', signature)];
  return spawnSync('openssl', ['pkeyutl', '-verify', ...inputs, ...options[algorithm]]).status === 0;
}

function opensslSigns(algorithm: SignatureAlgorithm, privateKeyPem: string, message: Buffer): Buffer {
  return execFileSync('openssl', ['pkeyutl', '-sign', '-inkey', file('private.pem', privateKeyPem), '-in', file('message', message), ...options[algorithm]]);
}

function file(name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
