#!/usr/bin/env node
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { ensureDesk } from './desk.mjs';
import { endWithMessage } from './fail.mjs';
import { ensureInstalled } from './install.mjs';
import { runNode26 } from './run.mjs';
import { countTests } from './test-counts.mjs';
import { checkTypes } from './types.mjs';

const projects = ['rules', 'deeds', 'house', 'faults', 'journeys'];

await ensureInstalled().catch(endWithMessage);
const browser = findBrowser(process.env);
if (browser === null) {
  console.error('The journeys need a browser. This brings it:\n\n  apt-get install -y chromium fonts-noto-cjk\n\nor name one in ONEVISIT_BROWSER.');
  process.exit(1);
}
console.error('Checking types');
if ((await checkTypes()) !== 0) process.exit(1);
await ensureDesk().catch(endWithMessage);
process.exitCode = await runTests(process.argv.slice(2));

/** Words after `npm test --` go to vitest: a file, a project, a name. */
async function runTests(words) {
  const folder = mkdtempSync(join(tmpdir(), 'onevisit-results-'));
  try {
    const results = join(folder, 'results.json');
    const which = words.includes('--project') ? [] : projects.flatMap((project) => ['--project', project]);
    const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
    const code = await runNode26(['node_modules/vitest/vitest.mjs', 'run', ...which, ...reports, ...words], {
      env: { ...process.env, ONEVISIT_BROWSER: browser },
    });
    const { passed, failed } = countTests(readResults(results));
    console.log(`${passed} passed, ${failed} failed`);
    return code !== 0 || failed > 0 || passed === 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
