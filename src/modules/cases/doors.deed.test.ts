import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { multipartOf, type Person, type TestHouse, testHouse } from '../../../tests/support/house.ts';

const applicant = '430103199006150022';
let house: TestHouse;
let li: Person;
let stranger: Person;
let clerk: Person;
let auditor: Person;

beforeAll(async () => {
  house = await testHouse({ at: '2018-09-27T02:00:00Z' });
  li = await house.citizen(applicant);
  stranger = await house.citizen('430121199511110577');
  clerk = await house.staff('clerk', { office: 'industry-commerce' });
  auditor = await house.staff('auditor');
});
afterAll(() => house.close());

/** A form as a browser posts it. */
async function post(person: Person, path: string, fields: Record<string, string | string[]>, key: string = randomUUID()) {
  const pairs = Object.entries({ _csrf: person.csrf, _key: key, ...fields }).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as [string, string]));
  const answer = await house.app.inject({
    method: 'POST',
    url: path,
    headers: { cookie: person.cookie, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    payload: new URLSearchParams(pairs).toString(),
  });
  return { status: answer.statusCode, location: String(answer.headers.location ?? ''), text: answer.body };
}

async function versionOf(id: string): Promise<string> {
  return String((await li.done('cases.case', { params: { case: id } })).version);
}

/** A label and its control find each other by id: an id that stands twice breaks both. */
function idsTwice(page: string): string[] {
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, one]) => one ?? '');
  return ids.filter((one, index) => ids.indexOf(one) !== index);
}

const forms: Record<string, Record<string, string | string[]>> = {
  operator: { composition: 'individual', phone: '13900000001', familyMembers: '' },
  name: { businessName: '芙蓉区湘云小吃店', nameMeaning: '' },
  business: { businessScope: ['catering', 'beverages'], employees: '3', funds: '10' },
  premises: { premisesRegion: '430102', premisesAddress: '五一大道100号', premisesKind: 'rented' },
  confirm: { truthDeclared: 'true' },
};

