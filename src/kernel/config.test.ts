import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const production = { ONEVISIT_MODE: 'production', DATABASE_URL: 'postgresql://u:p@db/x', ONEVISIT_KEYS_PASSPHRASE: 'long enough to keep', ONEVISIT_PUBLIC_URL: 'https://city.example' };

test('without settings it is a demo on loopback with its data beside it', () => {
  expect(readConfig({}, '/srv/onevisit')).toMatchObject({ mode: 'demo', host: '127.0.0.1', port: 3000, dataFolder: '/srv/onevisit/.onevisit', databaseUrl: null });
});

test('production with all it needs is read', () => {
  expect(readConfig(production, '/srv')).toMatchObject({ mode: 'production', limitFactor: 1, publicUrl: 'https://city.example' });
});

test.each([
  ['no database', { DATABASE_URL: '' }, 'DATABASE_URL'],
  ['open keys', { ONEVISIT_KEYS_PASSPHRASE: '' }, 'ONEVISIT_KEYS_PASSPHRASE'],
  ['a shifted clock', { ONEVISIT_CLOCK_SHIFT: '1' }, 'ONEVISIT_CLOCK_SHIFT'],
  ['no TLS', { ONEVISIT_PUBLIC_URL: 'http://city.example' }, 'https://'],
  ['an open port without TLS in front', { HOST: '0.0.0.0' }, 'loopback'],
])('production does not start with %s, and says so', (_sentence, change, named) => {
  expect(() => readConfig({ ...production, ...change }, '/srv')).toThrow(named);
});

test.each([
  [{ PORT: 'x' }, 'PORT'],
  [{ PORT: '70000' }, 'PORT'],
  [{ ONEVISIT_MODE: 'prod' }, 'ONEVISIT_MODE'],
  [{ HOST: '0.0.0.0' }, 'loopback'],
])('%j is refused by name', (env, named) => {
  expect(() => readConfig(env, '/srv')).toThrow(ConfigError);
  expect(() => readConfig(env, '/srv')).toThrow(named);
});
