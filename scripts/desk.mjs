import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './install.mjs';
import { withLock } from './lock.mjs';
import { runNode26 } from './run.mjs';

const configuration = join(root, 'src', 'desk', 'vite.config.ts');
const built = join(root, 'dist', 'desk');
const stamp = join(built, '.sources');

/** Builds the staff desk when its sources are not those of the last build. */
export async function ensureDesk() {
  if (!existsSync(configuration) || isFresh()) return;
  mkdirSync(join(root, 'dist'), { recursive: true });
  await withLock(join(root, 'dist', '.desk-lock'), 'a build of the desk', async () => {
    if (isFresh()) return;
    console.error('Building the desk · 正在构建工作台');
    const next = `${built}.next`;
    rmSync(next, { recursive: true, force: true });
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    const args = [vite, 'build', '--config', configuration, '--outDir', next, '--emptyOutDir', '--logLevel', 'warn'];
    if ((await runNode26(args, { stdio: ['ignore', 2, 2] })) !== 0) throw new Error('the desk could not be built');
    writeFileSync(join(next, '.sources'), digestOfSources());
    // Put in place at once: a server that is running never finds half a desk.
    rmSync(`${built}.old`, { recursive: true, force: true });
    if (existsSync(built)) renameSync(built, `${built}.old`);
    renameSync(next, built);
    rmSync(`${built}.old`, { recursive: true, force: true });
  });
}

function isFresh() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOfSources();
}

/** By content, since a checkout gives new times to old files. */
function digestOfSources() {
  const digest = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const path of sourcesUnder(join(root, 'src'))) digest.update(`${relative(root, path)}\0`).update(readFileSync(path)).update('\0');
  return digest.digest('hex');
}

/** What the browser can never import, by the rules of tests/house, does not make the desk old. */
const notForBrowser = new Set(['sql', 'migrations', 'use-cases', 'portal', 'cli', 'http', 'postgres', 'backup']);

function sourcesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}${sep}${entry.name}`;
      if (entry.isDirectory()) return notForBrowser.has(entry.name) ? [] : sourcesUnder(path);
      return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
    });
}
