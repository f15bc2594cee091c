import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { fromBase32, totpCode, totpStep } from '../../src/modules/identity/domain/totp.ts';
import { deskWidth, expectAccessible, openBrowser, phone, picture, visit, type Visit } from '../support/browser.ts';
import { answerChallenge, pngPlan } from '../support/errand.ts';
import { type Person, testHouse, type TestHouse } from '../support/house.ts';

/** docs/errands/open-a-restaurant.md, in real browsers: a phone, two windows and an approver's desk. */
const applicantNumber = '430103199006150022';
const name = '长沙市芙蓉区湘云小饭馆';

interface Secrets {
  readonly citizens: readonly { number: string; password: string }[];
  readonly staff: readonly { number: string; password: string; totpSecret: string; role: string }[];
}

let house: TestHouse;
let browser: Browser;
let she: Visit;
const visits: Visit[] = [];

beforeAll(async () => {
  house = await testHouse({ listens: true });
  browser = await openBrowser();
  she = await open({ viewport: phone });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await house?.close();
});

// Where a step failed, the last pages are kept to be looked at.
afterEach(async ({ task }) => {
  const folder = process.env.KEEP_FAILED_PAGES;
  if (task.result?.state !== 'fail' || folder === undefined) return;
  for (const [number, { page }] of [...visits.entries()].filter(([at]) => at === 0 || at > visits.length - 3)) await page.screenshot({ path: join(folder, `${task.name.slice(0, 20)}-${number}.png`), fullPage: true });
});

async function open(options: Parameters<typeof visit>[2]): Promise<Visit> {
  const opened = await visit(browser, house.address, options);
  visits.push(opened);
  return opened;
}

function secrets(): Secrets {
  return JSON.parse(readFileSync(join(house.folder, 'data', 'demo-people.json'), 'utf8')) as Secrets;
}

const caseOf = (url: string) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(url)?.[0] ?? '';

test('she finds both items in her own words, on a phone', async () => {
  const { page } = she;
  await page.goto('/');
  await expectAccessible(page);
  await picture(page, 'portal-home');
  for (const question of ['餐馆', '开个小饭馆', '开饭店']) {
    await page.getByRole('searchbox').first().fill(question);
    await page.getByRole('searchbox').first().press('Enter');
    await page.getByRole('link', { name: '食品经营许可' }).waitFor();
    await page.getByRole('link', { name: '个体工商户登记' }).waitFor();
  }
  await expectAccessible(page);
  await page.getByRole('link', { name: '个体工商户登记' }).click();
  await expectAccessible(page);
});

test('she signs in with her password and the form knows her already', async () => {
  const { page } = she;
  await page.getByRole('link', { name: '在线办理' }).click();
  await page.locator('main').getByRole('link', { name: /登录/ }).first().click();
  const secret = secrets().citizens.find((one) => one.number === applicantNumber);
  await page.getByLabel('公民身份号码').fill(applicantNumber);
  await page.getByLabel('密码', { exact: true }).fill('not-her-password');
  await page.locator('main').getByRole('button', { name: '登录' }).click();
  await page.getByRole('alert').waitFor();
  await expectAccessible(page);
  await page.getByLabel('公民身份号码').fill(applicantNumber);
  await page.getByLabel('密码', { exact: true }).fill(secret?.password ?? '');
  await page.locator('main').getByRole('button', { name: '登录' }).click();
  await page.getByRole('button', { name: '开始填写' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: '开始填写' }).click();
  await page.locator('[name=composition]').first().waitFor();
  const known = await page.locator('main').innerText();
  expect(known).toContain('李湘云');
  expect(known).toContain('长沙市天心区坡子街');
  await expectAccessible(page);
});

let registration: string;

test('she fills the screens, leaves, and goes on where she was on another device', async () => {
  const { page } = she;
  registration = caseOf(page.url());
  const next = () => page.getByRole('button', { name: /保存/ }).first().click();
  await next();
  // Nothing chosen yet: told at the field, nothing lost.
  await page.getByRole('alert').waitFor();
  await expectAccessible(page);
  await page.locator('[name=composition][value=individual]').check();
  await next();
  await page.locator('[name=businessName]').fill(name);
  await next();
  await page.locator('[name=businessScope][value=catering]').waitFor();

  const tablet = await open({ viewport: deskWidth, cookie: (await house.citizen(applicantNumber)).cookie });
  await tablet.page.goto(`/cases/${registration}`);
  await tablet.page.getByRole('link', { name: /继续填写/ }).first().click();
  const form = tablet.page;
  await form.locator('[name=businessScope][value=catering]').check();
  await form.locator('[name=employees]').fill('3');
  await form.locator('[name=funds]').fill('10');
  const nextThere = () => form.getByRole('button', { name: /保存/ }).first().click();
  await nextThere();
  await form.locator('[name=premisesRegion]').selectOption('430102');
  await form.locator('[name=premisesAddress]').fill('长沙市芙蓉区五一大道1号一楼');
  await form.locator('[name=premisesKind][value=rented]').check();
  await form.locator('[name=premisesDeclared]').check();
  await nextThere();
  await form.locator('[name=truthDeclared]').check();
  await nextThere();
  await expectAccessible(form);
  await form.goto(`/cases/${registration}/check`);
  await expectAccessible(form);
  await form.locator('main').getByRole('button', { name: /提交/ }).click();
  await form.getByRole('heading', { name: /回执/ }).first().waitFor();
  await expectAccessible(form);
});

