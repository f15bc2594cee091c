import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { html } from 'hono/html';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { portalAssets } from '../../src/portal/assets.ts';
import { galleryPage } from '../../src/portal/gallery.ts';
import { layout } from '../../src/portal/layout.ts';
import { accessibilityPage } from '../../src/portal/pages/accessibility.ts';
import { errorPage } from '../../src/portal/pages/error.ts';
import { homePage } from '../../src/portal/pages/home.ts';
import { signInNeededPage } from '../../src/portal/pages/sign-in-needed.ts';
import { errorSummary } from '../../src/portal/parts/error-summary.ts';
import { fileField } from '../../src/portal/parts/file-field.ts';
import { form, submitButton } from '../../src/portal/parts/form.ts';
import { fullHome, pageFor, refusedGallery, signedIn } from '../../src/portal/testing/pages.ts';

/** The policy of the public face, without nonces for styles: the frame needs none. */
const policy =
  "default-src 'none'; script-src 'nonce-nonce-of-this-answer' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const sample = { name: '湘味小馆', longName: '长沙市岳麓区湘江新区麓谷企业广场阿卜杜热合曼·麦麦提艾力传统湘菜餐饮文化有限责任公司第一分公司' };
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

const documents: Readonly<Record<string, () => string>> = {
  '/': () => String(homePage(fullHome(pageFor()))),
  '/home-in-english': () => String(homePage(fullHome(signedIn('李四', { locale: 'en' })))),
  '/home-without-content': () => String(homePage({ page: signedIn(sample.longName, { large: true }), popular: [], topics: [] })),
  '/gallery': () => String(galleryPage(signedIn('李四'), sample)),
  '/gallery-refused': () => String(galleryPage(signedIn(sample.longName, { locale: 'en', problem: refusedGallery() }), sample)),
  '/gallery-large': () => String(galleryPage(pageFor({ large: true, problem: refusedGallery() }), sample)),
  '/not-found': () => String(errorPage({ page: pageFor(), problem: { type: 'x', title: 'x', status: 404 } })),
  '/fault': () => String(errorPage({ page: pageFor({ locale: 'en' }), problem: { type: 'x', title: 'x', status: 500, instance: 'F-0007' } })),
  '/sign-in-needed': () => String(signInNeededPage(pageFor())),
  '/accessibility': () => String(accessibilityPage(pageFor({ locale: 'en' }))),
  '/upload': () => uploadPage('/taken'),
  '/upload-refused': () => uploadPage('/upload-refused'),
  '/arrived': () => String(layout({ page: pageFor(), title: '已收到', main: html`<h1>已收到</h1>` })),
};

let server: Server;
let origin: string;
let browser: Browser;
let posts: string[];
let complaints: string[];
const open: Page[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (request.method === 'POST') {
      posts.push(path);
      request.resume().on('end', () => {
        if (path === '/upload-refused') response.writeHead(422, { 'content-type': 'text/html; charset=utf-8' }).end(uploadPage(path, '文件里不是图片'));
        else setTimeout(() => response.writeHead(303, { location: '/arrived' }).end(), 300);
      });
      return;
    }
    const asset = portalAssets().find((one) => one.path === path);
    if (asset) return response.writeHead(200, { 'content-type': asset.type }).end(asset.body);
    const document = documents[path]?.();
    return response
      .writeHead(document === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
      .end(document);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({
    executablePath: process.env.ONEVISIT_BROWSER ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
});

afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server.close(resolve));
});

beforeEach(() => {
  posts = [];
  complaints = [];
});

afterEach(async () => {
  for (const page of open.splice(0)) await page.context().close();
  expect(complaints).toEqual([]);
});

/** The galleries hold every part; each of the other pages is walked over once, at the width where it is tightest. */
test.each([
  ['/', 360, 'light'],
  ['/', 1280, 'dark'],
  ['/home-in-english', 1280, 'light'],
  ['/home-without-content', 360, 'light'],
  ['/gallery', 360, 'dark'],
  ['/gallery', 1280, 'light'],
  ['/gallery-refused', 360, 'light'],
  ['/gallery-refused', 1280, 'dark'],
  ['/gallery-large', 360, 'light'],
  ['/not-found', 360, 'light'],
  ['/fault', 360, 'dark'],
  ['/sign-in-needed', 360, 'light'],
  ['/accessibility', 360, 'light'],
] as const)('%s at %i pixels in %s colours has no accessibility violation and does not scroll sideways', async (path, width, colorScheme) => {
  const page = await visit(path, { viewport: { width, height: 800 }, colorScheme });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
});

