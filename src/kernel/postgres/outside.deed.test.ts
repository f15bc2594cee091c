import { createServer } from 'node:net';
import pg, { type PoolConfig } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { must } from '../outcome.ts';
import { connectOutside } from './outside.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ empty: true });
});
afterAll(() => database.drop());

function urlOf(config: PoolConfig, change: { user?: string; password?: string; database?: string } = {}): string {
  const client = new pg.Client(config);
  const { user, password, database: name } = { user: client.user, password: client.password, database: client.database, ...change };
  return `postgresql://${user}:${encodeURIComponent(String(password))}@/${name}?host=${encodeURIComponent(client.host)}&port=${client.port}`;
}

test('a server that fits is described without its password and can be used', async () => {
  const url = urlOf(database.config);
  const server = must(await connectOutside({ url, production: false }));
  const client = new pg.Client(server.connection);
  await client.connect();
  expect((await client.query('select current_database() as name')).rows).toEqual([{ name: new pg.Client(database.config).database }]);
  await client.end();
  const { user, host, database: name } = new pg.Client(database.config);
  expect(server.describe().zh).toMatch(/^外部 PostgreSQL \d/);
  expect(server.describe().zh.endsWith(`,${user}@${host}/${name}`)).toBe(true);
});

test('a wrong password is named', async ({ skip }) => {
  const url = urlOf(database.config, { password: 'wrong' });
  const answer = await connectOutside({ url, production: false });
  skip(answer.ok, 'this server asks for no password');
  expect(answer).toMatchObject({ ok: false, refusal: { kind: 'login-refused' } });
});

test.each([
  ['login-refused', { user: 'nobody_of_this_name', password: 'wrong' }],
  ['no-such-database', { database: 'no_such_database' }],
])('what is wrong in the URL is named: %s %j', async (kind, change) => {
  expect(await connectOutside({ url: urlOf(database.config, change), production: false })).toMatchObject({ ok: false, refusal: { kind } });
});

test('a server that is not there, or is no PostgreSQL, cannot be reached', async () => {
  const other = createServer((socket) => socket.end('220 mail.example ESMTP\r\n', () => socket.destroy()));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const url = `postgresql://city:x@127.0.0.1:${port}/onevisit`;
  expect(await connectOutside({ url, production: false })).toMatchObject({ ok: false, refusal: { kind: 'server-unreachable' } });
  await new Promise((resolve) => other.close(resolve));
  expect(await connectOutside({ url, production: false })).toMatchObject({ ok: false, refusal: { kind: 'server-unreachable', why: 'ECONNREFUSED' } });
});

test('a role that may not create roles is refused with the command that helps', async () => {
  const client = new pg.Client(database.config);
  await client.connect();
  const name = `outside_test_${process.pid}`;
  await client.query(`create role ${name} login password 'plain'`);
  try {
    const answer = await connectOutside({ url: urlOf(database.config, { user: name, password: 'plain' }), production: false });
    expect(answer).toMatchObject({ ok: false, refusal: { kind: 'role-may-not-create-roles', user: name } });
  } finally {
    await client.query(`drop role ${name}`);
    await client.end();
  }
});
