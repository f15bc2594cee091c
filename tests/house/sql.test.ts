import { describe, expect, test } from 'vitest';
import { forgottenIn, readsAllColumns } from './sql.ts';
import { trackedTexts } from './tracked.ts';

describe('what stands in the database explains itself', () => {
  const migrations = trackedTexts(/\/migrations\/\d{4}-[a-z0-9-]+\.sql$/);

  test('there are migrations, and every SQL file of a room is one', () => {
    expect(migrations.length).toBeGreaterThan(7);
    expect(trackedTexts(/^src\/.*\.sql$/).map(({ path }) => path)).toEqual(migrations.map(({ path }) => path));
  });

  test('every table has its comment, every constraint its name', () => {
    expect(migrations.flatMap(forgottenIn)).toEqual([]);
  });

  test('no statement of the product reads all columns', () => {
    const readers = trackedTexts(/^src\/.*\.(ts|sql)$/).filter(({ path, text }) => !path.includes('.test.') && readsAllColumns(text));
    expect(readers.map(({ path }) => path)).toEqual([]);
  });
});

describe('what is forgotten is found', () => {
  const file = (text: string) => ({ path: 'planted.sql', text });
  const comment = "comment on table a.b is 'why';";

  test.each([
    ['a table without a comment', 'create table a.b (id uuid constraint b_key primary key);', 1],
    ['a comment in a remark', `create table a.b (id uuid);\n-- ${comment}`, 1],
    ['a primary key without a name', `create table a.b (id uuid primary key);${comment}`, 1],
    ['a check without a name', `create table a.b (n int not null check (n > 0));${comment}`, 1],
    ['a reference without a name', `create table a.b (c uuid references a.c (id));${comment}`, 1],
    ['the second constraint of a column', `create table a.b (c text constraint b_c unique check (c <> ''));${comment}`, 1],
    ['a table constraint', `create table a.b (c text, d text, unique (c, d));${comment}`, 1],
    ['two of them', `create table a.b (c text unique, d text unique);${comment}`, 2],
  ])('%s', (_what, text, count) => {
    expect(forgottenIn(file(text))).toHaveLength(count);
  });

  test('a table that says everything passes', () => {
    const whole = `create table a.b (
      id uuid constraint b_key primary key,
      c uuid not null constraint b_of_c references a.c (id),
      n numeric(3, 1) constraint b_n check (n > 0 and n in (1, 2)) default 1,
      constraint b_once unique (c, n),
      constraint b_far foreign key (c, n) references a.d (c, n)
    );${comment}`;
    expect(forgottenIn(file(whole))).toEqual([]);
  });

  test.each(['select * from a.b', 'SELECT b.* from a.b b', 'insert into a.b values (1) returning *', "db.selectFrom('b').selectAll()", "update.returningAll('b')"])('%s', (text) => {
    expect(readsAllColumns(text)).toBe(true);
  });

  test.each(['select count(*) from a.b', 'select a * b from c', "db.selectFrom('b').select(['id'])"])('%s is fine', (text) => {
    expect(readsAllColumns(text)).toBe(false);
  });
});
