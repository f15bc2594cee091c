import { expect, test } from 'vitest';
import { must } from '../outcome.ts';
import { type Address, objections, readAddress, type Seen } from './outside.ts';

const sound: Seen = {
  number: 150_018,
  version: '15.18',
  encoding: 'UTF8',
  passesRowSecurity: false,
  createsRoles: true,
  settings: { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' },
};
const address: Address = must(readAddress('postgresql://city@10.0.0.7:5433/onevisit?sslmode=verify-full'));

test('a sound server of the oldest version has nothing against it', () => {
  expect(objections(sound, address)).toEqual([]);
});

test.each<[string, Partial<Seen>, string, boolean]>([
  ['PostgreSQL 14', { number: 140_012, version: '14.12' }, 'server-too-old', false],
  ['another encoding', { encoding: 'SQL_ASCII' }, 'encoding-is-not-utf8', false],
  ['a role that may not create roles', { createsRoles: false }, 'role-may-not-create-roles', false],
  ['a superuser', { passesRowSecurity: true }, 'role-is-superuser', true],
  ['a server without fsync', { settings: { ...sound.settings, fsync: 'off' } }, 'server-may-lose-writes', true],
  ['a server that answers before the write is safe', { settings: { ...sound.settings, synchronous_commit: 'off' } }, 'server-may-lose-writes', true],
])('%s is objected to', (_, change, kind, productionOnly) => {
  expect(objections({ ...sound, ...change }, address)).toMatchObject([{ refusal: { kind }, productionOnly }]);
});

test.each([
  ['postgresql://city@db.example:5432/onevisit', true],
  ['postgresql://city@db.example:5432/onevisit?sslmode=disable', true],
  ['postgresql://city@db.example:5432/onevisit?sslmode=no-verify', true],
  ['postgresql://city@db.example:5432/onevisit?sslmode=verify-full', false],
  ['postgresql://city@127.0.0.1:5432/onevisit', false],
  ['postgresql://city@localhost/onevisit', false],
  ['postgresql://city@/onevisit?host=/var/run/postgresql', false],
])('over a network the connection must be encrypted and the certificate checked: %s', (url, objected) => {
  expect(objections(sound, must(readAddress(url))).some(({ refusal }) => refusal.kind === 'connection-is-open')).toBe(objected);
});

test.each(['', 'onevisit', 'mysql://city@db/onevisit', 'postgresql://city:x@db:99999999/onevisit', 'postgresql://city:x@[::1/onevisit'])(
  'a URL of another form is named as such, without its password: %j',
  (url) => {
    const read = readAddress(url);
    expect(read).toMatchObject({ ok: false, refusal: { kind: 'url-unreadable' } });
    expect(JSON.stringify(read)).not.toContain(':x@');
  },
);
