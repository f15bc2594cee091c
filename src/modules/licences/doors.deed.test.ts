import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pngPlan, readCard } from '../../../tests/support/errand.ts';
import { type Person, type TestHouse, testHouse } from '../../../tests/support/house.ts';
import { day } from '../../kernel/day.ts';
import { performAs } from '../../kernel/http/perform.ts';
import { must } from '../../kernel/outcome.ts';
import { type RunningLog, startLog } from '../../log-of-house.ts';
import { composeLicenceIdentifier, type LicenceIdentifier, partsOfLicenceIdentifier } from '../../standards/licence-identifier.ts';
import type { LicenceId } from './contract.ts';
import { verifyLicenceFile } from './domain/verify.ts';
import { trustFile } from './trust.ts';

const zhou = '430102198001010011';
const li = '430103199006150022';

let house: TestHouse;
let holder: Person;
let stranger: Person;
let licence: LicenceId;
let identifier: string;
let issuer: Person;
let log: RunningLog;

beforeAll(async () => {
  house = await testHouse();
  log = startLog(house.house);
  issuer = await house.staff('approver', { office: 'food-drug' });
  holder = await house.citizen(zhou);
  stranger = await house.citizen(li);
  licence = await issueTo(holder.person, '01890000-0000-7000-8000-0000000000a1');
  identifier = (await holder.done('licences.show', { params: { licence } })).card.identifier;
}, 120_000);
afterAll(async () => {
  await log.stop();
  await house.close();
});

