import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask, eachInItsPlace, start } from './embedded.fixture.ts';

const isRoot = process.getuid?.() === 0;
const place = eachInItsPlace();

test.runIf(isRoot)('root starts it in a folder that only root may enter, in a user namespace or as another user, to and fro', async () => {
  const closed = statSync(place.base);
  expect(closed.mode & 0o777).toBe(0o700);
  const switched = await start(place.path, { mayUnshare: false });
  await ask(switched.connection, 'create table kept as select 7 as number');
  await switched.stop();
  expect(switched.runner.kind).toBe('switched');
  expect(switched.home.folder).not.toBe(place.path);
  expect(switched.describe().zh).toContain(switched.home.folder);
  try {
    const back = await start(place.path);
    expect(['mapped', 'switched']).toContain(back.runner.kind);
    expect(await ask(back.connection, 'select number from kept')).toEqual([7]);
    await back.stop();
    const again = await start(place.path, { mayUnshare: false });
    expect(await ask(again.connection, 'select number from kept')).toEqual([7]);
    await again.stop();
  } finally {
    rmSync(switched.home.folder, { recursive: true, force: true });
  }
});

test.runIf(isRoot)('data that began in a namespace move to a reachable folder when namespaces are forbidden later', async () => {
  const before = await start(place.path);
  await ask(before.connection, 'create table kept as select 7 as number');
  await before.stop();
  const after = await start(place.path, { mayUnshare: false });
  expect(await ask(after.connection, 'select number from kept')).toEqual([7]);
  await after.stop();
  if (before.runner.kind === 'mapped') expect(readdirSync(place.path)).not.toContain('postgres');
  rmSync(after.home.folder, { recursive: true, force: true });
});

test.runIf(isRoot)('a data folder of an ordinary user is served as that user, in its place', async () => {
  chmodSync(place.base, 0o755);
  place.path = join(place.base, 'of-nobody');
  mkdirSync(place.path, { mode: 0o700 });
  chownSync(place.path, 65_534, 65_534);
  const { runner, home, connection } = await start(place.path);
  expect(runner).toMatchObject({ kind: 'switched', user: { uid: 65_534 } });
  expect(home.folder).toBe(place.path);
  expect(await ask(connection, 'select 1')).toEqual([1]);
});
