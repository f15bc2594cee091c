import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

// The launchers are plain JavaScript, since they run before any package is installed.
const scripts = new URL('../../scripts/', import.meta.url);
const { findBrowser } = (await import(new URL('browser.mjs', scripts).href)) as {
  findBrowser: (environment: Record<string, string>) => string | null;
};
const { countTests } = (await import(new URL('test-counts.mjs', scripts).href)) as { countTests: (report: unknown) => unknown };
const { withLock } = (await import(new URL('lock.mjs', scripts).href)) as {
  withLock: <Value>(file: string, what: string, work: () => Promise<Value>) => Promise<Value>;
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onevisit-launcher-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a browser is one that can be run: the named one, else the first on PATH', () => {
  const program = join(folder, 'chromium');
  writeFileSync(program, '');
  expect(findBrowser({ PATH: folder })).toBeNull();
  chmodSync(program, 0o755);
  expect(findBrowser({ PATH: `/nowhere:${folder}` })).toBe(program);
  expect(findBrowser({ PATH: folder, ONEVISIT_BROWSER: '/nowhere/chromium' })).toBeNull();
  expect(findBrowser({ PATH: '', ONEVISIT_BROWSER: program })).toBe(program);
});

test('a test file that could not be loaded counts as failed, and so does a run without a report', () => {
  const passed = { status: 'passed', assertionResults: [{}] };
  const broken = { status: 'failed', assertionResults: [] };
  expect(countTests({ numPassedTests: 7, numFailedTests: 0, testResults: [passed] })).toEqual({ passed: 7, failed: 0 });
  expect(countTests({ numPassedTests: 7, numFailedTests: 1, testResults: [passed, broken] })).toEqual({ passed: 7, failed: 2 });
  expect(countTests(null)).toEqual({ passed: 0, failed: 1 });
});

test('the installation lock of a killed process does not bind, the one of a living process does', async () => {
  const file = join(folder, 'lock');
  const source = `import { withLock } from '${new URL('lock.mjs', scripts).href}';
    await withLock('${file}', 'work', async () => { console.log('held'); await new Promise((resolve) => setTimeout(resolve, 60_000)); });`;
  const other = spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(other.stdout, 'data');
  let entered = false;
  const mine = withLock(file, 'work', async () => {
    entered = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(entered).toBe(false);
  other.kill('SIGKILL');
  await mine;
  expect(entered).toBe(true);
  expect(existsSync(file)).toBe(false);
});

test('of many who find a killed process’s lock at the same moment one works at a time', async () => {
  const file = join(folder, 'lock');
  writeFileSync(file, '4194999 1');
  const source = `import { withLock } from '${new URL('lock.mjs', scripts).href}'; import { appendFileSync } from 'node:fs';
    await withLock('${file}', 'work', async () => {
      appendFileSync('${join(folder, 'diary')}', 'in ');
      await new Promise((resolve) => setTimeout(resolve, 100));
      appendFileSync('${join(folder, 'diary')}', 'out ');
    });`;
  const all = Array.from({ length: 4 }, () => spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: 'ignore' }));
  await Promise.all(all.map((child) => once(child, 'exit')));
  expect(readFileSync(join(folder, 'diary'), 'utf8')).toBe('in out '.repeat(4));
});

test('a server ends when its starter is killed', async () => {
  const source = `import { becomeServer } from '${new URL('run.mjs', scripts).href}'; await becomeServer(['--eval', ${JSON.stringify(
    "process.once('SIGTERM', () => { console.log('stopped'); process.exit(0); }); console.log(process.pid); setInterval(() => {}, 1000)",
  )}]);`;
  const starter = spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  starter.stdout.on('data', (data: Buffer) => lines.push(...String(data).trim().split('\n')));
  await expect.poll(() => lines.length, { timeout: 10_000 }).toBe(1);
  starter.kill('SIGKILL');
  await expect.poll(() => lines.at(-1), { timeout: 10_000 }).toBe('stopped');
  await expect.poll(() => isAlive(Number(lines[0])), { timeout: 10_000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
