import { sql } from 'kysely';
import type { House } from '../../src/house.ts';
import { rawOf } from '../../src/kernel/db.ts';
import { accept, apply, shopName } from './house/deeds.ts';
import type { Ask } from './house/doors.ts';
import type { Member } from './house/members.ts';
import type { WholeHouse } from './house/whole-house.ts';
import { actInside } from './races.ts';
import type { Failures } from './report.ts';

interface Crew {
  readonly citizen: Member;
  readonly clerks: readonly Member[];
}

/** One write of an issuance: in the transaction that decides, or in the one that stores the signature. */
interface Step {
  readonly part: 'deciding' | 'signing';
  readonly event: 'insert' | 'update' | 'delete';
  readonly table: string;
}

/**
 * One chosen write fails at each step of an issuance (the test of Boulder): whatever the step, afterwards the case has
 * one signed licence, or none and can be decided again, and nothing is left half. The steps are not listed here:
 * one issuance is watched first, so that a step added tomorrow is broken too.
 */
export async function stepsBroken(whole: WholeHouse, ask: Ask, crew: Crew, seed: number, failures: Failures): Promise<Record<string, string>> {
  const act = actInside(ask, () => crypto.randomUUID());
  const applied = (number: number) => apply(act, crew.citizen, { name: shopName((seed + 1) % 1_000_000, 900_000 + number), byPerson: false });
  const clerk = crew.clerks[0] as Member;
  await owner(whole.house, plantedFunctions);
  const steps = await stepsOf(whole, async (watch) => {
    const at = await applied(0);
    await watch(async () => {
      await accept(act, clerk, at);
      await whole.house.rooms.licences.ground.signer.settled();
    });
  });
  if (!steps.some((step) => step.part === 'signing') || steps.length < 8) failures.add('the steps of an issuance were not seen', steps);
  const outcomes: Record<string, string> = {};
  for (const [at, step] of steps.entries()) {
    const application = await applied(at + 1);
    await settle(whole);
    const ask1 = () => ask('cases.accept', { as: clerk, params: { case: application.case }, body: { version: application.version }, key: crypto.randomUUID() });
    const during = await withFault(whole, step, async () => (await ask1()).status);
    await whole.house.rooms.licences.ground.signer.reconcile(0);
    const between = await standing(whole.house, application.case);
    const name = `${step.part}: ${step.event} ${step.table}`;
    if (during === 200 && between.valid !== 1) failures.add('an acknowledged grant has no licence', { name, case: application.case, between });
    if (between.prepared > 0 || between.granted !== (between.valid === 1)) failures.add('a broken issuance was left half', { name, case: application.case, between });
    if (!between.granted) await accept(act, crew.clerks[1] as Member, application);
    await whole.house.rooms.licences.ground.signer.settled();
    const after = await standing(whole.house, application.case);
    if (after.valid !== 1 || after.all !== 1) failures.add('a broken issuance did not end with one licence', { name, case: application.case, after });
    outcomes[name] = `${during}, ${between.granted ? 'finished by the reconciler' : 'undone, and done again'}`;
  }
  await owner(whole.house, 'drop table kernel.planted_write; drop function kernel.planted_fault(); drop function kernel.planted_note()');
  await settle(whole);
  return outcomes;
}

const signingNow = "exists (select from licences.licence where xmin::text = (txid_current() % 4294967296)::text and state = 'valid')";

const plantedFunctions = `
  create table kernel.planted_write (at bigint generated always as identity, transaction bigint, event text, relation text, signing boolean);
  create function kernel.planted_note() returns trigger language plpgsql as $$
    begin
      insert into kernel.planted_write (transaction, event, relation, signing) values (txid_current(), lower(tg_op), tg_table_schema || '.' || tg_table_name, ${signingNow});
      return null;
    end $$;
  create function kernel.planted_fault() returns trigger language plpgsql as $$
    begin
      if tg_argv[0] = 'deciding' or tg_table_name = 'licence' or ${signingNow} then raise exception 'planted' using errcode = 'XX000'; end if;
      return new;
    end $$;`;

/** Watches every table of the house while the work runs. */
async function stepsOf({ house }: WholeHouse, work: (watch: (issuance: () => Promise<void>) => Promise<void>) => Promise<void>): Promise<readonly Step[]> {
  const { rows: tables } = await house.database.pool.query<{ relation: string }>(
    `select schemaname || '.' || tablename as relation from pg_tables where schemaname in ('kernel', 'identity', 'registers', 'items', 'licences', 'channels', 'cases', 'supervision') and tablename <> 'planted_write'`,
  );
  await work(async (issuance) => {
    for (const { relation } of tables) await owner(house, `create trigger planted_note after insert or update or delete on ${relation} for each row execute function kernel.planted_note()`);
    await issuance();
    for (const { relation } of tables) await owner(house, `drop trigger planted_note on ${relation}`);
  });
  // Only the two transactions of the issuance: the relay and the integrator write beside them.
  const { rows } = await house.database.pool.query<{ event: Step['event']; relation: string; signing: boolean }>(
    `select event, relation, bool_or(signing) as signing from kernel.planted_write
     where transaction in (select transaction from kernel.planted_write where relation in ('licences.licence', 'cases.case_record')) group by transaction, event, relation order by min(at)`,
  );
  return rows.map(({ event, relation, signing }) => ({ part: signing ? 'signing' : 'deciding', event, table: relation }));
}

async function withFault<T>({ house }: WholeHouse, { part, event, table }: Step, work: () => Promise<T>): Promise<T> {
  await owner(house, `create trigger planted_fault before ${event} on ${table} for each row execute function kernel.planted_fault('${part}')`);
  try {
    const answer = await work();
    await house.rooms.licences.ground.signer.settled();
    return answer;
  } finally {
    await owner(house, `drop trigger planted_fault on ${table}`);
  }
}

async function owner(house: House, statement: string): Promise<void> {
  await house.database.pool.query(statement);
}

async function settle({ house }: WholeHouse): Promise<void> {
  await house.rooms.licences.ground.signer.settled();
  await house.relay.drain();
}

async function standing(house: House, id: string): Promise<{ granted: boolean; all: number; valid: number; prepared: number }> {
  const { rows } = await house.database.read((reader) =>
    sql<{ state: string; all: number; valid: number; prepared: number }>`select c.state,
        count(l.id) filter (where l.state <> 'void')::int as all,
        count(l.id) filter (where l.state = 'valid')::int as valid,
        count(l.id) filter (where l.state = 'prepared')::int as prepared
      from cases.case_record c left join licences.licence l on l.case_id = c.id::text where c.id = ${id}::uuid group by c.state`.execute(rawOf(reader)),
  );
  const row = rows[0];
  if (!row) throw new Error(`there is no case ${id}`);
  return { granted: row.state === 'granted', all: row.all, valid: row.valid, prepared: row.prepared };
}
