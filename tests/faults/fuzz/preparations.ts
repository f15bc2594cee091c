import type { Chance } from '../chance.ts';
import { askInside, doorsOf } from '../house/doors.ts';
import type { Furnished } from '../house/furnish.ts';
import { open } from '../house/members.ts';
import type { WholeHouse } from '../house/whole-house.ts';
import type { Known } from './known.ts';

export interface Stage {
  readonly whole: WholeHouse;
  readonly crew: Furnished;
  readonly known: Known;
}

/** Some handlers take what is used up at once: a live session, an open challenge. Before such a door a new one is laid out. */
export const preparations: Readonly<Record<string, (stage: Stage, chance: Chance) => Promise<void>>> = {
  'identity.end-session': async (stage, chance) => {
    const member = chance.pick(stage.crew.neighbours);
    const another = await open(stage.whole.house, member).catch(() => null);
    if (another !== null) await look(stage, 'identity.me', another);
  },
  'identity.reading': challenge,
  'cases.identify': challenge,
};

async function challenge({ whole, crew, known }: Stage): Promise<void> {
  const { house } = whole;
  await house.database.pool.query("update identity.card_reader set state = 'active' where id = 'reader-w01'").catch(() => {});
  const clerk = await open(house, crew.hallClerk).catch(() => null);
  if (clerk === null) return;
  const ask = askInside(whole.app, doorsOf(house.routes));
  const opened = await ask('cases.open-at-window', { as: clerk, key: crypto.randomUUID(), body: { item: 'food-business-licence' } });
  known.learn(clerk.account, opened.body);
  const id = (opened.body as { case?: string } | null)?.case;
  if (opened.status === 200 && id !== undefined) known.learn(clerk.account, (await ask('identity.open-reading', { as: clerk, key: crypto.randomUUID(), body: { case: id } })).body);
}

async function look({ whole, known }: Stage, name: string, member: Furnished['admin']): Promise<void> {
  const answer = await askInside(whole.app, doorsOf(whole.house.routes))(name, { as: member });
  if (answer.status === 200) known.learn(member.account, answer.body);
}
