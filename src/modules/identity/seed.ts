import type { DemoCardReader, DemoEntity, DemoPerson, StaffMember } from '../../../cities/types.ts';
import type { PersonId, PostId } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/brand.ts';
import { day } from '../../kernel/day.ts';
import type { Deed } from '../../kernel/deed.ts';
import { must } from '../../kernel/outcome.ts';
import { parseCitizenNumber } from '../../standards/citizen-number.ts';
import { parseCreditCode } from '../../standards/credit-code.ts';
import type { OrganisationId } from './contract.ts';
import { derivedId, officeId } from './domain/office-tree.ts';
import type { AccountKind } from './domain/session.ts';
import type { IdentityGround } from './ground.ts';
import { type Account, findAccountOf, insertAccount, setFactors, setPassword, suspendAccount } from './sql/accounts.ts';
import { insertOrganisation, insertRelation } from './sql/organisations.ts';
import { findPersonByNumber, insertPerson } from './sql/people.ts';
import { insertPost } from './sql/posts.ts';
import { registerReader, setStandInKey } from './sql/readers.ts';
import { type DemoSecrets, newDemoPassword, newTotpSecret, readDemoSecrets, writeDemoSecrets } from './stand-in/demo-secrets.ts';
import { publicPemOf, standInKey } from './stand-in/reader-keys.ts';

export interface DemoPeople {
  readonly people: readonly DemoPerson[];
  readonly entities: readonly DemoEntity[];
  readonly staff: readonly StaffMember[];
  readonly readers: readonly DemoCardReader[];
}

type Ground = Pick<IdentityGround, 'cells' | 'place' | 'passwords'>;

/** The invented people of a demo with accounts, posts, organisations and readers. Safe to repeat; what was changed since stays. */
export async function seedDemo(ground: Ground, deed: Deed, demo: DemoPeople, dataFolder: string): Promise<void> {
  const persons = await seedPeople(ground, deed, demo.people);
  const secrets = readDemoSecrets(dataFolder);
  const citizens = await seedCitizens(ground, deed, demo, persons, secrets);
  const staff = await seedStaff(ground, deed, demo, persons, secrets);
  await seedOrganisations(ground, deed, demo.entities, persons);
  await seedReaders(ground, deed, demo.readers, dataFolder);
  // Before the commit: secrets without accounts are made good at the next start, accounts without secrets would be lost ones.
  writeDemoSecrets(dataFolder, { citizens, staff });
}

type Persons = ReadonlyMap<string, PersonId>;

async function seedPeople({ cells, place }: Ground, deed: Deed, people: readonly DemoPerson[]): Promise<Persons> {
  const persons = new Map<string, PersonId>();
  for (const person of people) {
    const number = must(parseCitizenNumber(person.number, deed.today));
    const known = await findPersonByNumber(deed.tx, cells, number);
    const id = known ?? deed.newId<'Person'>();
    persons.set(person.number, id);
    if (known !== null) continue;
    const { instance, office, region } = place;
    const entry = { id, instance, office, region, name: person.name, citizenNumber: number, phone: person.phone, realNameLevel: 'L2' as const, now: deed.now };
    await insertPerson(deed.tx, cells, entry);
  }
  return persons;
}

/** Adults with a phone who are no staff: those who could have registered themselves. */
async function seedCitizens(ground: Ground, deed: Deed, demo: DemoPeople, persons: Persons, secrets: DemoSecrets): Promise<DemoSecrets['citizens']> {
  const staffNumbers = new Set(demo.staff.map((member) => member.person));
  const adultBefore = `${Number(deed.today.slice(0, 4)) - 18}${deed.today.slice(4)}`;
  const wanted = demo.people.filter((person) => person.alive && person.phone !== null && !staffNumbers.has(person.number) && person.birthDate <= adultBefore);
  return inPairs(wanted, async ({ name, number }, index) => {
    const kept = secrets.citizens.find((one) => one.number === number);
    const secret = { name, number, password: kept?.password ?? newDemoPassword() };
    const account = await accountOf(deed, personOf(persons, number), 'citizen', index);
    if (!kept || account.password === null) await setPassword(deed.tx, account.id, await ground.passwords.hash(secret.password));
    return secret;
  });
}

