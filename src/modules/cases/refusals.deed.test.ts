import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessItem, foodItem, openCasesWorld, type CasesWorld } from '../../../tests/support/cases-world.ts';
import type { Asker, StaffAsker } from '../../kernel/asker.ts';
import type { Deed } from '../../kernel/deed.ts';
import { done, must, refuse } from '../../kernel/outcome.ts';
import type { Item } from '../items/contract.ts';
import { publishItem } from '../items/use-cases/publish.ts';
import type { CaseId } from './contract.ts';
import { stateWords } from './domain/act-words.ts';
import { queueOf } from './domain/queues.ts';
import { isOpen } from './domain/state.ts';
import { casesJobs } from './jobs.ts';
import { acceptCase } from './use-cases/accept.ts';
import { beginCase, type CitizenAsker } from './use-cases/begin.ts';
import { grantCase, refuseCase } from './use-cases/decide.ts';
import { downloadMaterial } from './use-cases/download.ts';
import { identifyByCard } from './use-cases/identify-by-card.ts';
import { listOwnCases, listWork } from './use-cases/list-cases.ts';
import { notAcceptCase } from './use-cases/not-accept.ts';
import { openAtWindow } from './use-cases/open-at-window.ts';
import { openCase, relationTo } from './use-cases/open-case.ts';
import { refreshDraft } from './use-cases/refresh.ts';
import { saveScreen } from './use-cases/save-screen.ts';
import { showCase } from './use-cases/show-case.ts';
import { showStart } from './use-cases/show-start.ts';
import { submitCase } from './use-cases/submit.ts';
import { tellCorrection } from './use-cases/tell-correction.ts';
import { removeUpload, uploadMaterial } from './use-cases/upload-material.ts';
import { withdrawCase } from './use-cases/withdraw.ts';

let world: CasesWorld;
let li: CitizenAsker;
let clerk: StaffAsker;
let colleague: StaffAsker;
let approver: StaffAsker;

beforeAll(async () => {
  world = await openCasesWorld();
  li = await world.citizen('430103199006150022');
  clerk = await world.staff('430102198602149158', 'clerk', 'industry-commerce', 'W04');
  colleague = await world.staff('430103199108279169', 'clerk', 'industry-commerce', 'W05');
  approver = await world.staff('430104197203199172', 'approver', 'industry-commerce');
});
afterAll(() => world.close());

let shops = 0;
const cityDistricts = ['芙蓉区', '天心区', '岳麓区', '开福区', '雨花区'];

async function draft(by: CitizenAsker = li): Promise<string> {
  return must(await world.act(by, (deed) => beginCase(world.needs, deed as Deed<CitizenAsker>, { item: businessItem, organisation: null }))).id;
}

/** Every screen answered; `premisesDeclared: false` leaves a proof to be brought. */
async function filled(by: CitizenAsker = li, change: { declared?: boolean; name?: string } = {}): Promise<string> {
  const id = await draft(by);
  shops += 1;
  const name = change.name ?? `${cityDistricts[shops % 5]}${'东南西北中'.charAt(shops % 5)}${'甲乙丙丁戊己庚辛壬癸'.charAt(Math.floor(shops / 5))}小吃店`;
  const screens = {
    operator: { composition: 'individual', phone: '13900000001' },
    name: { businessName: name },
    business: { businessScope: ['catering'], employees: 3, funds: 10 },
    premises: { premisesRegion: '430102', premisesAddress: '五一大道100号', premisesKind: 'rented', premisesDeclared: change.declared ?? true },
    confirm: { truthDeclared: true },
  };
  for (const [screen, answers] of Object.entries(screens)) must(await on(by, id, (deed, record) => saveScreen(world.needs, deed, record, { version: record.version, screen, answers })));
  return id;
}

async function submitted(by: CitizenAsker = li, change: Parameters<typeof filled>[1] = {}): Promise<string> {
  const id = await filled(by, change);
  must(await on(by, id, (deed, record) => submitCase(world.needs, deed, record, record)));
  return id;
}

/** A case whose published rule could not grant, so that a person decides. */
async function accepted(): Promise<string> {
  const listed = await world.citizen('430181197509301232');
  const id = await submitted(listed);
  expect(must(await on(clerk, id, (deed, record) => acceptCase(world.needs, deed, record, record)))).toMatchObject({ state: 'accepted' });
  return id;
}

const on: CasesWorld['on'] = (asker, id, work) => world.on(asker, id, work);

