import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg, { type PoolConfig } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { must } from '../outcome.ts';
import { backup } from './backup.ts';
import { checkpointNote, leafNumber, rootAt } from './checkpoint.fixture.ts';
import { type Known, knownCheckpointsFile, readKnownCheckpoints, rememberCheckpoints } from './known-checkpoints.ts';
import { restore } from './restore.ts';

let folder: string;
let to: string;
let source: TestDatabase;
let target: TestDatabase;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onevisit-drill-'));
  to = join(folder, 'backup');
  [source, target] = await Promise.all([testDatabase(), testDatabase()]);
});
afterEach(async () => {
  await Promise.all([source.drop(), target.drop()]);
  rmSync(folder, { recursive: true, force: true });
});

async function within<Value>(config: PoolConfig, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Lets the licence log of the source grow to a size, with one checkpoint there. */
function growLog(from: number, size: number, leaf = leafNumber): Promise<void> {
  return within(source.config, async (client) => {
    for (let index = from; index < size; index += 1) {
      await client.query('insert into kernel.tlog_leaf (log_id, idx, leaf, event_id) values (1, $1, $2, gen_random_uuid())', [index, leaf(index)]);
    }
    const values = [size, from, rootAt(size), checkpointNote('licence', size)];
    await client.query('insert into kernel.tlog_checkpoint (log_id, size, prev_size, root, note, at) values (1, $1, $2, $3, $4, now())', values);
  });
}

function known(size: number, root?: Buffer): readonly Known[] {
  const file = knownCheckpointsFile(join(folder, 'data'));
  must(rememberCheckpoints(file, [checkpointNote('licence', size, root)]));
  return must(readKnownCheckpoints(file));
}

function leavesOf(config: PoolConfig): Promise<unknown[]> {
  return within(config, async (client) => (await client.query('select idx, leaf from kernel.tlog_leaf order by idx')).rows);
}

const now = new Date('2026-11-22T08:00:00Z');

test('yesterday’s backup comes back when nobody has seen more of the log than it holds', async () => {
  await growLog(0, 5);
  await growLog(5, 9);
  must(await backup({ connection: source.config, to, now }));
  must(await restore({ connection: target.config, from: to, knownCheckpoints: known(9) }));
  expect(await leavesOf(target.config)).toEqual(await leavesOf(source.config));
});

test('a backup that ends before what was seen of the log is refused: it would hide what was issued since', async () => {
  await growLog(0, 5);
  must(await backup({ connection: source.config, to, now }));
  const refused = await restore({ connection: target.config, from: to, knownCheckpoints: known(6) });
  expect(refused).toEqual({ ok: false, refusal: { kind: 'log-would-fork', origin: 'onevisit.test/licence', known: 6, inBackup: 5 } });
  expect(await leavesOf(target.config)).toEqual([]);
});

test('a backup whose log is longer than what was seen, but another one, is refused', async () => {
  await growLog(0, 9);
  must(await backup({ connection: source.config, to, now }));
  const another = known(4, leafNumber(4));
  expect(await restore({ connection: target.config, from: to, knownCheckpoints: another })).toMatchObject({
    ok: false,
    refusal: { kind: 'log-has-another-history', size: 4 },
  });
  expect(await leavesOf(target.config)).toEqual([]);
});

test.each([
  ['a leaf was changed', (index: number) => leafNumber(index === 2 ? 99 : index)],
  ['two leaves were swapped', (index: number) => leafNumber([0, 2, 1][index] ?? index)],
])('a backup of a log in which %s is refused', async (_, leaf) => {
  await growLog(0, 5, leaf);
  must(await backup({ connection: source.config, to, now }));
  expect(await restore({ connection: target.config, from: to, knownCheckpoints: [] })).toMatchObject({
    ok: false,
    refusal: { kind: 'log-has-another-history', size: 5 },
  });
});

test('a log cut off at its end does not reach its own checkpoint and is refused', async () => {
  await growLog(0, 5);
  await within(source.config, async (client) => {
    await client.query('alter table kernel.tlog_leaf disable trigger user; delete from kernel.tlog_leaf where idx = 4; alter table kernel.tlog_leaf enable trigger user');
  });
  must(await backup({ connection: source.config, to, now }));
  expect((await restore({ connection: target.config, from: to, knownCheckpoints: [] })).ok).toBe(false);
});

test('a database of an older program is not filled with a newer backup', async () => {
  must(await backup({ connection: source.config, to, now }));
  await within(target.config, async (client) => {
    await client.query(`update kernel.migration set digest = repeat('0', 64) where room = 'kernel' and name = '0001-kernel.sql'`);
  });
  const refused = await restore({ connection: target.config, from: to, knownCheckpoints: [] });
  expect(refused).toMatchObject({ ok: false, refusal: { kind: 'database-of-another-schema', unexpected: ['migration kernel/0001-kernel.sql 000000000000'] } });
});