test('a refused form comes back with the focus on its summary, whose links lead to the fields', async () => {
  const page = await visit('/gallery-refused');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary');
  await page.click('.error-summary a >> nth=0');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('shopName');
});

test('on a phone what has the focus is never under the bar at the bottom', async () => {
  const page = await visit('/gallery', { viewport: { width: 360, height: 640 } });
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press('Tab');
    const hidden = await page.evaluate(() => {
      const focused = document.activeElement;
      const bar = document.querySelector('.sections');
      if (!focused || !bar || focused === document.body || bar.contains(focused)) return null;
      const covered = focused.getBoundingClientRect().top >= bar.getBoundingClientRect().top - 1;
      return covered ? focused.outerHTML : null;
    });
    expect(hidden).toBeNull();
  }
});

test('pressing twice sends once, and says that it is being sent', async () => {
  const page = await visit('/gallery');
  const said = await page.evaluate(() => {
    const button = document.querySelector<HTMLButtonElement>('form[action="/withdraw"] button');
    button?.click();
    // The browser itself drops a second press that comes before the first has left; this one comes while its answer is awaited.
    setTimeout(() => button?.click(), 150);
    return document.querySelector('form[action="/withdraw"] [role=status]')?.textContent;
  });
  expect(said).toBe('正在提交，请稍候');
  await page.waitForURL('**/arrived');
  expect(posts).toEqual(['/withdraw']);
});

test('a chosen picture is shown, sent at once, and leads on', async () => {
  const page = await visit('/upload');
  await page.setInputFiles('input[type=file]', { name: '合同.png', mimeType: 'image/png', buffer: picture });
  await page.waitForSelector('img.file-preview');
  expect(await page.textContent('.file-status')).toMatch(/合同\.png|正在上传/);
  await page.waitForURL('**/arrived');
  expect(posts).toEqual(['/taken']);
});

test('a file that is too large is refused at the field and never sent', async () => {
  const page = await visit('/upload');
  await page.setInputFiles('input[type=file]', { name: '大.png', mimeType: 'image/png', buffer: Buffer.alloc(1024 * 1024 + 1) });
  expect(await page.textContent('.file-status')).toBe('文件太大，请压缩后再选');
  expect(await page.inputValue('input[type=file]')).toBe('');
  expect(posts).toEqual([]);
});

test('a file that the server refuses brings the page with its words', async () => {
  const page = await visit('/upload-refused');
  complaints.length = 0;
  await page.setInputFiles('input[type=file]', { name: '假.png', mimeType: 'image/png', buffer: picture });
  await page.waitForSelector('.error-summary');
  expect(await page.textContent('.error-summary')).toContain('文件里不是图片');
  complaints = complaints.filter((complaint) => !complaint.includes('422'));
});

test('without script the file goes by its button', async () => {
  const page = await visit('/upload', { javaScriptEnabled: false });
  await page.setInputFiles('input[type=file]', { name: '合同.png', mimeType: 'image/png', buffer: picture });
  await page.click('main button[type=submit]');
  await page.waitForURL('**/arrived');
  expect(posts).toEqual(['/taken']);
});

test('a second look is a dialog that the keyboard can leave, and comes back to its button', async () => {
  const page = await visit('/gallery');
  await page.focus('details[data-dialog] summary');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog[open]');
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
});

test('without script a second look unfolds in place and its form works', async () => {
  const page = await visit('/gallery', { javaScriptEnabled: false });
  await page.click('details[data-dialog] summary');
  await page.click('form[action="/revoke"] button');
  await page.waitForURL('**/arrived');
  expect(posts).toEqual(['/revoke']);
});

/** Opens a page; what the browser complains about (policy, script, missing files) fails the test at its end. */
async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  open.push(page);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${path}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
  await page.goto(`${origin}${path}`);
  return page;
}

function uploadPage(action: string, refusal?: string): string {
  const problem = refusal === undefined ? null : { type: 'x', title: refusal, status: 422, field: 'proof' };
  const page = pageFor({ problem });
  const body = fileField({ page, name: 'proof', label: '租赁合同', maximumMegabytes: 1 });
  const buttons = submitButton({ page, label: '上传' });
  return String(
    layout({
      page,
      title: '上传材料',
      main: html`${errorSummary(page, ['proof'])}<h1>上传材料</h1>${form({ page, action, body, buttons, multipart: true, uploadOnChoose: true })}`,
    }),
  );
}