describe('a stale or doubled deed', () => {
  it('on an older version of the case is refused with the version that it has now', async () => {
    const id = await draft();
    must(await on(li, id, (deed, record) => saveScreen(world.needs, deed, record, { version: 1, screen: 'name', answers: { businessName: '芙蓉区湘江小吃店' } })));
    const stale = await on(li, id, (deed, record) => saveScreen(world.needs, deed, record, { version: 1, screen: 'name', answers: { businessName: '芙蓉区浏阳河小吃店' } }));
    expect(stale).toEqual(refuse({ kind: 'case-changed', version: 2, state: 'draft' }));
  });

  it('two clerks accept one case: one does, the other is told so', async () => {
    const id = await submitted();
    const version = must(await on(clerk, id, async (_deed, record) => done(record))).version;
    const both = await Promise.all([clerk, colleague].map((one) => on(one, id, (deed, record) => acceptCase(world.needs, deed, record, { version }))));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { kind: 'act-not-now', state: 'granted' } });
    const licences = await world.database.pool.query('select 1 from licences.licence where case_id = $1', [id]);
    expect(licences.rowCount).toBe(1);
  });

  it('twenty submissions of one draft give one number', async () => {
    const id = await filled();
    const version = must(await on(li, id, async (_deed, record) => done(record))).version;
    const all = await Promise.all(Array.from({ length: 20 }, () => on(li, id, (deed, record) => submitCase(world.needs, deed, record, { version }))));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await world.database.pool.query("select 1 from cases.history where case_id = $1 and kind = 'submitted'", [id])).rowCount).toBe(1);
  });

  it('a form that was published anew meanwhile is refused, and the draft can be brought up to date', async () => {
    const id = await filled();
    const item = { ...(world.city.items.find(({ slug }) => slug === businessItem) as Item), note: { zh: '新版' } };
    must(await world.act({ role: 'public' }, async (deed) => done(await publishItem(deed, { instance: 'changsha', region: '430100000000' }, item))));
    const stale = await on(li, id, (deed, record) => submitCase(world.needs, deed, record, record));
    expect(stale).toEqual(refuse({ kind: 'form-out-of-date', had: 1, now: 2 }));
    must(await on(li, id, (deed, record) => refreshDraft(world.needs, deed, record, record)));
    expect(must(await on(li, id, (deed, record) => submitCase(world.needs, deed, record, record))).number).toMatch(/^430100/);
  });
});

describe('whose case it is', () => {
  async function relation(asker: Asker, id: string) {
    return must(await world.act(asker, async (deed) => done(relationTo(world.needs, deed, (await openCase(world.needs, deed, id as CaseId, 'read')) as never))));
  }

  it('another person’s case has no relation to the asker; a draft is not even the office’s', async () => {
    const id = await draft();
    const stranger = await world.citizen('430121199511110577');
    expect(await relation(li, id)).toBe('own');
    expect(await relation(stranger, id)).toBe('none');
    expect(await relation(clerk, id)).toBe('none');
    expect(await relation({ role: 'public' }, id)).toBe('none');
  });

  it('a post sees the cases of its office and of the items it covers', async () => {
    const id = await submitted();
    const elsewhere = await world.staff('430111198107079195', 'approver', 'food-drug');
    expect(await relation(clerk, id)).toBe('office');
    expect(await relation(approver, id)).toBe('office');
    expect(await relation(elsewhere, id)).not.toBe('office');
    expect(await relation({ ...clerk, items: [foodItem] }, id)).toBe('none');
  });

  it('every look of staff leaves a reading that the person can see', async () => {
    const id = await submitted();
    must(await on(clerk, id, async (deed, record) => done(await showCase(world.needs, deed, record))));
    const { rows } = await world.database.pool.query('select purpose, role from kernel.personal_read where case_id = $1 and subject = $2 and role = $3', [id, li.person, 'clerk']);
    expect(rows).toContainEqual({ purpose: 'case:review', role: 'clerk' });
  });
});

