import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { openKeyFolder } from '../keys/file-provider.ts';
import type { KeyProvider } from '../keys/provider.ts';
import { migrate } from '../migrate.ts';
import { must } from '../outcome.ts';
import { verifyCheckpoint } from './checkpoint.ts';
import { type Integrator, startIntegrator } from './integrator.ts';
import { provesConsistency, provesInclusion, saltedLeaf } from './merkle.ts';
import { consistencyProof, inclusionProof } from './proofs.ts';
import { append, checkpointsAfter, findLeaf, latestCheckpoint, type LogName, originOf, proofOfEvent, tileReader } from './store.ts';
import { verifyEntry } from './verify.ts';
import { verifyLog } from './verify-log.ts';

let database: TestDatabase;
let pool: pg.Pool;
let parent: string;
let keys: KeyProvider;
const faults: unknown[] = [];
const running: Integrator[] = [];

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'onevisit-tlog-'));
  keys = must(openKeyFolder({ folder: join(parent, 'keys'), passphrase: null, mode: 'demo', suite: 'intl', now: () => new Date() }));
  database = await testDatabase({
    empty: true,
    migrate: async (config) => {
      const client = new pg.Client(config);
      await client.connect();
      await migrate(client, [{ room: 'kernel', folder: new URL('../migrations/', import.meta.url) }]);
      await client.end();
    },
  });
  pool = new pg.Pool(database.config);
});
afterEach(async () => {
  for (const integrator of running.splice(0)) await integrator.stop();
  faults.length = 0;
  await pool.query(`do $$ declare t text; begin
    foreach t in array array['tlog_pending', 'tlog_leaf', 'tlog_tile', 'tlog_checkpoint', 'tlog_conflict'] loop
      execute format('alter table kernel.%I disable trigger user', t);
      execute format('delete from kernel.%I', t);
      execute format('alter table kernel.%I enable trigger user', t);
    end loop; end $$`);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
  rmSync(parent, { recursive: true, force: true });
});

/** An integrator whose own timer never comes: the test says when a round is. */
const integrator = (changed: Partial<Parameters<typeof startIntegrator>[0]> = {}) => {
  const made = startIntegrator({ pool, instance: 'changsha', keys, now: () => new Date(), onFault: (error) => faults.push(error), intervalMilliseconds: 3_600_000, ...changed });
  running.push(made);
  return made;
};
const logged = async (log: LogName, count: number) => {
  const events = Array.from({ length: count }, () => ({ id: randomUUID(), salt: randomBytes(32), bytes: randomBytes(20) }));
  for (const event of events) await append(pool, log, event.id, saltedLeaf(event.salt, event.bytes));
  return events;
};
const identity = async (log: LogName) => ({ origin: originOf('changsha', log), keys: await keys.publicKeys('checkpoint') });
const verify = async (log: LogName) => verifyLog(log, { queries: pool, instance: 'changsha', keys: await keys.publicKeys('checkpoint') });

