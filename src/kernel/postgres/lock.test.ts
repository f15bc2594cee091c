import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from './lock.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onevisit-lock-'));
  file = join(folder, 'a.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a lock is held once, also within one process, and is free again after its release', () => {
  const first = takeLock(file);
  expect(first).not.toBeNull();
  expect(takeLock(file)).toBeNull();
  first?.release();
  const second = takeLock(file);
  expect(second).not.toBeNull();
  second?.release();
});

test('the lock of a process ends with the process, however it ends, and leaves nothing to clean', async () => {
  const source = `import { takeLock } from '${new URL('./lock.ts', import.meta.url).href}';
    console.log(takeLock('${file}') !== null); setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ['--input-type=module-typescript', '--eval', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(other.stdout, 'data')) as [Buffer];
  expect(String(said).trim()).toBe('true');
  expect(takeLock(file)).toBeNull();
  other.kill('SIGKILL');
  await once(other, 'exit');
  const after = takeLock(file);
  expect(after).not.toBeNull();
  after?.release();
  expect(readdirSync(folder)).toEqual(['a.lock']);
});
