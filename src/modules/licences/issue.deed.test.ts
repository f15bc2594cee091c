import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWorld, foodFace, foodType, type World } from '../../../tests/support/licences-world.ts';
import { newId } from '../../kernel/clock.ts';
import { day } from '../../kernel/day.ts';
import { must, refuse } from '../../kernel/outcome.ts';
import type { LicenceId } from './contract.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  // Licences are never deleted: between tests only their owner's rights let them go.
  await world.database.pool.query('truncate licences.licence, licences.standing_change, licences.reuse, licences.copy, licences.rendering cascade');
});

const standingOf = async (id: LicenceId) => {
  const held = await world.database.read((reader) => world.room.contract.heldBy(reader, [{ kind: 'organisation', organisation: world.organisation }], day('2026-05-06')));
  return held.find((licence) => licence.id === id)?.standing ?? null;
};
const countRows = async (where = 'true') => Number((await world.database.pool.query(`select count(*) from licences.licence where ${where}`)).rows[0].count);

describe('issuing a licence', () => {
  test('prepares in the deed, signs after the commit, and puts it into the log', async () => {
    const id = must(await world.prepare());
    await world.settle();
    expect(await standingOf(id)).toBe('valid');
    const { rows } = await world.database.pool.query(`select l.number, l.algorithm, t.idx from licences.licence l join kernel.tlog_leaf t on t.event_id = l.id where l.id = $1`, [id]);
    expect(rows).toHaveLength(1);
    expect(rows[0].algorithm).toBe('sm2-sm3');
    expect(rows[0].number).toMatch(/^JY24301\d{7}$/);
  });

  test('leaves nothing when the deed that grants is refused', async () => {
    await world.act(async (deed) => {
      must(await world.room.contract.prepare(deed, intent('case-refused')));
      return refuse({ kind: 'changed-my-mind' });
    });
    await world.settle();
    expect(await countRows()).toBe(0);
  });

  test('fills number, end of validity, day of issue and issuer, and takes neither number nor end from the caller', async () => {
    const id = must(await world.act((deed) => world.room.contract.prepare(deed, { ...intent('case-face'), face: { ...foodFace, permitNumber: 'JY00000000000000', validUntil: '2099-12-31' } })));
    const [licence] = await world.database.read((reader) => world.room.contract.ofCase(reader, 'case-face', day('2026-05-06')));
    expect(licence?.id).toBe(id);
    expect(licence?.face).toMatchObject({ permitNumber: licence?.number, validUntil: '2031-05-05', issuedOn: '2026-05-06', issuer: '长沙市食品药品监督管理局' });
  });

  test('names the fields that are missing or foreign to the face', async () => {
    const { mainBusiness: _, ...without } = foodFace;
    expect(await world.act((deed) => world.room.contract.prepare(deed, { ...intent('case-x'), face: { ...without, colour: 'red' } }))).toEqual({
      ok: false,
      refusal: { kind: 'licence-face-incomplete', fields: ['colour', 'mainBusiness'] },
    });
  });

  test.each([
    ['an unknown type', { type: 'no-such-type' }, 'licence-type-unknown'],
    ['a person where the type is held by organisations', { holder: { kind: 'person' as const, person: 'x' as never } }, 'licence-holder-unfit'],
  ])('refuses %s', async (_name, change, kind) => {
    expect(await world.act((deed) => world.room.contract.prepare(deed, { ...intent('case-y'), ...change }))).toMatchObject({ ok: false, refusal: { kind } });
  });

  test('fifty deeds that grant the same case at once end with one licence', async () => {
    const caseId = newId();
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => world.prepare(caseId)));
    await world.settle();
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await countRows(`case_id = '${caseId}' and state = 'valid'`)).toBe(1);
    expect(await countRows()).toBe(1);
  });

  test('a holder has one valid food licence, also across cases', async () => {
    const first = must(await world.prepare());
    expect(await world.prepare()).toEqual({ ok: false, refusal: { kind: 'licence-already-held', licence: first } });
  });

  test('an expired licence gives way to a new one and stands as replaced', async () => {
    const first = must(await world.prepare());
    await world.settle();
    world.clock.set(new Date('2031-05-06T02:00:00Z'));
    try {
      const second = must(await world.prepare());
      await world.settle();
      const { rows } = await world.database.pool.query('select id, state from licences.licence order by id');
      expect(rows).toEqual([
        { id: first, state: 'replaced' },
        { id: second, state: 'valid' },
      ]);
    } finally {
      world.clock.set(new Date('2026-05-06T02:00:00Z'));
    }
  });

  test('numbers follow each other without a gap, also when deeds in between are rolled back', async () => {
    const numbers: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      await world.act(async (deed) => {
        must(await world.room.contract.prepare(deed, intent(`case-gap-${round}`)));
        return refuse({ kind: 'changed-my-mind' });
      });
      const id = must(await world.prepare());
      await world.settle();
      const { rows } = await world.database.pool.query('select number from licences.licence where id = $1', [id]);
      numbers.push(rows[0].number);
      await world.database.pool.query('truncate licences.licence cascade');
    }
    const serials = numbers.map((number) => Number(number.slice(-7)));
    expect(serials.map((serial) => serial - (serials[0] ?? 0))).toEqual([0, 1, 2]);
  });
});

describe('what is at rest', () => {
  test('no name, number of a person or face value stands in the open', async () => {
    must(await world.prepare());
    await world.settle();
    const { rows } = await world.database.pool.query('select l::text as text from licences.licence l');
    for (const secret of ['周建国', '文艺新村', '热食类']) expect(rows[0].text).not.toContain(secret);
  });

  test.each([
    ['the text to be signed', `update licences.licence set to_be_signed = 'x'`],
    ['the digest', `update licences.licence set record_digest = decode(repeat('00', 32), 'hex')`],
    ['the holder', `update licences.licence set holder_organisation = gen_random_uuid()`],
    ['the last day', `update licences.licence set valid_to = '2099-01-01'`],
    ['the signature', `update licences.licence set signature = '\\x00'`],
    ['a revoked state', `update licences.licence set state = 'prepared'`],
    ['the row itself', 'delete from licences.licence'],
  ])('%s cannot be changed in the database', async (_name, statement) => {
    must(await world.prepare());
    await world.settle();
    await expect(world.database.pool.query(statement)).rejects.toMatchObject({ code: 'OV001' });
  });
});

function intent(caseId: string) {
  return {
    type: foodType,
    holder: { kind: 'organisation' as const, organisation: world.organisation },
    case: caseId,
    caseNumber: 'C-1',
    item: 'food-business-licence',
    issuer: world.office,
    face: foodFace,
    validFrom: day('2026-05-06'),
  };
}
