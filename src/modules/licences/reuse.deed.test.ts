import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWorld, foodType, type World } from '../../../tests/support/licences-world.ts';
import type { Asker } from '../../kernel/asker.ts';
import { day } from '../../kernel/day.ts';
import { must } from '../../kernel/outcome.ts';
import type { CardReading } from '../identity/contract.ts';
import type { LicenceId, ReuseGround } from './contract.ts';
import { changeStanding } from './use-cases/change-standing.ts';

let world: World;
let licence: LicenceId;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.set(new Date('2026-05-06T02:00:00Z'));
  await world.database.pool.query('truncate licences.licence, licences.standing_change, licences.reuse, licences.copy, licences.rendering cascade');
  licence = must(await world.prepare());
  await world.settle();
});

const request = (ground: ReuseGround) => ({
  type: foodType,
  holders: [{ kind: 'organisation' as const, organisation: world.organisation }],
  ground,
  case: 'case-1',
  material: 'food-licence',
  purpose: '换发许可',
});
const card = (change: Partial<CardReading> = {}): ReuseGround => ({ kind: 'card', reading: { id: '01890000-0000-7000-8000-000000000001', person: world.person, case: 'case-1', ...change } as CardReading });
const reuse = (ground: ReuseGround, asker?: Asker) => world.act((deed) => world.room.contract.reuse(deed, request(ground)), asker ?? world.clerk);
const change = (act: 'suspend' | 'restore' | 'revoke') => world.act((deed) => changeStanding(world.room.ground, deed as never, { licence, act, reason: '经查实' }), world.clerk);
const written = async () => (await world.database.pool.query('select licence, case_id, material, ground, reading, person, path from licences.reuse')).rows;

describe('a licence in place of a paper', () => {
  test('by the card that was read at the window: evidence with its path, written down for the holder', async () => {
    const evidence = must(await reuse(card()));
    expect(evidence).toMatchObject({ licence, grade: 'A', holderName: '芙蓉区周记米粉店', verifiedAt: new Date('2026-05-06T02:00:00Z') });
    expect(evidence.path).toEqual(['周建国', '经营者', '芙蓉区周记米粉店', expect.stringMatching(/^食品经营许可证 JY24301/)]);
    expect(await written()).toMatchObject([{ licence, case_id: 'case-1', material: 'food-licence', ground: 'card', person: world.person }]);
    expect((await written())[0].path).not.toContain('周建国');
  });

  test('by the session of the person', async () => {
    expect(await reuse({ kind: 'session', person: world.person }, world.citizen(world.person))).toMatchObject({ ok: true });
  });

  test.each([
    ['a card that was read for another case', () => reuse(card({ case: 'case-2' }))],
    ['the card of somebody who has nothing to do with the holder', () => reuse(card({ person: world.stranger }))],
    ['the session of somebody else', () => reuse({ kind: 'session', person: world.person }, world.citizen(world.stranger))],
    ['a stranger’s own session', () => reuse({ kind: 'session', person: world.stranger }, world.citizen(world.stranger))],
    ['a clerk who names a person without a card', () => reuse({ kind: 'session', person: world.person }, world.clerk)],
  ])('not by %s', async (_name, attempt) => {
    expect(await attempt()).toEqual({ ok: false, refusal: { kind: 'licence-not-held' } });
    expect(await written()).toEqual([]);
  });

  test('not after the relation has ended', async () => {
    const [tie] = world.relations;
    world.relations[0] = { ...(tie as typeof world.relations[number]), to: day('2026-05-05') };
    expect(await reuse(card())).toEqual({ ok: false, refusal: { kind: 'licence-not-held' } });
    world.relations[0] = tie as typeof world.relations[number];
  });

  test('not when it is suspended, and again when it is restored', async () => {
    must(await change('suspend'));
    expect(await reuse(card())).toEqual({ ok: false, refusal: { kind: 'licence-not-valid', standing: 'suspended' } });
    must(await change('restore'));
    expect(await reuse(card())).toMatchObject({ ok: true });
  });

  test('not when it is revoked', async () => {
    must(await change('revoke'));
    expect(await reuse(card())).toEqual({ ok: false, refusal: { kind: 'licence-not-valid', standing: 'revoked' } });
  });

  test('on its last day, and not on the day after', async () => {
    world.clock.set(new Date('2031-05-05T15:59:00Z'));
    expect(await reuse(card())).toMatchObject({ ok: true });
    world.clock.set(new Date('2031-05-05T16:00:00Z'));
    expect(await reuse(card())).toEqual({ ok: false, refusal: { kind: 'licence-not-valid', standing: 'expired' } });
  });

  test('not when the signature was exchanged in the database', async () => {
    await world.database.pool.query('alter table licences.licence disable trigger licence_guard');
    await world.database.pool.query(`update licences.licence set signature = overlay(signature placing '\\x00' from 12)`);
    await world.database.pool.query('alter table licences.licence enable trigger licence_guard');
    expect(await reuse(card())).toEqual({ ok: false, refusal: { kind: 'licence-signature-broken' } });
  });

  test('a use that is written cannot be taken back', async () => {
    must(await reuse(card()));
    await expect(world.database.pool.query('delete from licences.reuse')).rejects.toMatchObject({ code: 'OV001' });
  });
});

describe('standing', () => {
  test.each([
    ['restore', 'a valid one'],
    ['suspend', 'a revoked one'],
    ['revoke', 'a revoked one'],
  ] as const)('%s is refused for %s', async (act, state) => {
    if (state === 'a revoked one') must(await change('revoke'));
    expect(await change(act)).toMatchObject({ ok: false, refusal: { kind: 'licence-not-open-for-this' } });
  });

  test('each change is a leaf of the log with its reason beside it', async () => {
    must(await change('suspend'));
    await world.settle();
    const { rows } = await world.database.pool.query('select s.reason, t.idx from licences.standing_change s join kernel.tlog_leaf t on t.event_id = s.id');
    expect(rows).toMatchObject([{ reason: '经查实' }]);
  });
});