describe('beginning', () => {
  const begin = (by: CitizenAsker, item: string, organisation: string | null = null) => world.act(by, (deed) => beginCase(world.needs, deed as Deed<CitizenAsker>, { item, organisation }));

  it.each([
    ['an item that is not published', 'no-such-item', null, 'item-not-published'],
    ['somebody else’s organisation', foodItem, '92430102MA4L0B02XL', 'organisation-not-yours'],
    ['an organisation where the item is for persons', businessItem, '92430102MA4L0B02XL', 'organisation-not-yours'],
  ])('is refused for %s', async (_, item, organisation, kind) => {
    expect(await begin(li, item, organisation)).toMatchObject({ ok: false, refusal: { kind } });
  });

  it('is refused for an account that nobody verified', async () => {
    expect(await begin({ ...li, realNameLevel: 'L1' }, businessItem)).toEqual(refuse({ kind: 'real-name-level-too-low', needs: 'L2', has: 'L1' }));
  });

  it('is refused at a window that does not receive the item', async () => {
    expect(await world.act(clerk, (deed) => openAtWindow(world.needs, deed as Deed<StaffAsker>, { item: foodItem }))).toMatchObject({ ok: false, refusal: { kind: 'item-not-at-this-window' } });
  });

  it('shows before anything is written what the government holds and which drafts may go on', async () => {
    const id = await draft();
    const start = must(await world.act(li, (deed) => showStart(world.needs, deed, businessItem)));
    expect(start.drafts.map((one) => one.id)).toContain(id);
    expect(start.materials.map(({ id: material, by }) => [material, by])).toEqual([['application', 'form'], ['operator-identity', 'government'], ['premises-proof', 'applicant']]);
  });
});

describe('materials', () => {
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj << /Type /Page >> endobj\n%%EOF\n', 'latin1');
  const upload = (id: string, name: string, bytes: Buffer, material = 'premises-proof') =>
    on(li, id, (deed, record) => uploadMaterial(world.needs, deed, record, { version: record.version, material, upload: { field: 'file', name, bytes } }));

  it('what is missing is named at its place, and nothing is half written', async () => {
    const id = await filled(li, { declared: false });
    expect(await on(li, id, (deed, record) => submitCase(world.needs, deed, record, record))).toMatchObject({ ok: false, refusal: { kind: 'materials-missing', errors: [{ field: 'materials/premises-proof' }] } });
    expect((await world.database.pool.query('select 1 from cases.material where case_id = $1', [id])).rowCount).toBe(0);
    must(await upload(id, '租赁合同.pdf', pdf));
    must(await on(li, id, (deed, record) => submitCase(world.needs, deed, record, record)));
  });

  it.each([
    ['a program called a paper', 'plan.pdf', Buffer.from('MZ\x90\0'), 'premises-proof', 'file-not-what-it-says'],
    ['what the form itself is', 'form.pdf', pdf, 'application', 'material-from-government'],
    ['what nobody asked for', 'x.pdf', pdf, 'x', 'material-unknown'],
    ['nothing', 'x.pdf', Buffer.alloc(0), 'premises-proof', 'file-missing'],
  ])('%s is refused', async (_, name, bytes, material, kind) => {
    expect(await upload(await draft(), name, bytes, material)).toMatchObject({ ok: false, refusal: { kind } });
  });

  it('an eleventh file for one material is refused', async () => {
    const id = await draft();
    for (let count = 0; count < 10; count += 1) must(await upload(id, `${count}.pdf`, pdf));
    expect(await upload(id, '11.pdf', pdf)).toEqual(refuse({ kind: 'too-many-files', field: 'file', limit: 10 }));
  });

  it('a file comes back as it was, and is gone once it was removed', async () => {
    const id = await draft();
    const { row } = must(await upload(id, '合同.pdf', pdf));
    const file = must(await on(li, id, (deed, record) => downloadMaterial(world.needs, deed, record, row)));
    expect({ ...file, bytes: Buffer.from(file.bytes).toString('latin1') }).toEqual({ mediaType: 'application/pdf', fileName: '合同.pdf', bytes: pdf.toString('latin1'), inline: false });
    must(await on(li, id, (deed, record) => removeUpload(world.needs, deed, record, { version: record.version, row })));
    expect(await on(li, id, (deed, record) => downloadMaterial(world.needs, deed, record, row))).toEqual(refuse({ kind: 'file-gone' }));
  });
});