test('the clerk signs in with two factors, accepts, and the rule decides at once', async () => {
  const clerk = await open({ viewport: deskWidth });
  const { page } = clerk;
  await page.goto('/desk/sign-in');
  await expectAccessible(page);
  const who = secrets().staff.find((one) => one.number === '430102198602149158');
  await page.getByLabel('公民身份号码').fill(who?.number ?? '');
  await page.getByLabel('密码', { exact: true }).fill(who?.password ?? '');
  await page.getByLabel(/动态口令|动态验证码/).fill(totpCode(fromBase32(who?.totpSecret ?? ''), totpStep(new Date())));
  await page.locator('main').getByRole('button', { name: '登录' }).click();
  await page.waitForURL(/\/desk/);
  await page.goto('/desk/work?queue=acceptance');
  await page.getByRole('link', { name: /个体工商户登记/ }).first().waitFor();
  await expectAccessible(page);
  await picture(page, 'desk-worklist');
  await page.goto(`/desk/cases/${registration}`);
  await page.getByRole('button', { name: /^受 ?理$/ }).first().waitFor();
  await expectAccessible(page);
  await picture(page, 'desk-case');
  await page.getByRole('button', { name: /^受 ?理$/ }).first().click();
  await page.getByRole('button', { name: '确认受理' }).click();
  await page.getByText(/准予/).first().waitFor();
  await house.settle();
});

test('the licence is there, and anyone may verify it', async () => {
  const { page } = she;
  await page.goto('/licences');
  await page.getByRole('link', { name: /营业执照/ }).first().click();
  await expectAccessible(page);
  await picture(page, 'licence');
  const shown = await (await house.citizen(applicantNumber)).done('cases.case', { params: { case: registration } });
  const stranger = await open({ viewport: phone });
  await stranger.page.goto(`/verify/${shown.licences[0].identifier}`);
  await stranger.page.getByText(/有效/).first().waitFor();
  await expectAccessible(stranger.page);
  expect(await stranger.page.content()).not.toContain(applicantNumber);
});

let permit: string;
let hallClerk: Person;

test('next day at the window the card is read, and only what the government does not hold is asked for', async () => {
  house.clock.set(new Date('2026-03-10T01:30:00Z'));
  hallClerk = await house.staff('clerk', { office: 'city-hall' });
  const window = await open({ viewport: deskWidth, cookie: hallClerk.cookie });
  const { page } = window;
  await page.goto('/desk/window');
  await expectAccessible(page);
  await page.getByRole('combobox').first().fill('食品经营许可').catch(() => {});
  const search = page.getByPlaceholder(/开饭店/);
  if ((await search.count()) > 0) {
    await search.first().fill('食品经营许可');
    await search.first().press('Enter');
  }
  await page.getByRole('button', { name: /开始收件/ }).first().click();
  await page.waitForURL(/\/desk\/window\/[0-9a-f-]{36}/);
  permit = caseOf(page.url());
  await page.getByRole('button', { name: '读取身份证' }).click();
  await page.getByText('请将身份证放到读卡器上').waitFor();
  // The reader's own program answers the challenge that the desk has opened.
  await answerChallenge(house, applicantNumber, '李湘云');
  await page.getByText(name).first().waitFor();
  await expectAccessible(page);
  await picture(page, 'desk-window');
  const shown = await hallClerk.done('cases.case', { params: { case: permit } });
  const held = shown.materials.filter((material: { by: string }) => material.by === 'government').map((material: { id: string }) => material.id);
  expect(held).toEqual(expect.arrayContaining(['business-licence', 'operator-identity']));
});

