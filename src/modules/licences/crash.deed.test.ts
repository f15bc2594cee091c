import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../../../tests/support/licences-world.ts';
import { newId } from '../../kernel/clock.ts';
import { must } from '../../kernel/outcome.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('intl');
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.database.pool.query('truncate licences.licence, licences.standing_change, licences.reuse, licences.copy, licences.rendering cascade');
});

/** Each statement of issuing, as a trigger that refuses it (Boulder's test of a chosen insert that fails). */
const steps = [
  ['the number', 'licences.number_series', 'insert or update', 'prepare'],
  ['the intent', 'licences.licence', 'insert', 'prepare'],
  ['the signature', 'licences.licence', 'update', 'sign'],
  ['the leaf of the log', 'kernel.tlog_pending', 'insert', 'sign'],
  ['the message that it was issued', 'kernel.outbox', 'insert', 'sign'],
] as const;

async function plant(table: string, event: string): Promise<() => Promise<void>> {
  const { pool } = world.database;
  await pool.query(`create or replace function public.planted_fault() returns trigger language plpgsql as $$ begin raise exception 'planted'; end $$`);
  await pool.query(`create trigger planted_fault before ${event} on ${table} for each row execute function public.planted_fault()`);
  return async () => {
    await pool.query(`drop trigger planted_fault on ${table}`);
  };
}

const states = async (caseId: string) => (await world.database.pool.query('select state, number, identifier, record_digest from licences.licence where case_id = $1', [caseId])).rows;
const leaves = async () => Number((await world.database.pool.query('select count(*) from kernel.tlog_pending')).rows[0].count);

describe('a fault at any step of issuing', () => {
  test.each(steps.filter(([, , , half]) => half === 'prepare'))('%s: nothing is written, and the next try issues one', async (_name, table, event) => {
    const caseId = newId();
    const pull = await plant(table, event);
    await expect(world.prepare(caseId)).rejects.toThrow('planted');
    await pull();
    expect(await states(caseId)).toEqual([]);
    must(await world.prepare(caseId));
    await world.settle();
    expect(await states(caseId)).toMatchObject([{ state: 'valid' }]);
  });

  test.each(steps.filter(([, , , half]) => half === 'sign'))('%s: the intent waits, and the reconciler ends it with the same bytes and number', async (_name, table, event) => {
    const caseId = newId();
    const pull = await plant(table, event);
    must(await world.prepare(caseId));
    await world.room.ground.signer.settled();
    const [waiting] = await states(caseId);
    const before = await leaves();
    expect(waiting).toMatchObject({ state: 'prepared' });
    await pull();
    // Another process takes over: it has nothing of this one's memory.
    const other = world.restarted();
    expect(await other.ground.signer.reconcile(0)).toBe(1);
    expect(await states(caseId)).toEqual([{ ...waiting, state: 'valid' }]);
    expect(await leaves()).toBe(before + 1);
    await other.ground.painter.stop();
  });

  test('a key store that is away leaves the intent waiting', async () => {
    const caseId = newId();
    const { keys } = world.room.ground;
    const sign = keys.sign;
    keys.sign = async () => {
      throw new Error('the module does not answer');
    };
    must(await world.prepare(caseId));
    await world.room.ground.signer.settled();
    expect(await states(caseId)).toMatchObject([{ state: 'prepared' }]);
    keys.sign = sign;
    await world.room.ground.signer.reconcile(0);
    expect(await states(caseId)).toMatchObject([{ state: 'valid' }]);
  });

  test('two processes that sign the same intent issue one licence with one leaf', async () => {
    const caseId = newId();
    const pull = await plant('licences.licence', 'update');
    must(await world.prepare(caseId));
    await world.room.ground.signer.settled();
    await pull();
    const before = await leaves();
    const others = [world.restarted(), world.restarted(), world.restarted()];
    await Promise.all(others.map((room) => room.ground.signer.reconcile(0)));
    expect(await states(caseId)).toMatchObject([{ state: 'valid' }]);
    expect(await leaves()).toBe(before + 1);
  });

  test('an intent whose text was altered is given up, and the case may have a new one', async () => {
    const caseId = newId();
    const pull = await plant('licences.licence', 'update');
    const id = must(await world.prepare(caseId));
    await world.room.ground.signer.settled();
    await pull();
    const forged = world.room.ground.cells.seal('licences.licence.to_be_signed', id, '{"format":"onevisit-licence-1"}');
    await world.database.pool.query('alter table licences.licence disable trigger licence_guard');
    await world.database.pool.query('update licences.licence set to_be_signed = $2 where id = $1', [id, forged]);
    await world.database.pool.query('alter table licences.licence enable trigger licence_guard');
    await world.room.ground.signer.reconcile(0);
    expect(await states(caseId)).toMatchObject([{ state: 'void' }]);
    must(await world.prepare(caseId));
    await world.settle();
    expect((await states(caseId)).map((row) => row.state).sort()).toEqual(['valid', 'void']);
  });

  test('the reconciler leaves alone what another process has just prepared', async () => {
    const pull = await plant('licences.licence', 'update');
    must(await world.prepare());
    await world.room.ground.signer.settled();
    await pull();
    expect(await world.restarted().ground.signer.reconcile(5_000)).toBe(0);
  });
});
