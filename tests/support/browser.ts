import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const places = [process.env.ONEVISIT_BROWSER, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Debian's chromium, as root too; its own traffic to its maker is switched off. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = places.find((place) => place !== undefined && existsSync(place));
  if (!executablePath) throw new Error('no browser: apt-get install -y chromium fonts-noto-cjk');
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', ...quiet] });
}

export const phone = { width: 390, height: 844 };
export const deskWidth = { width: 1280, height: 900 };

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** what the page complained of: errors, and every breach of the content security policy */
  readonly complaints: string[];
}

/** One person's browser. Whatever its console says in anger fails the journey at its end. */
export async function visit(browser: Browser, address: string, options: { viewport: typeof phone; cookie?: string; locale?: string }): Promise<Visit> {
  const context = await browser.newContext({ viewport: options.viewport, locale: options.locale ?? 'zh-CN', baseURL: address, reducedMotion: 'reduce' });
  if (options.cookie) {
    const [name = '', value = ''] = options.cookie.split('=');
    await context.addCookies([{ name, value, url: address }]);
  }
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A refused form is answered with its status; the browser calls that an error of loading.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.setDefaultTimeout(15_000);
  return { context, page, complaints };
}

/** No finding of axe at all, at phone and at desk width (WCAG 2.2 AA and its best practices). */
export async function expectAccessible(page: Page, widths: readonly (typeof phone)[] = [phone, deskWidth]): Promise<void> {
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize(width);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map((one) => `${page.url()} ${width.width}px ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
    expect(found).toEqual([]);
  }
  if (before) await page.setViewportSize(before);
}

const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));

/** Pictures for the README, taken only when asked for, so that a test run leaves the tree as it was. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.TAKE_PICTURES !== '1') return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}${name}.png` });
}