async function issueTo(person: string, caseId: string): Promise<LicenceId> {
  const { rooms, database, clock } = house.house;
  const made = must(
    await performAs(database, clock, 'test', { role: 'public' }, (deed) =>
      rooms.licences.contract.prepare(deed, {
        type: 'teacher-qualification',
        holder: { kind: 'person', person: person as never },
        case: caseId,
        caseNumber: 'C-1',
        item: 'teacher',
        issuer: issuer.office as never,
        face: { name: '周建国', number: zhou, sex: '男', kind: '高级中学教师资格', subject: '语文' },
        validFrom: day('2026-03-09'),
      }),
    ),
  );
  await house.settle();
  for (let round = 0; round < 50; round += 1) {
    const { rows } = await database.pool.query('select 1 from kernel.tlog_leaf where event_id = $1', [made]);
    if (rows.length > 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return made;
}

describe('a holder', () => {
  test('sees the licence whole, with code and checks, in the list and by itself', async () => {
    const mine = await holder.done('licences.mine');
    expect(mine.licences).toMatchObject([{ id: licence, standing: 'valid', holderName: '周建国', grade: 'A' }]);
    const view = await holder.done('licences.show', { params: { licence } });
    expect(view.face).toContainEqual(expect.objectContaining({ name: 'number', value: zhou }));
    expect(view.shortCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    expect(view.verifyAddress).not.toContain('周');
    expect(view.acts).toEqual([]);
  });

  test('opens the PDF, the second time the one that was kept, and takes a copy for a purpose', async () => {
    const first = await holder.call('licences.pdf', { params: { licence } });
    expect(first.status).toBe(200);
    expect(first.body.subarray(0, 5).toString()).toBe('%PDF-');
    expect(embeddedFile(first.body)).toMatchObject({ format: 'onevisit-licence-file-1', standing: null, record: { readable: { identifier } } });
    await expect.poll(async () => (await house.house.database.pool.query('select 1 from licences.rendering where licence = $1', [licence])).rowCount).toBe(1);
    const again = await holder.call('licences.pdf', { params: { licence } });
    expect(again.body.equals(first.body)).toBe(true);
    const copy = await holder.call('licences.pdf', { params: { licence }, query: { purpose: '入职', until: '2026-04-01' } });
    expect(copy.status).toBe(200);
    expect(copy.body.equals(first.body)).toBe(false);
  });

  test.each([
    ['a purpose without a last day', { purpose: '入职', until: '' }],
    ['a last day without a purpose', { purpose: '', until: '2026-04-01' }],
    ['a last day in the past', { purpose: '入职', until: '2026-03-08' }],
  ])('does not get a copy with %s', async (_name, query) => {
    expect(await holder.call('licences.pdf', { params: { licence }, query })).toMatchObject({ status: 400, body: { type: 'urn:onevisit:problem:copy-purpose-missing' } });
  });

  test('exports a file that verifies without the house', async () => {
    const exported = await holder.call('licences.export', { params: { licence } });
    const trust = await trustFile(house.house.rooms.licences.ground);
    expect(verifyLicenceFile(exported.text, trust, new Date())).toMatchObject({ valid: true, standing: 'valid' });
  });

  test('reads the pages in both languages', async () => {
    for (const path of ['/licences', `/licences/${licence}`, `/licences?lang=en`, `/licences/${licence}?lang=en`]) {
      const page = await holder.page(path);
      expect(page.status, path).toBe(200);
      expect(page.text).toContain('周建国');
    }
  });
});

describe('somebody else', () => {
  test.each(['licences.show', 'licences.pdf', 'licences.export'])('%s: it is not there for a stranger', async (name) => {
    expect((await stranger.call(name, { params: { licence } })).status).toBe(404);
    expect((await house.nobody.call(name, { params: { licence } })).status).toBe(401);
  });

  test('a clerk of another office does not see it either', async () => {
    const clerk = await house.staff('clerk', { office: 'industry-commerce' });
    expect((await clerk.call('licences.show', { params: { licence } })).status).toBe(404);
    expect((await clerk.call('licences.change-standing', { params: { licence }, body: { act: 'revoke', reason: '经查实应予注销' } })).status).toBe(404);
  });

  test('nor does the hall that keeps a window for the office: its post reaches the region, it issued nothing', async () => {
    const hall = await house.staff('clerk', { office: 'city-hall' });
    for (const name of ['licences.show', 'licences.pdf', 'licences.export']) expect((await hall.call(name, { params: { licence } })).status, name).toBe(404);
  });

  test('an administrator reads nobody’s data and changes no licence', async () => {
    const admin = await house.staff('admin');
    for (const name of ['licences.show', 'licences.pdf', 'licences.export', 'licences.of-office']) expect((await admin.call(name, { params: { licence } })).status, name).toBe(403);
    expect((await admin.call('licences.change-standing', { params: { licence }, body: { act: 'revoke', reason: '经查实应予注销' } })).status).toBe(403);
  });

  test.each(['licences.show', 'licences.pdf', 'licences.export'])('%s: the office that issued it may, and the holder finds the reading', async (name) => {
    const readings = async () => (await holder.done('supervision.readings')).readings;
    const before = await readings();
    expect((await issuer.call(name, { params: { licence } })).status).toBe(200);
    const after = await readings();
    expect(after).toHaveLength(before.length + 1);
    expect(after).toContainEqual(expect.objectContaining({ who: expect.objectContaining({ zh: '长沙市食品药品监督管理局' }), fields: ['licence'] }));
  });
});

describe('anybody, without signing in', () => {
  const verify = (typed: string, query: Record<string, string> = {}) => house.nobody.call('licences.verify', { params: { identifier: typed }, query });

  test('learns that it is genuine and in force, and not whose it is', async () => {
    const { status, body, text } = await verify(identifier);
    expect(status).toBe(200);
    expect(body).toMatchObject({ valid: true, standing: 'valid', detail: 'masked', holderName: '周**', grade: 'A' });
    expect(body.checks.map((check: { check: string; ok: boolean }) => [check.check, check.ok])).toEqual([
      ['identifier', true],
      ['record', true],
      ['key', true],
      ['signature', true],
      ['log', true],
      ['standing', true],
    ]);
    expect(text).not.toContain('周建国');
    expect(text).not.toContain(zhou);
  });

  test('sees the whole face with the short code, typed as people type', async () => {
    const { shortCode } = await holder.done('licences.show', { params: { licence } });
    const typed = `${shortCode.slice(0, 4)} ${shortCode.slice(4).toLowerCase()}`;
    expect((await verify(identifier, { c: typed })).body).toMatchObject({ detail: 'full', holderName: '周建国' });
    const wrong = shortCode.slice(0, -1) + (shortCode.endsWith('0') ? '1' : '0');
    const refused = await verify(identifier, { c: wrong });
    expect(refused.body).toMatchObject({ detail: 'code-wrong', holderName: '周**' });
    expect(refused.text).not.toContain(zhou);
  });

  test('is told a mistyped character from a licence that was never issued', async () => {
    const last = identifier.slice(-1);
    const neverIssued = must(composeLicenceIdentifier({ ...partsOfLicenceIdentifier(identifier as LicenceIdentifier), serial: '20180611000001' }));
    expect(await verify(identifier.slice(0, -1) + (last === '0' ? '1' : '0'))).toMatchObject({ status: 400, body: { type: 'urn:onevisit:problem:licence-identifier-wrong', detail: expect.stringContaining('校验位') } });
    expect(await verify(neverIssued)).toMatchObject({ status: 404, body: { type: 'urn:onevisit:problem:licence-identifier-unknown' } });
    expect(await verify('hello')).toMatchObject({ status: 400 });
  });

  test('gets the page to ask on, the answer on it, and the answer at its own address', async () => {
    expect((await house.nobody.page('/verify')).text).toContain('证照核验');
    expect((await house.nobody.page(`/verify?identifier=${identifier}`)).text).toContain('证照真实有效');
    expect((await house.nobody.page(`/verify?identifier=${identifier.slice(0, -1)}`)).text).toContain('class="error-summary"');
    const english = await house.nobody.page(`/verify/${identifier}?lang=en`);
    expect(english.text).toContain('Genuine and in force');
    expect(english.text).not.toContain('周建国');
  });

  test('gets the public keys, and nothing secret with them', async () => {
    const { body } = await house.nobody.call('licences.public-keys');
    expect(new Set(body.keys.map((key: { purpose: string }) => key.purpose))).toEqual(new Set(['licence', 'receipt', 'checkpoint']));
    expect(JSON.stringify(body)).not.toMatch(/private|secret/i);
  });
});

describe('a copy that a person brings', () => {
  const fields = { type: 'health-certificate', number: 'CSJK202600000001', validFrom: '2026-01-10', validTo: '2027-01-09' };

  test('is kept as grade C with its file, seen by its owner only', async () => {
    const { copy } = await holder.done('licences.keep-copy', { upload: { name: '健康证.png', bytes: pngPlan(), fields } });
    expect((await holder.done('licences.mine')).copies).toMatchObject([{ id: copy, grade: 'C', number: fields.number, checkedAt: null }]);
    expect((await holder.call('licences.copy-file', { params: { copy } })).body.equals(pngPlan())).toBe(true);
    expect((await stranger.call('licences.copy-file', { params: { copy } })).status).toBe(404);
  });

  test('as a declaration is grade D; with neither file nor word it is nothing', async () => {
    await stranger.done('licences.keep-copy', { body: { ...fields, declared: true } });
    expect((await stranger.done('licences.mine')).copies).toMatchObject([{ grade: 'D' }]);
    expect((await stranger.call('licences.keep-copy', { body: fields })).body.type).toBe('urn:onevisit:problem:copy-file-wrong');
  });

  test.each([
    ['a program that calls itself a picture', { upload: { name: 'a.png', bytes: Buffer.from('MZ program'), fields } }, 'copy-file-wrong'],
    ['a kind that persons do not hold', { body: { ...fields, type: 'food-business-licence', declared: true } }, 'copy-details-wrong'],
    ['an end before its beginning', { body: { ...fields, validTo: '2025-01-01', declared: true } }, 'copy-details-wrong'],
  ])('is refused: %s', async (_name, call, kind) => {
    expect(await stranger.call('licences.keep-copy', call)).toMatchObject({ status: 422, body: { type: `urn:onevisit:problem:${kind}` } });
  });
});

describe('a copy beside its original at a window', () => {
  const caseId = '01890000-0000-7000-8000-0000000000c1';
  const face = { sex: '男', workKind: '餐饮服务', examinedOn: '2026-01-08' };

  test('becomes a licence of grade B, by the card of its owner, once', async () => {
    const { copy } = (await holder.done('licences.mine')).copies.map(({ id }: { id: string }) => ({ copy: id }))[0];
    const clerk = await house.staff('clerk', { office: 'city-hall' });
    expect((await clerk.done('licences.show-copy', { params: { copy } })).faceFields.map((field: { name: string }) => field.name)).toContain('workKind');
    const strangers = await readCard(house, clerk, caseId, li, '李湘云');
    expect((await clerk.call('licences.check-original', { params: { copy }, body: { case: caseId, reading: strangers, face } })).body.type).toBe('urn:onevisit:problem:copy-of-another-person');
    const reading = await readCard(house, clerk, caseId, zhou, '周建国');
    const checked = await clerk.done('licences.check-original', { params: { copy }, body: { case: caseId, reading, face: { ...face, name: '李湘云' } } });
    await house.settle();
    const view = await holder.done('licences.show', { params: { licence: checked.licence } });
    expect(view.card).toMatchObject({ grade: 'B', standing: 'valid', number: 'CSJK202600000001', validTo: '2027-01-09' });
    expect(view.face).toContainEqual(expect.objectContaining({ name: 'name', value: '周建国' }));
    const again = await readCard(house, clerk, caseId, zhou, '周建国');
    expect((await clerk.call('licences.check-original', { params: { copy }, body: { case: caseId, reading: again, face } })).body.type).toBe('urn:onevisit:problem:copy-checked-already');
  });

  test('is nothing for staff without a window', async () => {
    const { copies } = await holder.done('licences.mine');
    const clerk = await house.staff('approver', { office: 'food-drug' });
    expect((await clerk.call('licences.show-copy', { params: { copy: copies[0].id } })).status).toBe(403);
  });
});

describe('a licence that is no longer in force', () => {
  test('is told so on the page, at once', async () => {
    const other = await issueTo(holder.person, '01890000-0000-7000-8000-0000000000a2');
    const card = (await holder.done('licences.show', { params: { licence: other } })).card;
    await issuer.done('licences.change-standing', { params: { licence: other }, body: { act: 'revoke', reason: '经查实应予注销' } });
    expect((await house.nobody.call('licences.verify', { params: { identifier: card.identifier } })).body).toMatchObject({ valid: false, standing: 'revoked' });
    expect((await house.nobody.page(`/verify/${card.identifier}`)).text).toContain('证照已注销');
    expect((await holder.done('licences.show', { params: { licence: other } })).history).toMatchObject([{ from: 'valid', to: 'revoked', reason: '经查实应予注销' }]);
  });

  test('cannot be revoked twice, nor without a reason, nor on a proof of identity older than five minutes', async () => {
    const other = await issueTo(holder.person, '01890000-0000-7000-8000-0000000000a3');
    const revoke = (body: object) => issuer.call('licences.change-standing', { params: { licence: other }, body });
    expect((await revoke({ act: 'revoke', reason: ' ' })).status).toBe(400);
    house.clock.set(new Date('2026-03-09T01:05:01Z'));
    expect((await revoke({ act: 'revoke', reason: '经查实应予注销' })).body.type).toBe('urn:onevisit:problem:fresh-proof-needed');
    house.clock.set(new Date('2026-03-09T01:00:00Z'));
    expect((await revoke({ act: 'revoke', reason: '经查实应予注销' })).status).toBe(200);
    expect((await revoke({ act: 'revoke', reason: '经查实应予注销' })).body.type).toBe('urn:onevisit:problem:licence-not-open-for-this');
  });

  test('stands in the list of the office that issued it, found by its whole number', async () => {
    const { licences } = await issuer.done('licences.of-office');
    const [first] = licences;
    expect(licences.length).toBeGreaterThanOrEqual(3);
    expect((await issuer.done('licences.of-office', { query: { q: first.number } })).licences).toMatchObject([{ id: first.id }]);
    expect((await issuer.done('licences.of-office', { query: { q: first.number.slice(0, 6) } })).licences).toEqual([]);
  });
});

/** The JSON that the PDF carries. */
function embeddedFile(pdf: Buffer): unknown {
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7)) {
    const body = pdf.subarray(at + 7, pdf.indexOf('endstream', at + 7));
    try {
      const text = inflateSync(body).toString('utf8');
      if (text.startsWith('{')) return JSON.parse(text);
    } catch {
      // another stream
    }
  }
  return null;
}
