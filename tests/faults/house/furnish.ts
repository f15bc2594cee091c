import { multipartOf, type Call } from '../../support/house.ts';
import { pngPlan } from '../../support/errand.ts';
import { chanceOf } from '../chance.ts';
import { accept, type Act, type Application, applicationOf, apply, shopItem, shopName } from './deeds.ts';
import { type Ask, askInside, doorOf, doorsOf, requestOf } from './doors.ts';
import { makeCitizen, makeStaff, type Member } from './members.ts';
import type { WholeHouse } from './whole-house.ts';

export type Stage = 'draft' | 'submitted' | 'correction' | 'accepted' | 'granted' | 'refused' | 'withdrawn';

/** A house where two neighbours and several offices have been at work: every list has rows, every kind of object an owner. */
export interface Furnished {
  readonly members: readonly Member[];
  readonly neighbours: readonly [Member, Member];
  readonly clerk: Member;
  readonly approver: Member;
  readonly hallClerk: Member;
  readonly foodApprover: Member;
  readonly otherClerk: Member;
  readonly otherApprover: Member;
  readonly districtClerk: Member;
  readonly auditor: Member;
  readonly admin: Member;
  readonly districtAdmin: Member;
  /** ids by owner and stage */
  readonly cases: ReadonlyMap<Member, Readonly<Record<Stage, string>>>;
  readonly licences: ReadonlyMap<Member, string>;
  readonly food: ReadonlyMap<Member, { readonly case: string; readonly row: string }>;
  readonly copies: ReadonlyMap<Member, string>;
  /** everything that was answered on the way, by whom it was seen */
  readonly answers: readonly { readonly member: Member; readonly answer: unknown }[];
}

/** What is written into every text that a person may choose, so that it can be found again elsewhere. */
export interface Marks {
  readonly name: string;
  readonly address: string;
  readonly shop: string;
  readonly free: string;
}

const plainMarks: readonly [Marks, Marks] = [
  { name: '文婉清', address: '长沙市芙蓉区文艺路街道乔庄社区71号', shop: '甲', free: '请按时办理' },
  { name: '龙志远', address: '长沙市芙蓉区文艺路街道乔庄社区72号', shop: '乙', free: '资料已经备齐' },
];

