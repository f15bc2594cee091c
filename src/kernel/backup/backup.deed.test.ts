import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import pg, { type PoolConfig } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { must } from '../outcome.ts';
import { backup } from './backup.ts';
import { type Manifest, manifestName, writeManifest } from './manifest.ts';
import { restore } from './restore.ts';

const now = new Date('2026-11-22T08:00:00Z');

/** What a room may bring: references in a circle, rows that may not change, and columns of every kind. */
const tables = `
  create schema room;
  create table room.person (
    id bigint generated always as identity primary key, name text, photo bytea, facts jsonb, at timestamptz, born date, tags text[], share numeric,
    name_length int generated always as (length(name)) stored, head bigint unique
  );
  create table room.version (id serial primary key, person bigint not null references room.person (id), body text not null);
  alter table room.person add constraint person_head foreign key (head) references room.version (id);
  create table room."Ämter" ("select" text primary key, parent text references room."Ämter");
  create table room.empty (id int);
  create function room.refuse() returns trigger language plpgsql as $$ begin raise exception 'append-only'; end $$;
  create function room.mark() returns trigger language plpgsql as $$ begin new.body := new.body || '!'; return new; end $$;
  create trigger kept before update or delete on room.version for each row execute function room.refuse();
  create trigger marked before insert on room.version for each row execute function room.mark();`;

let folder: string;
let to: string;
let source: TestDatabase;
let target: TestDatabase;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onevisit-backup-'));
  to = join(folder, 'backup');
  const migrate = async (config: PoolConfig): Promise<void> => void (await ask(config, tables));
  [source, target] = await Promise.all([testDatabase({ empty: true, migrate }), testDatabase({ empty: true, migrate })]);
});
afterEach(async () => {
  await Promise.all([source.drop(), target.drop()]);
  rmSync(folder, { recursive: true, force: true });
});

async function ask(config: PoolConfig, sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query(sql, values.length > 0 ? [...values] : undefined)).rows;
  } finally {
    await client.end();
  }
}

function contentOf(config: PoolConfig): Promise<unknown> {
  return ask(
    config,
    `select (select jsonb_agg(to_jsonb(p) order by id) from room.person p) as people, (select jsonb_agg(to_jsonb(v) order by id) from room.version v) as versions,
       (select jsonb_agg(to_jsonb(o) order by "select") from room."Ämter" o) as offices`,
  );
}

async function fillALittle(config: PoolConfig): Promise<void> {
  await ask(config, `insert into room.person (name) values ('王小明'), ('')`);
  await ask(config, `insert into room.version (person, body) values (1, 'first'), (2, 'second')`);
  await ask(config, 'update room.person set head = 2 where id = 1');
  await ask(config, `insert into room."Ämter" values ('b', 'b'), ('a', 'b')`);
}

const anyText = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\u0000', ''));
const person = fc.record({
  name: fc.oneof(fc.constantFrom('\\N', 'a\tb\r\n\\.\n', '', "'", '𠮷'), anyText, fc.constant(null)),
  photo: fc.option(fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes))),
  facts: fc.option(fc.dictionary(fc.constantFrom('住址', 'note', '\\'), anyText).map((facts) => JSON.stringify(facts))),
  at: fc.option(fc.constantFrom('2026-11-22T23:59:59.123456+08', '-infinity', '0044-03-15 12:00:00+00 BC')),
  born: fc.option(fc.constantFrom('1988-02-29', 'infinity')),
  tags: fc.option(fc.array(fc.oneof(anyText, fc.constant(null)), { maxLength: 3 })),
  share: fc.option(fc.constantFrom('0.1', 'NaN', '-123456789012345678901234567890.000000001')),
});

test('what was backed up comes back, value for value, and new rows go on where the old ones ended', async () => {
  await fillALittle(source.config);
  const people = fc.sample(person, 200);
  for (const one of people) {
    await ask(source.config, 'insert into room.person (name, photo, facts, at, born, tags, share) values ($1, $2, $3, $4, $5, $6, $7)', Object.values(one));
  }
  const manifest = must(await backup({ connection: source.config, to, now }));
  expect(manifest.tables.map(({ schema, name, rows }) => [schema, name, rows])).toEqual([
    ['room', 'empty', 0],
    ['room', 'person', 202],
    ['room', 'version', 2],
    ['room', 'Ämter', 2],
  ]);
  must(await restore({ connection: target.config, from: to, knownCheckpoints: [] }));
  expect(await contentOf(target.config)).toEqual(await contentOf(source.config));
  expect(await ask(target.config, `insert into room.person (name) values ('next') returning id`)).toEqual([{ id: '203' }]);
  expect(await ask(target.config, `insert into room.version (person, body) values (203, 'next') returning id, body`)).toEqual([{ id: 3, body: 'next!' }]);
});

test('after a restore the house’s rules bind again', async () => {
  await fillALittle(source.config);
  must(await backup({ connection: source.config, to, now }));
  must(await restore({ connection: target.config, from: to, knownCheckpoints: [] }));
  await expect(ask(target.config, 'delete from room.version')).rejects.toThrow('append-only');
  await expect(ask(target.config, `insert into room.version (person, body) values (99, 'x')`)).rejects.toMatchObject({ code: '23503' });
  const deferrable = await ask(target.config, `select conname from pg_constraint where contype = 'f' and condeferrable`);
  expect(deferrable).toEqual([]);
});