test('the clerk tells once what is missing; she brings it from home; it is accepted', async () => {
  const screens: [string, Record<string, unknown>][] = [
    ['operator', {}],
    ['premises', { totalArea: 60, kitchenArea: 20 }],
    ['business', { mainBusiness: 'catering', seats: 30, businessItems: ['hot-food'], coldDishes: false, onlineOrders: false }],
    ['safety', { safetyManager: '李湘云', workers: 3 }],
    ['confirm', { truthDeclared: true }],
  ];
  let { version } = await hallClerk.done('cases.case', { params: { case: permit } });
  for (const [screen, answers] of screens) ({ version } = await hallClerk.done('cases.save-screen', { params: { case: permit, screen }, body: { version, answers } }));
  for (const material of ['layout-plan', 'safety-rules']) {
    ({ version } = await hallClerk.done('cases.upload-material', { params: { case: permit, material }, upload: { name: `${material}.png`, bytes: pngPlan(), fields: { version: String(version) } } }));
  }
  ({ version } = await hallClerk.done('cases.submit', { params: { case: permit }, body: { version } }));
  const window = await open({ viewport: deskWidth, cookie: hallClerk.cookie });
  await window.page.goto(`/desk/cases/${permit}`);
  await window.page.getByRole('button', { name: '一次性告知补正' }).first().click();
  await expectAccessible(window.page, [deskWidth]);
  await window.page.getByRole('button', { name: '发出补正通知' }).click();
  await window.page.getByText('一次性告知的补正内容').first().waitFor();

  await signInAgain();
  const { page } = she;
  await page.goto(`/cases/${permit}`);
  await expectAccessible(page);
  await page.getByRole('link', { name: '去补正' }).first().click();
  await expectAccessible(page);
  await page.locator('input[type=file]').last().setInputFiles({ name: '健康证.png', mimeType: 'image/png', buffer: pngPlan() });
  const upload = page.getByRole('button', { name: '上传' }).last();
  if (await upload.isVisible().catch(() => false)) await upload.click();
  await page.getByText('健康证.png').first().waitFor();
  await expectAccessible(page);
  await page.locator('main').getByRole('button', { name: '提交补正' }).click();
  await page.waitForURL(new RegExp(`/cases/${permit}$`));

  await window.page.goto(`/desk/cases/${permit}`);
  await window.page.getByRole('button', { name: /^受 ?理$/ }).first().click();
  await window.page.getByRole('button', { name: '确认受理' }).click();
  await window.page.getByText(/2026.3.20|3月20日|2026-03-20/).first().waitFor();
  await expectAccessible(window.page);
});

async function signInAgain(): Promise<void> {
  const { cookie } = await house.citizen(applicantNumber);
  const [cookieName = '', value = ''] = cookie.split('=');
  await she.context.addCookies([{ name: cookieName, value, url: house.address }]);
}

test('the approver stops the clock for an inspection, records it, and grants', async () => {
  const first = await open({ viewport: deskWidth, cookie: (await house.staff('approver', { office: 'food-drug' })).cookie });
  await first.page.goto(`/desk/cases/${permit}`);
  await first.page.getByRole('button', { name: '启动特别程序' }).first().click();
  await first.page.getByLabel('启动理由').fill('经营场所需要现场核查');
  await expectAccessible(first.page, [deskWidth]);
  const planned = first.page.getByLabel('计划完成日期');
  if ((await planned.count()) > 0) {
    await planned.fill('2026-03-12');
    await planned.press('Enter');
  }
  await first.page.getByRole('button', { name: '发出书面告知并暂停计时' }).click();
  await first.page.getByRole('button', { name: '登记特别程序结果' }).first().waitFor();

  house.clock.set(new Date('2026-03-12T02:00:00Z'));
  const later = await open({ viewport: deskWidth, cookie: (await house.staff('approver', { office: 'food-drug' })).cookie });
  const { page } = later;
  await page.goto(`/desk/cases/${permit}`);
  await page.getByRole('button', { name: '登记特别程序结果' }).first().click();
  await page.getByText('符合要求', { exact: true }).click();
  await page.getByLabel('核查情况').fill('场所布局与平面图一致');
  await page.getByRole('button', { name: '登记结果并恢复计时' }).click();
  await page.getByRole('button', { name: '准予许可' }).first().click();
  await page.getByRole('button', { name: '确认准予' }).click();
  await page.getByText(/已准予|准予许可/).first().waitFor();
  await expectAccessible(page);
  await house.settle();
});

test('the case page tells it all in Chinese and English, in large type, and she rates it', async () => {
  await signInAgain();
  const { page } = she;
  await page.goto(`/cases/${permit}`);
  await expectAccessible(page);
  await picture(page, 'portal-case');
  await page.goto(`/cases/${permit}?lang=en`);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await expectAccessible(page);
  await page.goto('/type-size/large?back=/licences');
  await expectAccessible(page);
  await page.goto(`/cases/${permit}/rating`);
  await page.locator('[name=satisfaction][value="1"]').check();
  await page.locator('main').getByRole('button', { name: '提交评价' }).click();
  await page.getByText('感谢您的评价').waitFor();
  await expectAccessible(page);
  for (const path of ['/me', '/me/readings', '/inbox', '/cases', '/licences']) {
    await page.goto(path);
    await expectAccessible(page);
  }
});

test('no page complained, and the policy on content was kept', () => {
  expect(visits.flatMap((one) => one.complaints)).toEqual([]);
});