describe('the integrator', () => {
  test('gives every committed leaf one place, in order and without a gap, under one signed checkpoint', async () => {
    const events = await logged('licence', 300);
    await integrator().round();
    const places = await Promise.all(events.map((event) => findLeaf(pool, 'licence', event.id)));
    expect(places.map((place) => place?.index)).toEqual(events.map((_, at) => at));
    const checkpoint = await latestCheckpoint(pool, 'licence');
    expect(checkpoint).toMatchObject({ size: 300, prevSize: 0 });
    expect(must(verifyCheckpoint(checkpoint?.note ?? '', await identity('licence')))).toMatchObject({ size: 300, root: checkpoint?.root });
    expect(await verify('licence')).toMatchObject({ size: 300, checkpoints: 1, differences: [] });
  });

  test('takes more than one batch in a round, and grows the tiles it began', async () => {
    await pool.query("insert into kernel.tlog_pending (log_id, leaf, event_id) select 2, sha256(i::text::bytea), gen_random_uuid() from generate_series(1, 9000) i");
    const one = integrator();
    await one.round();
    await logged('audit', 3);
    await one.round();
    expect((await checkpointsAfter(pool, 'audit', 0, 10)).map((row) => [row.prevSize, row.size])).toEqual([
      [0, 4_000],
      [4_000, 8_000],
      [8_000, 9_000],
      [9_000, 9_003],
    ]);
    expect(await verify('audit')).toMatchObject({ size: 9_003, differences: [] });
    expect(one.metrics()).toMatchObject({ integrated: 9_003, batches: 4, faults: 0 });
  });

  test('leaves nothing of a transaction that was rolled back', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await append(client, 'audit', randomUUID(), randomBytes(32));
    await client.query('rollback');
    client.release();
    await integrator().round();
    expect(await latestCheckpoint(pool, 'audit')).toBeNull();
  });

  test('goes on after a crash in the middle of a batch as if it had not begun', async () => {
    await logged('licence', 10);
    // Signing fails: everything before it in the batch was already written in the transaction.
    const dying: KeyProvider = { ...keys, sign: () => Promise.reject(new Error('the key store is gone')) };
    await expect(integrator({ keys: dying }).round()).rejects.toThrow('the key store is gone');
    expect((await pool.query('select count(*)::int as n from kernel.tlog_pending')).rows).toEqual([{ n: 10 }]);
    expect((await pool.query('select count(*)::int as n from kernel.tlog_leaf')).rows).toEqual([{ n: 0 }]);
    await integrator().round();
    expect(await verify('licence')).toMatchObject({ size: 10, differences: [] });
  });

  test('runs in two processes without a fork', async () => {
    const [one, other] = [integrator(), integrator()];
    for (let round = 0; round < 12; round += 1) {
      await logged('exchange', 5);
      await Promise.all([one.round(), other.round()]);
    }
    await one.round();
    const report = await verify('exchange');
    expect(report).toMatchObject({ size: 60, differences: [] });
    expect(one.metrics().integrated + other.metrics().integrated).toBe(60);
  });

  test('keeps logs apart', async () => {
    const [event] = await logged('licence', 1);
    await append(pool, 'audit', event?.id ?? '', randomBytes(32));
    await integrator().round();
    expect(await verify('licence')).toMatchObject({ size: 1, differences: [] });
    expect(await verify('audit')).toMatchObject({ size: 1, differences: [] });
  });

  test('takes a repeated leaf once, and keeps a second, different one as evidence', async () => {
    const [event] = await logged('licence', 1);
    const one = integrator();
    await one.round();
    await append(pool, 'licence', event?.id ?? '', saltedLeaf(event?.salt ?? randomBytes(32), event?.bytes ?? randomBytes(1)));
    await one.round();
    expect(one.metrics()).toMatchObject({ integrated: 1, conflicts: 0 });
    await append(pool, 'licence', event?.id ?? '', randomBytes(32));
    await one.round();
    expect(one.metrics()).toMatchObject({ integrated: 1, conflicts: 1 });
    expect((await verify('licence')).differences).toMatchObject([{ kind: 'event-conflict', at: event?.id }]);
  });

  test('works by itself until it is stopped, and tells how far it is behind', async () => {
    await logged('access', 4);
    const one = integrator({ intervalMilliseconds: 10 });
    await expect.poll(async () => (await latestCheckpoint(pool, 'access'))?.size, { timeout: 5_000 }).toBe(4);
    await expect.poll(() => one.metrics().pending, { timeout: 5_000 }).toBe(0);
    await one.stop();
    await logged('access', 2);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect((await latestCheckpoint(pool, 'access'))?.size).toBe(4);
    const late = integrator();
    await late.round();
    expect(late.metrics().lagMilliseconds).toBeGreaterThanOrEqual(50);
  });

  test('counts a fault, tells of it and tries again', async () => {
    await logged('licence', 1);
    let fails = 2;
    const shaky: KeyProvider = { ...keys, sign: (...args) => (fails-- > 0 ? Promise.reject(new Error('busy')) : keys.sign(...args)) };
    const one = integrator({ keys: shaky, intervalMilliseconds: 5 });
    await expect.poll(async () => (await latestCheckpoint(pool, 'licence'))?.size, { timeout: 5_000 }).toBe(1);
    expect(one.metrics()).toMatchObject({ faults: 2, lastFault: 'busy' });
    expect(faults).toHaveLength(2);
  });
});