describe('the published rule', () => {
  it('leaves to a person what it cannot grant, keeps the facts, and gives the case to the approver on duty', async () => {
    const id = await accepted();
    const seen = must(await on(approver, id, async (deed, record) => done(await showCase(world.needs, deed, record))));
    expect(seen.failedConditions.map(({ zh }) => zh)).toEqual(['申请人未列入失信名单。']);
    expect(seen.acts.find(({ act }) => act === 'grant')).toMatchObject({ allowed: true });
    const { rows } = await world.database.pool.query('select assignee, decided_by, facts from cases.case_record where id = $1', [id]);
    expect(rows[0]).toMatchObject({ assignee: approver.person, decided_by: null });
    expect(rows[0].facts).toMatch(/^v1\./);
  });

  it('a taken name is no surprise at the end: a person decides, and a grant of it is refused whole', async () => {
    const name = '芙蓉区同名小吃店';
    const [first, second] = [await submitted(li, { name }), await submitted(li, { name })];
    expect(must(await on(clerk, first, (deed, record) => acceptCase(world.needs, deed, record, record))).state).toBe('granted');
    expect(must(await on(clerk, second, (deed, record) => acceptCase(world.needs, deed, record, record)))).toMatchObject({ state: 'accepted', ruling: { failed: [{ fact: 'name.taken' }] } });
    expect(await on(approver, second, (deed, record) => grantCase(world.needs, deed, record, record))).toEqual(refuse({ kind: 'organisation-name-taken', field: 'name' }));
    expect(await world.find(second)).toMatchObject({ state: 'accepted' });
  });

  it('who accepted never decides, whatever post they hold; nor does one who is not on duty', async () => {
    const id = await accepted();
    const both: StaffAsker = { ...approver, person: clerk.person };
    expect(await on(both, id, (deed, record) => grantCase(world.needs, deed, record, record))).toEqual(refuse({ kind: 'acceptor-cannot-decide' }));
    const off: StaffAsker = { ...approver, person: colleague.person, post: clerk.post };
    expect(await on(off, id, (deed, record) => refuseCase(world.needs, deed, record, { version: record.version, reason: '不符合条件' }))).toEqual(refuse({ kind: 'not-on-duty' }));
    await expect(world.database.pool.query("update cases.case_record set decided_by = accepted_by where id = $1", [id])).rejects.toThrow(/case_record_two_hands/);
  });

  it('a refusal needs its reason and tells where to turn', async () => {
    const id = await accepted();
    const listed = await world.citizen('430181197509301232');
    must(await on(approver, id, (deed, record) => refuseCase(world.needs, deed, record, { version: record.version, reason: '列入失信名单' })));
    const { rows } = await world.database.pool.query<{ body: { zh: string } }>("select body from channels.notice where person = $1 and kind = 'case-refused' order by created_at desc limit 1", [listed.person]);
    expect(rows[0]?.body.zh).toMatch(/理由：列入失信名单.*行政复议.*行政诉讼/);
  });
});

describe('the card', () => {
  it('of another person does not open a case that is somebody’s already, and is not the clerk’s own', async () => {
    const hall = await world.staff('430102199406069200', 'clerk', 'city-hall', 'W01');
    const id = must(await world.act(hall, (deed) => openAtWindow(world.needs, deed as Deed<StaffAsker>, { item: foodItem }))).id;
    const use = async (number: string) => {
      const reading = await world.cardOf(number, hall, id);
      return on(hall, id, (deed, record) => identifyByCard(world.needs, deed, record, { version: record.version, reading, organisation: null }));
    };
    expect(await use('430102199406069200')).toEqual(refuse({ kind: 'own-case' }));
    expect(await use('430182201806011114')).toMatchObject({ ok: false, refusal: { kind: 'no-organisation' } });
    const { rows } = await world.database.pool.query('select applicant from cases.case_record where id = $1', [id]);
    expect(rows[0].applicant).toBeNull();
  });

  it('serves once: the same reading again is refused', async () => {
    const hall = await world.staff('43010319890118921X', 'clerk', 'city-hall', 'W02');
    const id = must(await world.act(hall, (deed) => openAtWindow(world.needs, deed as Deed<StaffAsker>, { item: 'residence-permit' }))).id;
    const reading = await world.cardOf('430182199303179126', hall, id);
    const use = () => on(hall, id, (deed, record) => identifyByCard(world.needs, deed, record, { version: record.version, reading, organisation: null }));
    must(await use());
    expect(await use()).toEqual(refuse({ kind: 'reading-used' }));
  });
});

