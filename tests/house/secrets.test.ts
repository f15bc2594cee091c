import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../support/house.ts';
import { openToOthers, secretsIn } from './secrets.ts';
import { trackedTexts } from './tracked.ts';

describe('no secret comes with the project', () => {
  test('no file holds a private key, and nothing that ships holds a password', () => {
    expect(trackedTexts().flatMap(secretsIn)).toEqual([]);
  });

  test.each([
    ['a private key', ['-----BEGIN EC', 'PRIVATE KEY-----'].join(' '), 'tests/a.test.ts'],
    ['a password', "const adminPassword = 'changsha2018';", 'src/a.ts'],
    ['a secret in data', '"secret": "JBSWY3DPEHPK3PXP"', 'cities/a.json'],
  ])('%s is found', (_what, text, path) => {
    expect(secretsIn({ path, text })).toEqual([`${path}:1`]);
  });

  test.each(["password: z.string()", "const password = '';", 'password: `${made}`', "name: 'password'", "passwordFile = join(folder, 'x')", "const secretFile = 'postgres.password';", "type SecretAlgorithm = 'aes-256-gcm';"])('%s is none', (text) => {
    expect(secretsIn({ path: 'src/a.ts', text })).toEqual([]);
  });
});

describe('every installation makes its own', () => {
  let houses: readonly TestHouse[];
  beforeAll(async () => {
    houses = [await testHouse(), await testHouse()];
  });
  afterAll(async () => {
    for (const house of houses ?? []) await house.close();
  });

  test('two installations share no password, no second factor and no reader’s key', () => {
    const [one = [], other = []] = houses.map(({ folder }) => secretValues(JSON.parse(readFileSync(join(folder, 'data/demo-people.json'), 'utf8'))));
    expect(one.length).toBeGreaterThan(20);
    expect(one.filter((secret) => other.includes(secret))).toEqual([]);
  });

  test('nobody else on the machine may read what is in the data folder', () => {
    expect(houses.flatMap(({ folder }) => openToOthers(join(folder, 'data')))).toEqual([]);
  });

  test('a file that others may read is seen', () => {
    const folder = mkdtempSync(join(tmpdir(), 'onevisit-modes-'));
    writeFileSync(join(folder, 'closed'), '', { mode: 0o600 });
    for (const [name, mode] of [['shut', 0o700], ['wide', 0o755]] as const) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'inside'), '');
      chmodSync(join(folder, name, 'inside'), 0o644);
      chmodSync(join(folder, name), mode);
    }
    expect(openToOthers(folder)).toEqual(['wide', 'wide/inside']);
    rmSync(folder, { recursive: true });
  });
});

/** Every value in the file that is named as a secret. */
function secretValues(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(secretValues);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (typeof inner === 'string' && /password|secret|totp|key/i.test(name) ? [inner] : secretValues(inner)));
}