async function seedStaff(ground: Ground, deed: Deed, demo: DemoPeople, persons: Persons, secrets: DemoSecrets): Promise<DemoSecrets['staff']> {
  const made = await inPairs(demo.staff, async (member, index) => {
    const person = personOf(persons, member.person);
    const kept = secrets.staff.find((one) => one.number === member.person);
    const name = demo.people.find((one) => one.number === member.person)?.name ?? '';
    const role = member.posts[0]?.role ?? 'clerk';
    const secret = { name, number: member.person, role, password: kept?.password ?? newDemoPassword(), totpSecret: kept?.totpSecret ?? newTotpSecret() };
    const account = await accountOf(deed, person, 'staff', index);
    const open = member.state === 'active';
    if (open && (!kept || account.password === null)) {
      await setFactors(deed.tx, account.id, {
        password: await ground.passwords.hash(secret.password),
        totpSecret: ground.cells.seal('identity.account.totp_secret', account.id, secret.totpSecret),
        totpLastStep: 0,
      });
    }
    if (!open) await suspendAccount(deed.tx, account.id, null, deed.now);
    return open ? secret : null;
  });
  await seedPosts(ground, deed, demo.staff, persons);
  return made.filter((secret) => secret !== null);
}

/** Holders before deputies, in the order of the data: the first post is the one in use after signing in. */
async function seedPosts({ place }: Ground, deed: Deed, staff: readonly StaffMember[], persons: Persons): Promise<void> {
  const posts = staff.flatMap((member) => member.posts.map((post) => ({ ...post, person: personOf(persons, member.person) })));
  const idOf = (slug: string) => derivedId('post', place.instance, slug) as PostId;
  const sorted = [...posts.filter((post) => !post.deputyOf), ...posts.filter((post) => post.deputyOf)];
  for (const [index, post] of sorted.entries()) {
    await insertPost(deed.tx, {
      id: idOf(post.id),
      person: post.person,
      office: officeId(place.instance, post.office),
      role: post.role,
      region: post.region,
      items: post.items,
      window: post.window,
      from: day(post.from),
      to: post.to === null ? null : day(post.to),
      deputyOf: post.deputyOf === undefined ? null : idOf(post.deputyOf),
      instance: place.instance,
      grantedBy: null,
      now: new Date(deed.now.getTime() + index),
    });
  }
}

async function seedOrganisations({ place }: Ground, deed: Deed, entities: readonly DemoEntity[], persons: Persons): Promise<void> {
  for (const entity of entities) {
    if (entity.state !== 'active') continue;
    const id = derivedId('organisation', place.instance, entity.creditCode) as OrganisationId;
    await insertOrganisation(deed.tx, {
      id,
      creditCode: must(parseCreditCode(entity.creditCode)),
      name: entity.name,
      kind: entity.kind,
      instance: place.instance,
      office: place.office,
      region: entity.region,
      address: entity.address,
      scope: entity.scope,
      capital: null,
      registeredOn: day(entity.establishedOn),
      now: deed.now,
    });
    await insertRelation(deed.tx, {
      id: derivedId('organisation-relation', place.instance, entity.creditCode) as Id<'OrganisationRelation'>,
      organisation: id,
      person: personOf(persons, entity.legalRepresentative),
      role: entity.kind === 'individual-business' ? 'operator' : 'legal-representative',
      from: day(entity.establishedOn),
      now: deed.now,
    });
  }
}

async function seedReaders({ place }: Ground, deed: Deed, readers: readonly DemoCardReader[], dataFolder: string): Promise<void> {
  for (const { id, office, window, serial, model } of readers) {
    const publicKey = publicPemOf(standInKey(dataFolder, id));
    const at = officeId(place.instance, office);
    const region = place.tree.find(at)?.region ?? place.region;
    const reader = { id, office: at, window, serial, model, publicKey, standIn: true, state: 'active' as const, instance: place.instance, region, now: deed.now };
    if (!(await registerReader(deed.tx, reader))) await setStandInKey(deed.tx, id, publicKey);
  }
}

function personOf(persons: Persons, number: string): PersonId {
  const person = persons.get(number);
  if (!person) throw new Error(`the demo data names a person it does not have: ${number.slice(0, 6)}…`);
  return person;
}

async function accountOf(deed: Deed, person: PersonId, kind: AccountKind, index: number): Promise<Account> {
  const now = new Date(deed.now.getTime() + index);
  await insertAccount(deed.tx, { id: deed.newId<'Account'>(), person, kind, password: null, now });
  const account = await findAccountOf(deed.tx, person, kind);
  if (account === null) throw new Error('an account that was just made is gone');
  return account;
}

/** Hashing a password takes a core for a moment: two side by side, in order. */
async function inPairs<In, Out>(all: readonly In[], work: (one: In, index: number) => Promise<Out>): Promise<Out[]> {
  const answers: Out[] = [];
  for (let at = 0; at < all.length; at += 2) answers.push(...(await Promise.all(all.slice(at, at + 2).map((one, side) => work(one, at + side)))));
  return answers;
}
