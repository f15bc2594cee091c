import { sql } from 'kysely';
import type { House } from '../../src/house.ts';
import { rawOf } from '../../src/kernel/db.ts';
import { chanceOf } from './chance.ts';
import { type Act, type Application, apply, applicationOf, accept, shopName } from './house/deeds.ts';
import { type Answered, type Ask, askInside, doorsOf } from './house/doors.ts';
import { makeCitizen, makeStaff, type Member } from './house/members.ts';
import { openWholeHouse } from './house/whole-house.ts';
import { stepsBroken } from './failing-inserts.ts';
import { Failures, type Findings } from './report.ts';
import type { Trial } from './run.ts';

interface Crew {
  readonly citizen: Member;
  readonly clerks: readonly Member[];
  readonly approvers: readonly Member[];
}

const otherwise = new Set([403, 404, 409, 412, 422, 503]);

/**
 * T05: 16 to 64 requests at once for the licence of one case, by several people and with the same and with other keys,
 * then every insert of an issuance failing in its turn.
 */
export async function races({ count, seed, say, newDatabase }: Trial): Promise<Findings> {
  const database = await newDatabase();
  const whole = await openWholeHouse(database.config);
  const failures = new Failures();
  const chance = chanceOf(seed);
  const { house } = whole;
  const ask = askInside(whole.app, doorsOf(house.routes));
  const statuses: Record<string, number> = {};
  let requests = 0;
  try {
    const crew = await crewOf(house);
    for (let race = 0; race < count; race += 1) {
      const byPerson = race % 2 === 1;
      const runners = 16 + chance.below(49);
      const { at, asked } = await prepareRace(ask, crew, shopName(seed % 1_000_000, race), byPerson);
      const keys = [chance.uuid(), chance.uuid()];
      const answers = await Promise.all(
        Array.from({ length: runners }, () => {
          const as = chance.pick(byPerson ? crew.approvers : crew.clerks);
          return ask(asked, { as, params: { case: at.case }, body: { version: at.version }, key: chance.happens(0.3) ? chance.pick(keys) : chance.uuid() });
        }),
      );
      requests += runners;
      for (const answer of answers) statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      await house.rooms.licences.ground.signer.settled();
      judgeAnswers(failures, race, answers);
      await judgeCase(failures, house, race, at.case);
      if (race % 1_000 === 999) say(`T05 ${race + 1} of ${count}`);
    }
    const broken = await stepsBroken(whole, ask, crew, seed, failures);
    return { figures: { races: count, requests, statuses, brokenInserts: broken }, failures: failures.list };
  } finally {
    await whole.close();
    await database.drop();
  }
}

export async function crewOf(house: House): Promise<Crew> {
  const citizen = await makeCitizen(house, { name: '贺晓东', serial: 100 });
  const staff = (serial: number, role: 'clerk' | 'approver') => makeStaff(house, { name: `工商${serial}`, serial, role, office: 'industry-commerce', window: role === 'clerk' ? 'W04' : null });
  return { citizen, clerks: [await staff(101, 'clerk'), await staff(102, 'clerk')], approvers: [await staff(103, 'approver'), await staff(104, 'approver')] };
}

export function actInside(ask: Ask, newKey: () => string): Act {
  return async (name, asked) => {
    const answer = await ask(name, { ...asked, key: newKey() });
    if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}: ${answer.text.slice(0, 400)}`);
    return answer.body as Record<string, unknown>;
  };
}

/** A case that stands before the act that issues: acceptance by the rule, or the grant of the approver. */
async function prepareRace(ask: Ask, crew: Crew, name: string, byPerson: boolean): Promise<{ at: Application; asked: string }> {
  const act = actInside(ask, () => crypto.randomUUID());
  const applied = await apply(act, crew.citizen, { name, byPerson });
  if (!byPerson) return { at: applied, asked: 'cases.accept' };
  const accepted = await accept(act, crew.clerks[0] as Member, applied);
  return { at: applicationOf({ case: accepted.case, version: accepted.version }), asked: 'cases.grant' };
}

function judgeAnswers(failures: Failures, race: number, answers: readonly Answered[]): void {
  const done = answers.filter((one) => one.status === 200);
  const licences = new Set(done.map((one) => (one.body as { licence: string | null }).licence));
  if (licences.size !== 1 || licences.has(null)) failures.add('the answers of one race name other than one licence', { race, licences: [...licences], statuses: answers.map((one) => one.status) });
  const strange = answers.filter((one) => one.status !== 200 && !otherwise.has(one.status));
  if (strange.length > 0) failures.add('a race was answered strangely', { race, status: strange[0]?.status, body: strange[0]?.text.slice(0, 300) });
}

async function judgeCase(failures: Failures, house: House, race: number, id: string): Promise<void> {
  const found = await house.database.read((reader) =>
    sql<{ state: string; deciders: number }>`select l.state,
        (select count(*)::int from cases.history h where h.case_id = ${id}::uuid and h.kind = 'granted') as deciders
      from licences.licence l where l.case_id = ${id}`.execute(rawOf(reader)),
  );
  const [only] = found.rows;
  if (found.rows.length !== 1 || only?.state !== 'valid') failures.add('a case has not exactly one valid licence', { race, case: id, licences: found.rows });
  if (only && only.deciders !== 1) failures.add('a case was decided more than once', { race, case: id, deciders: only.deciders });
}