test('a backup shows one moment, whatever is written while it runs', async () => {
  await fillALittle(source.config);
  const before = await contentOf(source.config);
  let writes = 0;
  const progress = async (): Promise<void> => {
    writes += 1;
    await ask(source.config, `insert into room.person (name) values ('late'); insert into room.version (person, body) values (1, 'late')`);
  };
  must(await backup({ connection: source.config, to, now, progress }));
  expect(writes).toBe(4);
  must(await restore({ connection: target.config, from: to, knownCheckpoints: [] }));
  expect(await contentOf(target.config)).toEqual(before);
});

test('a backup is closed to other users and never written over', async () => {
  must(await backup({ connection: source.config, to, now }));
  expect(statSync(to).mode & 0o777).toBe(0o700);
  for (const name of [manifestName, ...readdirSync(join(to, 'tables')).map((file) => join('tables', file))]) {
    expect(statSync(join(to, name)).mode & 0o077).toBe(0);
  }
  expect(await backup({ connection: source.config, to, now })).toMatchObject({ ok: false, refusal: { kind: 'target-not-empty' } });
  writeFileSync(join(folder, 'file'), 'x');
  expect(await backup({ connection: source.config, to: join(folder, 'file'), now })).toMatchObject({ ok: false, refusal: { kind: 'target-not-empty' } });
  expect(await backup({ connection: source.config, to: join(folder, 'file', 'x'), now })).toMatchObject({ ok: false });
  expect(readdirSync(folder).sort()).toEqual(['backup', 'file']);
});

const damages: readonly [string, (to: string, manifest: Manifest) => void, string][] = [
  ['the manifest is gone', (at) => unlinkSync(join(at, manifestName)), 'backup-unreadable'],
  ['the manifest was edited', (at) => edit(join(at, manifestName), (text) => text.replace('"rows": 2', '"rows": 1')), 'backup-damaged'],
  ['a table is gone', (at) => unlinkSync(join(at, 'tables', '00001.copy.zst')), 'backup-damaged'],
  ['a table is cut off', (at) => truncateSync(join(at, 'tables', '00001.copy.zst'), 20), 'backup-damaged'],
  ['a bit of a table flipped', (at) => flipBit(join(at, 'tables', '00001.copy.zst')), 'backup-damaged'],
  [
    'the manifest was written anew with another count of rows',
    (at, manifest) => writeFileSync(join(at, manifestName), writeManifest({ ...manifest, tables: manifest.tables.map((table) => ({ ...table, rows: 1 })) })),
    'backup-damaged',
  ],
  [
    'a table was left out',
    (at, manifest) => writeFileSync(join(at, manifestName), writeManifest({ ...manifest, tables: manifest.tables.slice(1) })),
    'database-of-another-schema',
  ],
  [
    'it was made by another migration',
    (at, manifest) =>
      writeFileSync(join(at, manifestName), writeManifest({ ...manifest, migrations: [{ room: 'room', name: '0001.sql', digest: 'f'.repeat(64) }] })),
    'database-of-another-schema',
  ],
];

test.each(damages)('when %s the restore is refused and the database stays empty', async (_, damage, kind) => {
  await fillALittle(source.config);
  const manifest = must(await backup({ connection: source.config, to, now }));
  damage(to, manifest);
  expect(await restore({ connection: target.config, from: to, knownCheckpoints: [] })).toMatchObject({ ok: false, refusal: { kind } });
  expect(await contentOf(target.config)).toEqual([{ people: null, versions: null, offices: null }]);
});

test('rows that contradict each other are a fault of the backup: nothing of it stays', async () => {
  await fillALittle(source.config);
  await ask(source.config, 'alter table room.version drop constraint version_person_fkey');
  await ask(source.config, `insert into room.version (person, body) values (77, 'of nobody')`);
  must(await backup({ connection: source.config, to, now }));
  await expect(restore({ connection: target.config, from: to, knownCheckpoints: [] })).rejects.toMatchObject({ code: '23503' });
  expect(await contentOf(target.config)).toEqual([{ people: null, versions: null, offices: null }]);
});

test('a database that holds a row already is not filled', async () => {
  must(await backup({ connection: source.config, to, now }));
  await ask(target.config, 'insert into room.empty values (1)');
  expect(await restore({ connection: target.config, from: to, knownCheckpoints: [] })).toMatchObject({
    ok: false,
    refusal: { kind: 'database-not-empty', table: 'room.empty' },
  });
});

test('rows that a policy hides make the backup fail, not shrink', async () => {
  await fillALittle(source.config);
  await ask(source.config, 'alter table room.person enable row level security; alter table room.person force row level security');
  await expect(backup({ connection: source.config, to, now })).rejects.toMatchObject({ code: '42501' });
  expect(readdirSync(folder)).toEqual([]);
});

function edit(path: string, change: (text: string) => string): void {
  const text = readFileSync(path, 'utf8');
  expect(change(text)).not.toBe(text);
  writeFileSync(path, change(text));
}

function flipBit(path: string): void {
  const bytes = readFileSync(path);
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}