export async function furnish(whole: WholeHouse, seed: number, marks: readonly [Marks, Marks] = plainMarks): Promise<Furnished> {
  const { house } = whole;
  const staff = (serial: number, role: 'clerk' | 'approver' | 'auditor' | 'admin', office: string, window: string | null = null, region = '430100000000') =>
    makeStaff(house, { name: `职员${serial}`, serial, role, office, window, region });
  const [first, second] = marks;
  const neighbours: readonly [Member, Member] = [
    await makeCitizen(house, { name: first.name, address: first.address, serial: 510 }),
    await makeCitizen(house, { name: second.name, address: second.address, serial: 511 }),
  ];
  const crew = {
    clerk: await staff(520, 'clerk', 'industry-commerce', 'W04'),
    approver: await staff(521, 'approver', 'industry-commerce'),
    hallClerk: await staff(522, 'clerk', 'city-hall', 'W01'),
    foodApprover: await staff(523, 'approver', 'food-drug'),
    otherClerk: await staff(524, 'clerk', 'development-reform', 'W11'),
    otherApprover: await staff(525, 'approver', 'development-reform'),
    districtClerk: await staff(526, 'clerk', 'tianxin', null, '430103000000'),
    auditor: await staff(527, 'auditor', 'changsha'),
    admin: await staff(528, 'admin', 'changsha'),
    districtAdmin: await staff(529, 'admin', 'tianxin', null, '430103000000'),
  };
  const answers: { member: Member; answer: unknown }[] = [];
  const ask = askInside(whole.app, doorsOf(house.routes));
  const chance = chanceOf(seed);
  const act: Act = async (name, asked) => {
    const answer = await ask(name, { ...asked, key: chance.uuid() });
    if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}: ${answer.text.slice(0, 600)}`);
    answers.push({ member: asked.as, answer: answer.body });
    return answer.body as Record<string, unknown>;
  };
  const cases = new Map<Member, Record<Stage, string>>();
  const licences = new Map<Member, string>();
  const food = new Map<Member, { case: string; row: string }>();
  const copies = new Map<Member, string>();
  for (const [at, member] of neighbours.entries()) {
    const mark = marks[at] as Marks;
    const made = await casesOf(act, crew, member, mark, at);
    cases.set(member, made.cases);
    licences.set(member, made.licence);
    await whole.house.rooms.licences.ground.signer.settled();
    await whole.house.relay.drain();
    food.set(member, await foodCase(whole, ask, act, crew, member, mark));
    copies.set(member, await ownCopy(whole, member, mark));
  }
  await whole.house.rooms.licences.ground.signer.settled();
  await whole.house.relay.drain();
  return { members: [...neighbours, ...Object.values(crew)], neighbours, ...crew, cases, licences, food, copies, answers };
}

type Crew = Pick<Furnished, 'clerk' | 'approver' | 'hallClerk' | 'foodApprover'>;

async function casesOf(act: Act, crew: Crew, member: Member, mark: Marks, run: number): Promise<{ cases: Record<Stage, string>; licence: string }> {
  const named = (number: number) => `芙蓉区${mark.shop}${shopName(run, number).slice(3)}`;
  const applied = (number: number, byPerson: boolean) => apply(act, member, { name: named(number), byPerson });
  const of = (at: Application) => ({ params: { case: at.case } });
  const draft = applicationOf(await act('cases.begin', { as: member, body: { item: shopItem, organisation: null } }));
  await act('cases.save-screen', { as: member, params: { case: draft.case, screen: 'name' }, body: { version: draft.version, answers: { businessName: named(1), nameMeaning: mark.free } } });
  const submitted = await applied(2, false);
  const correction = await applied(3, false);
  await act('cases.tell-correction', { as: crew.clerk, ...of(correction), body: { version: correction.version, points: [{ about: 'answer', key: 'funds', why: mark.free }] } });
  const accepted = await accept(act, crew.clerk, await applied(4, true));
  const granted = await accept(act, crew.clerk, await applied(5, false));
  const refused = await accept(act, crew.clerk, await applied(6, true));
  await act('cases.refuse', { as: crew.approver, ...of(refused), body: { version: refused.version, reason: mark.free } });
  const withdrawn = await applied(7, false);
  await act('cases.withdraw', { as: member, ...of(withdrawn), body: { version: withdrawn.version } });
  if (granted.licence === null) throw new Error(`the rule did not grant: ${JSON.stringify(granted)}`);
  const ids = { draft, submitted, correction, accepted, granted, refused, withdrawn };
  return { cases: Object.fromEntries(Object.entries(ids).map(([stage, at]) => [stage, at.case])) as Record<Stage, string>, licence: granted.licence };
}

/** The second licence of the errand, with uploads and an inspection under way. */
async function foodCase(whole: WholeHouse, ask: Ask, act: Act, crew: Crew, member: Member, mark: Marks): Promise<{ case: string; row: string }> {
  const { house } = whole;
  const item = house.city.items.find((one) => one.slug === 'food-business-licence');
  if (!item) throw new Error('there is no food business licence');
  const organisation = await codeOf(whole, member);
  let at = applicationOf(await act('cases.begin', { as: member, body: { item: item.slug, organisation } }));
  for (const screen of item.form['x-screens']) {
    const answers = Object.fromEntries(screen.fields.flatMap((name) => plainAnswer(name, item.form.properties[name] as never, mark)));
    const saved = await ask('cases.save-screen', { as: member, params: { case: at.case, screen: screen.id }, body: { version: at.version, answers }, key: crypto.randomUUID() });
    if (saved.status !== 200) throw new Error(`${screen.id}: ${saved.text.slice(0, 600)}`);
    at = applicationOf(saved.body as Record<string, unknown>);
  }
  let row = '';
  for (const { id, supply } of item.elements.materials) {
    if (supply.kind !== 'applicant') continue;
    const uploaded = await upload(whole, member, 'cases.upload-material', { case: at.case, material: id }, { name: `${mark.free}.png`, bytes: pngPlan(), fields: { version: String(at.version) } });
    at = applicationOf(uploaded);
    row = String(uploaded.row);
  }
  at = applicationOf(await act('cases.submit', { as: member, params: { case: at.case }, body: { version: at.version } }));
  const accepted = await accept(act, crew.hallClerk, at);
  const procedure = item.specialProcedures[0]?.id ?? '';
  const plannedOn = new Date(house.clock.now().getTime() + 2 * 86_400_000).toISOString().slice(0, 10);
  await act('cases.order-inspection', { as: crew.foodApprover, params: { case: accepted.case }, body: { version: accepted.version, procedure, reason: mark.free, plannedOn } });
  return { case: at.case, row };
}

async function codeOf({ house }: WholeHouse, member: Member): Promise<string> {
  const relations = await house.database.read((reader) => house.rooms.identity.contract.relationsOf(reader, member.person, house.clock.today()));
  const code = relations[0]?.organisation.creditCode;
  if (!code) throw new Error(`${member.name} has no organisation`);
  return code;
}

interface PlainField {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly items?: { readonly enum?: readonly string[] };
  readonly minimum?: number;
  readonly pattern?: string;
  readonly 'x-locked'?: boolean;
  readonly 'x-prefill'?: unknown;
}

/** What a person would enter who wants to be done; what is known already is left as it is. */
function plainAnswer(name: string, field: PlainField, mark: Marks): [string, unknown][] {
  if (field['x-locked']) return [];
  if (field.const !== undefined) return [[name, field.const]];
  if (field.enum) return [[name, field.enum[0]]];
  if (field.type === 'boolean') return [[name, true]];
  if (field.type === 'integer') return [[name, Math.max(field.minimum ?? 1, 1)]];
  if (field.type === 'array') return [[name, [field.items?.enum?.[0]]]];
  if (/phone/i.test(name)) return [[name, '13900000001']];
  if (/number/i.test(name)) return [];
  return [[name, name.endsWith('Name') ? mark.name : `${mark.free}${mark.address}`]];
}

async function ownCopy(whole: WholeHouse, member: Member, mark: Marks): Promise<string> {
  const type = whole.house.city.licenceTypes.find((one) => one.holderKind !== 'organisation' && one.state === 'valid');
  const kept = await upload(whole, member, 'licences.keep-copy', {}, {
    name: `${mark.free}.png`,
    bytes: pngPlan(),
    fields: { type: type?.code ?? '', number: `X${mark.free}`, validFrom: '2018-01-01', validTo: '' },
  });
  return String(kept.copy ?? kept.id);
}

async function upload({ app, house }: WholeHouse, member: Member, name: string, params: Record<string, string>, file: NonNullable<Call['upload']>): Promise<Record<string, unknown>> {
  const route = house.routes.find((one) => one.name === name);
  const { url, headers } = requestOf(doorOf(doorsOf(house.routes), name), { as: member, params, key: crypto.randomUUID() });
  const { type, bytes } = multipartOf(route?.upload?.field ?? 'file', file);
  const answer = await app.inject({ method: 'POST', url, headers: { ...headers, 'content-type': type }, payload: bytes });
  if (answer.statusCode !== 200) throw new Error(`${name} answered ${answer.statusCode}: ${answer.body.slice(0, 600)}`);
  return answer.json();
}