describe('the law and the calendar', () => {
  it('a case that nobody answers in five working days counts as accepted from the day of receipt, and a person decides it', async () => {
    world.setDay('2018-10-08');
    const id = await submitted();
    world.setDay('2018-10-16');
    expect(await on(clerk, id, (deed, record) => tellCorrection(world.needs, deed, record, { version: record.version, points: [{ about: 'answer', key: 'businessName', why: '太长' }] }))).toMatchObject({ ok: false, refusal: { kind: 'correction-too-late', until: '2018-10-15' } });
    await runJob('cases.accept-by-law');
    await runJob('cases.accept-by-law');
    const seen = must(await on(li, id, async (deed, record) => done(await showCase(world.needs, deed, record))));
    expect(seen).toMatchObject({ state: 'accepted', acceptedOn: '2018-10-08', decision: null });
    expect(seen.timeline.find(({ what }) => what.zh === '依法视为受理')?.why?.zh).toMatch(/行政许可法第三十二条/);
    expect(seen.history.filter(({ by }) => by === 'law')).toHaveLength(1);
    expect(must(await on(approver, id, (deed, record) => grantCase(world.needs, deed, record, record))).state).toBe('granted');
  });

  it('a due day beyond the published calendar is provisional and is counted again when the year is published', async () => {
    const all = world.city.calendar;
    // The notice for 2019 came on 6 December 2018 and changed 29 December too; before it nobody knew.
    const known = new Map([...all.changed].filter(([on]) => on < '2018-12-29'));
    world.box.calendar = { ...all, changed: known, published: new Set([...all.published].filter((year) => year < 2019)) };
    world.setDay('2018-12-24');
    const id = await accepted();
    const before = must(await on(li, id, async (deed, record) => done(await showCase(world.needs, deed, record))));
    expect(before.figures).toMatchObject({ provisionalYear: 2019, legalDueOn: '2019-01-14' });
    world.box.calendar = all;
    await runJob('cases.recount');
    const after = must(await on(li, id, async (deed, record) => done(await showCase(world.needs, deed, record))));
    expect(after.figures).toMatchObject({ provisionalYear: null, legalDueOn: '2019-01-15' });
    expect(after.history.map(({ kind }) => kind)).toContain('recounted');
  });

  async function runJob(name: string): Promise<void> {
    const job = casesJobs(world.needs, world.database, world.clock).find((one) => one.name === name);
    await job?.run();
  }
});

describe('the lists', () => {
  it('every open case stands in exactly one queue of the staff or with its applicant, and an ended one in none', async () => {
    const early = await submitted();
    must(await on(li, early, (deed, record) => withdrawCase(world.needs, deed, record, record)));
    const none = await submitted();
    must(await on(clerk, none, (deed, record) => notAcceptCase(world.needs, deed, record, { version: record.version, reason: '不属于本机关职权' })));
    await accepted();
    await submitted();
    const found = new Map<string, string[]>();
    for (const queue of ['window', 'acceptance', 'correction', 'decision', 'inspection'] as const) {
      for (const office of ['industry-commerce', 'city-hall', 'food-drug']) {
        const asker = { ...clerk, office: await world.office(office) };
        for (let after = null as { due: string; id: string } | null; ; ) {
          const page = must(await world.act(asker, async (deed) => done(await listWork(world.needs, deed as Deed<StaffAsker>, { queue, light: null, mine: false, after }))));
          for (const one of page.cases) found.set(one.id, [...(found.get(one.id) ?? []), queue]);
          if (page.next === null) break;
          const [due, ...id] = page.next.split('.');
          after = { due: due ?? '', id: id.join('.') };
        }
      }
    }
    const { rows } = await world.database.pool.query<{ id: string; state: keyof typeof stateWords; channel: string }>('select id, state, channel from cases.case_record');
    expect(rows.length).toBeGreaterThan(20);
    for (const { id, state, channel } of rows) {
      const queues = [...new Set(found.get(id) ?? [])];
      expect(queues, `${id} ${state}`).toHaveLength(isOpen(state) && !(state === 'draft' && channel === 'online') ? 1 : 0);
      expect(queueOf(state) !== null).toBe(isOpen(state));
    }
  });

  it('a person’s list gives every case once, page by page, newest first', async () => {
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof listOwnCases>> = must(await world.act(li, async (deed) => done(await listOwnCases(world.needs, deed as Deed<CitizenAsker>, after))));
      seen.push(...page.cases.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    const { rows } = await world.database.pool.query<{ id: string }>('select id from cases.case_record where applicant = $1 order by id desc', [li.person]);
    expect(seen).toEqual(rows.map(({ id }) => id));
  });

  it('no name, answer or number of a person stands in the open', async () => {
    const { rows } = await world.database.pool.query<{ row: string }>('select to_jsonb(c)::text as row from cases.case_record c union all select to_jsonb(m)::text from cases.material m union all select to_jsonb(h)::text from cases.history h');
    const open = rows.map(({ row }) => row).join('\n');
    for (const secret of ['李湘云', '430103199006150022', '13900000001', '五一大道100号']) expect(open).not.toContain(secret);
  });
});