describe('the portal, without script', () => {
  let id = '';

  it('begins from the item’s page and stands on the first screen', async () => {
    const start = await li.page('/apply/individual-business-registration');
    expect(start.status).toBe(200);
    expect(start.text).toContain('人口库');
    const begun = await post(li, '/cases', { item: 'individual-business-registration' });
    expect(begun.status).toBe(303);
    expect(begun.location).toMatch(/^\/cases\/[0-9a-f-]{36}\/screens\/operator$/);
    id = begun.location.split('/')[2] ?? '';
  });

  it('shows what is known with its source, and asks the rest', async () => {
    const page = await li.page(`/cases/${id}/screens/operator`);
    expect(page.text).toMatch(/李湘云[\s\S]*来源：实名账户/);
    expect(page.text).not.toMatch(/name="operatorName"/);
    expect(page.text).toMatch(/name="composition"/);
  });

  it('a wrong answer comes back with its words at the field and what was typed', async () => {
    const wrong = await post(li, `/cases/${id}/screens/name`, { version: await versionOf(id), businessName: '芙蓉区湘云有限公司', nameMeaning: '湘江的云' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('名称须以区县名开头、用汉字，且不含“公司”。');
    expect(wrong.text).toContain('value="湘江的云"');
    expect(wrong.text).toContain('href="#field-businessName"');
  });

  it('goes screen by screen to the documents', async () => {
    const way: string[] = [];
    for (const [screen, fields] of Object.entries(forms)) {
      const saved = await post(li, `/cases/${id}/screens/${screen}`, { version: await versionOf(id), ...fields });
      expect(saved.status, saved.text.slice(0, 300)).toBe(303);
      way.push(saved.location.split('/').slice(3).join('/'));
    }
    expect(way).toEqual(['screens/name', 'screens/business', 'screens/premises', 'screens/confirm', 'materials']);
  });

  it('a form that another window has changed says so, with the newest version on it', async () => {
    const stale = await post(li, `/cases/${id}/screens/name`, { version: '1', ...forms.name });
    expect(stale.status).toBe(412);
    expect(stale.text).toContain('办件刚刚被更新过');
    expect(stale.text).toContain(`name="version" value="${await versionOf(id)}"`);
  });

  it('a file that is not what it says comes back at its own document', async () => {
    const refused = await upload(id, 'plan.pdf', Buffer.from('MZ\x90'));
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('文件名是 pdf，内容却不是');
    const taken = await upload(id, '李家租房.pdf', Buffer.from('%PDF-1.7\n1 0 obj << /Type /Page >> endobj\n%%EOF\n', 'latin1'));
    expect(taken.statusCode).toBe(303);
    const materials = (await li.page(`/cases/${id}/materials`)).text;
    expect(materials).toContain('李家租房.pdf');
    expect(materials.match(/type="file"/g)?.length).toBe(2);
    expect(idsTwice(refused.body)).toEqual([]);
    expect(idsTwice(materials)).toEqual([]);
  });

  it('is checked and handed in; pressed twice it is one application', async () => {
    expect((await li.page(`/cases/${id}/check`)).text).toMatch(/五一大道100号[\s\S]*提交申请/);
    const key = randomUUID();
    const version = await versionOf(id);
    const [first, second] = [await post(li, `/cases/${id}/submission`, { version }, key), await post(li, `/cases/${id}/submission`, { version }, key)];
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.location).toBe(`/cases/${id}/submitted`);
    const receipt = await li.page(`/cases/${id}/submitted`);
    expect(receipt.text).toMatch(/收件回执[\s\S]*430100 MX0002903 20180927/);
  });

  it('every page is there in both languages, and nothing unsaid stands on it', async () => {
    for (const path of ['', '/materials', '/check', '/submitted', '/withdrawal', '/screens/name']) {
      for (const lang of ['zh', 'en']) {
        const page = await li.page(`/cases/${id}${path}?lang=${lang}`);
        expect(page.status, path).toBe(200);
        expect(page.text, path).not.toMatch(/undefined|\[object|\bnull\b|NaN/);
        expect(idsTwice(page.text), path).toEqual([]);
        expect(page.text).toContain(`<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"`);
      }
    }
    expect((await li.page('/cases')).text).toContain('个体工商户');
  });

  it('takes back after a second look', async () => {
    const again = await post(li, '/cases', { item: 'individual-business-registration' });
    const other = again.location.split('/')[2] ?? '';
    const gone = await post(li, `/cases/${other}/withdrawal`, { version: '1' });
    expect(gone).toMatchObject({ status: 303, location: `/cases/${other}` });
    expect((await li.page(`/cases/${other}`)).text).toContain('已撤回');
  });

  it('another person finds none of it', async () => {
    for (const path of ['', '/materials', '/check', '/submitted', '/withdrawal', '/screens/name']) expect((await stranger.page(`/cases/${id}${path}`)).status, path).toBe(404);
    expect((await post(stranger, `/cases/${id}/withdrawal`, { version: '9' })).status).toBe(404);
    for (const route of ['cases.case', 'cases.receipt'] as const) expect((await stranger.call(route, { params: { case: id } })).status).toBe(404);
  });

  it('the clerk sees it in the work list and in full, the auditor its course without a name or an answer', async () => {
    const work = await clerk.done('cases.work', { query: { queue: 'acceptance' } });
    expect(work.cases.map((one: { id: string; applicant: string }) => [one.id, one.applicant])).toContainEqual([id, '李**']);
    const full = await clerk.done('cases.case', { params: { case: id } });
    expect(full).toMatchObject({ applicant: '李湘云', state: 'submitted' });
    const seen = await auditor.done('cases.case', { params: { case: id } });
    expect(seen).toMatchObject({ applicant: '李**', state: 'submitted', acts: [] });
    const open = JSON.stringify(seen);
    for (const secret of ['李湘云', '五一大道', '13900000001', applicant, '李家租房']) expect(open.includes(secret), secret).toBe(false);
  });

  it('a citizen number is never taken in place of a card', async () => {
    const hall = await house.staff('clerk', { office: 'city-hall' });
    const opened = await hall.done('cases.open-at-window', { body: { item: 'food-business-licence' } });
    const answer = await hall.call('cases.identify', { params: { case: opened.case }, body: { version: 1, reading: randomUUID(), citizenNumber: applicant } });
    expect(answer.status).toBe(400);
    const forged = await hall.call('cases.identify', { params: { case: opened.case }, body: { version: 1, reading: randomUUID() } });
    expect(forged).toMatchObject({ status: 422, body: { type: 'urn:onevisit:problem:reading-unknown' } });
  });

  async function upload(caseId: string, name: string, bytes: Buffer) {
    const fields = { _csrf: li.csrf, _key: randomUUID(), version: await versionOf(caseId) };
    const body = multipartOf('file', { name, bytes, fields });
    return house.app.inject({ method: 'POST', url: `/cases/${caseId}/materials/premises-proof`, headers: { cookie: li.cookie, 'content-type': body.type, accept: 'text/html' }, payload: body.bytes });
  }
});
