import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../src/kernel/migrate.ts';
import { migrationFolders } from '../../src/migrations.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { root } from './imports.ts';
import { describeSchema } from './schema.ts';

const file = join(root, 'docs/schema.txt');
let database: TestDatabase;
let built: string;

beforeAll(async () => {
  database = await testDatabase({ empty: true });
  await onDatabase((client) => migrate(client, migrationFolders).then(() => undefined));
  built = await describeSchema(database.config);
});
afterAll(() => database?.drop());

describe('the schema file tells the truth', () => {
  test('docs/schema.txt is what the migrations build (UPDATE_SCHEMA=1 writes it anew)', () => {
    if (process.env.UPDATE_SCHEMA === '1') writeFileSync(file, built);
    expect(readFileSync(file, 'utf8')).toBe(built);
  });

  test('every table has a comment', () => {
    const silent = built.split('\n').filter((line) => line.startsWith('table ') && !line.includes(' -- '));
    // kernel.migration is made by the migrator itself, before the first migration.
    expect(silent.filter((line) => line.trim() !== 'table kernel.migration')).toEqual([]);
  });

  test('a second run of the migrations changes nothing', async () => {
    await onDatabase(async (client) => expect(await migrate(client, migrationFolders)).toBe(0));
    expect(await describeSchema(database.config)).toBe(built);
  });
});

describe('a difference is seen', () => {
  test.each([
    ['a column', 'alter table kernel.setting add column planted text'],
    ['a default', "alter table kernel.setting alter column planted set default 'x'"],
    ['a constraint', "alter table kernel.setting add constraint planted check (planted <> '')"],
    ['a constraint that is gone', 'alter table kernel.setting drop constraint planted'],
    ['an index', 'create index planted on kernel.setting (planted)'],
    ['a trigger', 'create trigger planted before update on kernel.setting for each row execute function kernel.refuse_change()'],
    ['a function that changed', "create or replace function kernel.refuse_change() returns trigger language plpgsql as $$ begin return null; end $$"],
    ['a comment', "comment on table kernel.setting is 'planted'"],
    ['row level security that is gone', 'alter table kernel.setting disable row level security'],
    ['a policy', 'create policy planted on kernel.setting using (true)'],
    ['a policy for another role', 'alter policy planted on kernel.setting to onevisit_public'],
    ['a grant', 'grant select on kernel.setting to onevisit_public'],
    ['a grant on a column', 'grant update (value) on kernel.setting to onevisit_public'],
    ['a function with the rights of its owner', 'alter function kernel.asker_today() security definer'],
    ['a function that another role may call', 'grant execute on function kernel.asker_today() to onevisit_public'],
    ['a table', 'create table kernel.planted_table (id integer)'],
    ['a column that is gone', 'alter table kernel.setting drop column planted cascade'],
  ])('%s', async (_what, statement) => {
    const before = await describeSchema(database.config);
    await onDatabase((client) => client.query(statement).then(() => undefined));
    expect(await describeSchema(database.config)).not.toBe(before);
  });
});

async function onDatabase(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(database.config as pg.ClientConfig);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