describe('a log whose past is not what it was is not signed on', () => {
  const restored = async () => {
    await logged('licence', 5);
    await integrator().round();
    return (await latestCheckpoint(pool, 'licence'))?.note ?? '';
  };
  const attempt = (note: string | null = null) => integrator({ remembered: async () => note }).round();
  const tamper = (sql: string) => pool.query(`alter table kernel.tlog_leaf disable trigger user; alter table kernel.tlog_tile disable trigger user; alter table kernel.tlog_checkpoint disable trigger user; ${sql};
    alter table kernel.tlog_leaf enable trigger user; alter table kernel.tlog_tile enable trigger user; alter table kernel.tlog_checkpoint enable trigger user`);

  test('a restored backup is behind what a witness saw', async () => {
    const first = await restored();
    await logged('licence', 2);
    await integrator().round();
    const newest = (await latestCheckpoint(pool, 'licence'))?.note ?? '';
    await tamper("delete from kernel.tlog_leaf where idx >= 5; delete from kernel.tlog_checkpoint where size = 7; update kernel.tlog_tile set hashes = substring(hashes from 1 for 160)");
    await logged('licence', 2);
    await expect(attempt(newest)).rejects.toThrow('is this a restored backup?');
    await attempt(first);
    // It went on from 5, and whoever saw 7 before now sees another past.
    await logged('licence', 1);
    await expect(attempt(newest)).rejects.toThrow('had another past');
  });

  test('an edited tile', async () => {
    await restored();
    await tamper("update kernel.tlog_tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1)");
    await logged('licence', 1);
    await expect(attempt()).rejects.toThrow('do not give the root');
  });

  test('a leaf behind the last checkpoint', async () => {
    await restored();
    await tamper("insert into kernel.tlog_leaf select 1, 5, sha256('x'), gen_random_uuid()");
    await logged('licence', 1);
    await expect(attempt()).rejects.toThrow('has 6 leaves and its last checkpoint says 5');
  });

  test('a checkpoint that was given out by another installation', async () => {
    await restored();
    await logged('licence', 1);
    await expect(attempt('not a note')).rejects.toThrow('is not ours');
  });
});

describe('the tables refuse what would change the past', () => {
  test.each([
    "update kernel.tlog_leaf set leaf = sha256('x')",
    'delete from kernel.tlog_leaf',
    'truncate kernel.tlog_leaf',
    "update kernel.tlog_checkpoint set note = 'x'",
    'delete from kernel.tlog_checkpoint',
    'truncate kernel.tlog_checkpoint',
    'delete from kernel.tlog_tile',
    'truncate kernel.tlog_tile',
    "update kernel.tlog_tile set hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)",
    "update kernel.tlog_tile set hashes = substring(hashes from 1 for 32)",
    "update kernel.tlog_tile set hashes = sha256('x') || hashes",
    'update kernel.tlog_tile set n = n + 1, hashes = hashes || hashes',
    "update kernel.tlog_pending set leaf = sha256('x')",
  ])('%s', async (sql) => {
    await logged('licence', 3);
    await integrator().round();
    await logged('licence', 1);
    await expect(pool.query(sql)).rejects.toMatchObject({ code: 'OV001' });
  });

  test('two checkpoints that follow the same one', async () => {
    await logged('licence', 3);
    await integrator().round();
    await expect(pool.query("insert into kernel.tlog_checkpoint select log_id, size + 1, prev_size, root, note, at from kernel.tlog_checkpoint")).rejects.toMatchObject({ constraint: 'tlog_checkpoint_no_fork' });
  });
});

describe('proofs', () => {
  test('a person gets a proof that holds without the database, and none before the leaf is in the tree', async () => {
    const [event] = await logged('licence', 1);
    if (!event) throw new Error('an event expected');
    expect(await proofOfEvent(pool, 'licence', event.id, event.salt)).toBeNull();
    await logged('licence', 600);
    await integrator().round();
    const proof = await proofOfEvent(pool, 'licence', event.id, event.salt);
    expect(verifyEntry(event.bytes, proof ?? '', await identity('licence'))).toMatchObject({ ok: true, value: { index: 0, checkpoint: { size: 601 } } });
    expect(verifyEntry(event.bytes, proof ?? '', await identity('audit'))).toMatchObject({ refusal: { kind: 'checkpoint-of-another-log' } });
  });

  test('each leaf is in each later tree, each tree in each later one', async () => {
    const one = integrator();
    for (const count of [1, 2, 255, 300]) {
      await logged('audit', count);
      await one.round();
    }
    const read = tileReader(pool, 'audit');
    const checkpoints = await checkpointsAfter(pool, 'audit', 0, 10);
    const { rows } = await pool.query<{ idx: string; leaf: Buffer }>('select idx, leaf from kernel.tlog_leaf where log_id = 2 and idx % 97 = 0 order by idx');
    expect(checkpoints).toHaveLength(4);
    for (const { size, root } of checkpoints) {
      for (const { idx, leaf } of rows.filter((row) => Number(row.idx) < size)) {
        expect(provesInclusion(leaf, Number(idx), size, await inclusionProof(read, Number(idx), size), root)).toBe(true);
      }
      for (const old of checkpoints.filter((row) => row.size <= size)) expect(provesConsistency(old, { size, root }, await consistencyProof(read, old.size, size))).toBe(true);
    }
  });
});
