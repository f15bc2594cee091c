import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.onevisit-install');

/** Brings node_modules into accord with package-lock.json, once for all who ask at the same time. Speaks on standard error only. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await withLock(join(root, '.install-lock'), 'an installation', async (alsoHeldBy) => {
    if (isInstalled()) return;
    if (!agreesWithLockFile()) await runNpm(alsoHeldBy);
    if (!existsSync(node26())) throw new Error(`no Node 26 for ${process.platform}-${process.arch} came with the packages`);
    writeFileSync(stamp, wanted());
  });
}

/** The pinned runtime; everything but these scripts runs on it. */
export function node26() {
  return join(modules, '.bin', 'node');
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted() && existsSync(node26());
}

/** The platform is part of it: a folder shared between machines may hold the other one's binaries. */
function wanted() {
  const lockFile = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lockFile).digest('hex')} ${process.platform}-${process.arch}\n`;
}

/** Somebody may have run npm himself: every required package in its exact version needs no second installation. */
function agreesWithLockFile() {
  const hidden = join(modules, '.package-lock.json');
  if (!existsSync(hidden) || !existsSync(node26())) return false;
  const found = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  const asked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(asked).every(([path, { version, optional }]) => path === '' || optional || found[path]?.version === version);
}

function runNpm(started) {
  console.error('Installing the packages (about a minute) · 正在安装依赖(约一分钟)');
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  // Development packages belong to the product here (the desk is built at start), whatever NODE_ENV says.
  const args = [...npm.slice(1), 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const begun = performance.now();
  const progress = setInterval(() => console.error(`  … ${Math.round((performance.now() - begun) / 1000)} s`), 5_000);
  return new Promise((resolve, reject) => {
    const child = spawn(npm[0], args, { cwd: root, stdio: ['ignore', 2, 2], env: withoutNpmContext(process.env) });
    if (child.pid) started(child.pid);
    child.once('error', reject);
    child.once('exit', (code, signal) => (code === 0 ? resolve() : reject(new Error(`npm ci ended with ${signal ?? code}`))));
  }).finally(() => clearInterval(progress));
}

/** Under npx the surrounding npm passes its own working options down, which would aim this npm at the npx cache. */
function withoutNpmContext(environment) {
  const own = /^npm_(config_(local_prefix|prefix|package|call|yes|noproxy)|lifecycle|package|command|execpath)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !own.test(name)));
}
