import type { Relation } from '../../../src/kernel/asker.ts';
import type { Furnished } from '../house/furnish.ts';
import { askInside, doorsOf } from '../house/doors.ts';
import type { Member } from '../house/members.ts';
import type { WholeHouse } from '../house/whole-house.ts';

/** Everybody who knocks: the two neighbours, the offices that have to do with the objects, and those that have not. */
export const personas = ['owner', 'neighbour', 'clerk', 'approver', 'hallClerk', 'foodApprover', 'otherClerk', 'otherApprover', 'districtClerk', 'auditor', 'admin', 'districtAdmin'] as const;
export type Persona = (typeof personas)[number];

/** One real object, and how each persona stands to it; who is not named stands to it in no way. */
export interface KnownObject {
  readonly name: string;
  /** the values that name it, by the names that declarations use */
  readonly ids: Readonly<Record<string, string>>;
  readonly relations: Partial<Record<Persona, Relation>>;
}

export function memberOf(crew: Furnished, persona: Persona): Member {
  if (persona === 'owner') return crew.neighbours[0];
  return persona === 'neighbour' ? crew.neighbours[1] : crew[persona];
}

/**
 * Written by hand from what the rooms promise, not read from their code: an online draft is nobody's but the applicant's; a
 * case belongs to the office that decides and the one that accepts; the hall keeps windows for all departments of the city.
 */
export async function knownObjects(whole: WholeHouse, crew: Furnished): Promise<readonly KnownObject[]> {
  const [owner] = crew.neighbours;
  const cases = crew.cases.get(owner);
  const food = crew.food.get(owner);
  if (!cases || !food) throw new Error('the house is not furnished');
  const commerce = { owner: 'own', clerk: 'office', approver: 'office', hallClerk: 'region', auditor: 'region' } as const;
  const administered = { admin: 'region' } as const;
  const { place } = whole.house.rooms.identity.ground;
  return [
    { name: 'a draft of a neighbour', ids: { case: cases.draft }, relations: { owner: 'own' } },
    { name: 'a case handed in', ids: { case: cases.submitted }, relations: commerce },
    { name: 'a case that was granted', ids: { case: cases.granted }, relations: commerce },
    { name: 'a case at the hall’s window', ids: { case: food.case, row: food.row }, relations: { owner: 'own', hallClerk: 'office', foodApprover: 'office', auditor: 'region' } },
    { name: 'a licence', ids: { licence: crew.licences.get(owner) ?? '' }, relations: { owner: 'own', clerk: 'office', approver: 'office' } },
    { name: 'a copy of a licence', ids: { copy: crew.copies.get(owner) ?? '' }, relations: { owner: 'own', clerk: 'office', hallClerk: 'office', otherClerk: 'office' } },
    { name: 'a notice', ids: { notice: await firstId(whole, owner, 'channels.inbox', 'notices') }, relations: { owner: 'own' } },
    { name: 'a session', ids: { session: await firstId(whole, owner, 'identity.me', 'sessions') }, relations: { owner: 'own' } },
    { name: 'an account of staff', ids: { account: crew.clerk.account }, relations: administered },
    { name: 'a post', ids: { post: crew.clerk.post ?? '' }, relations: administered },
    { name: 'an office', ids: { office: place.tree.findBySlug('industry-commerce')?.id ?? '' }, relations: administered },
    { name: 'a reader', ids: { reader: 'reader-w01' }, relations: administered },
    { name: 'a challenge of a reader', ids: { challenge: await challengeOf(whole, crew.hallClerk) }, relations: { hallClerk: 'own' } },
  ];
}

async function firstId({ app, house }: WholeHouse, as: Member, name: string, list: string): Promise<string> {
  const answer = await askInside(app, doorsOf(house.routes))(name, { as });
  const id = (answer.body as Record<string, { id: string }[]> | null)?.[list]?.[0]?.id;
  if (id === undefined) throw new Error(`${name} shows no ${list}: ${answer.text.slice(0, 300)}`);
  return id;
}

async function challengeOf({ app, house }: WholeHouse, clerk: Member): Promise<string> {
  const ask = askInside(app, doorsOf(house.routes));
  const opened = await ask('cases.open-at-window', { as: clerk, key: crypto.randomUUID(), body: { item: 'food-business-licence' } });
  const asked = await ask('identity.open-reading', { as: clerk, key: crypto.randomUUID(), body: { case: (opened.body as { case: string }).case } });
  if (asked.status !== 200) throw new Error(`no challenge: ${asked.text.slice(0, 300)}`);
  return (asked.body as { challenge: string }).challenge;
}
