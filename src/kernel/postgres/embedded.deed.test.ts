import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/support/database.ts';

test('the application connects as a role that row-level security binds', async () => {
  const database = await testDatabase();
  const client = new pg.Client(database.config);
  await client.connect();
  const { rows } = await client.query('select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user');
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: true }]);
  await client.end();
  await database.drop();
});
