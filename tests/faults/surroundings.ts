import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { underARunningServer } from './surroundings-running.ts';
import { Failures, type Findings } from './report.ts';
import type { Trial } from './run.ts';
import { freePort } from './kills/server.ts';

export interface Surrounding {
  readonly name: string;
  /** what was seen, or why it could not be tried here */
  readonly run: (failures: Failures, folder: string) => Promise<string>;
}

/** What the machine around the server may be like: each is answered in plain words, and nothing is lost or replaced. */
export async function surroundings({ say, scale }: Trial): Promise<Findings> {
  const failures = new Failures();
  const seen: Record<string, string> = {};
  const inFolder = async (name: string, run: Surrounding['run']) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'onevisit-around-')));
    try {
      seen[name] = await run(failures, folder);
      say(`${name}: ${seen[name]}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  for (let at = 0; at < refusals.length; at += atOnce) await Promise.all(refusals.slice(at, at + atOnce).map(({ name, run }) => inFolder(name, run)));
  await inFolder('a second start, a port in use, a database that goes away, a full disk', (found, folder) => underARunningServer(found, folder, scale === 'test' ? 10 : 60));
  return { figures: { seen }, failures: failures.list };
}

const atOnce = 2;

const refusals: readonly Surrounding[] = [
  { name: 'a DATABASE_URL that is no address', run: (failures, folder) => refused(failures, folder, { DATABASE_URL: 'not an address' }, /DATABASE_URL/) },
  { name: 'a DATABASE_URL where nobody listens', run: async (failures, folder) => refused(failures, folder, { DATABASE_URL: `postgresql://somebody:secret-word@127.0.0.1:${await freePort()}/x` }, /cannot be reached|无法连接/) },
  { name: 'a DATABASE_URL where something else answers', run: somethingElse },
  { name: 'a data folder that is a file', run: aFile },
  { name: 'a data folder with somebody’s files', run: aForeignFolder },
  { name: 'a data folder that cannot be made', run: (failures, folder) => refused(failures, folder, { ONEVISIT_DATA: '/proc/onevisit/data' }, /\/proc\/onevisit/) },
  { name: 'settings that mean nothing', run: (failures, folder) => refused(failures, folder, { PORT: 'many' }, /PORT/) },
  { name: 'production without its settings', run: (failures, folder) => refused(failures, folder, { ONEVISIT_MODE: 'production' }, /DATABASE_URL[\s\S]*ONEVISIT_KEYS_PASSPHRASE/) },
];

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const startMilliseconds = 90_000;

/** A start that is refused: exit 2, the words, no stack, and no secret. */
async function refused(failures: Failures, folder: string, environment: Readonly<Record<string, string>>, words: RegExp): Promise<string> {
  const { status, said } = await startAndEnd({ PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ONEVISIT_DATA: join(folder, 'data'), PORT: '0', ...environment });
  const about = { environment, status, said: said.slice(-800) };
  if (status !== 2) failures.add('a start that cannot go on did not end with 2', about);
  if (!words.test(said)) failures.add('a refused start does not say why', about);
  if (/^\s+at .+:\d+:\d+/m.test(said)) failures.add('a refused start shows a stack', about);
  if (said.includes('secret-word')) failures.add('a refused start shows a password', about);
  return `exit ${status}: ${said.trim().split('\n').at(-1)?.slice(0, 160) ?? ''}`;
}

function startAndEnd(environment: Readonly<Record<string, string>>): Promise<{ status: number | null; said: string }> {
  const child = spawn(process.execPath, [main], { env: environment, stdio: ['ignore', 'pipe', 'pipe'], timeout: startMilliseconds });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, said })));
}

/** A server that takes connections and is no PostgreSQL. */
async function somethingElse(failures: Failures, folder: string): Promise<string> {
  const program = join(folder, 'listener.mjs');
  writeFileSync(program, "import { createServer } from 'node:net'; const s = createServer((c) => { c.on('error', () => {}); c.end('HTTP/1.1 400 Bad Request\\r\\n\\r\\n'); }); s.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'));");
  const port = await freePort();
  const child = spawn(process.execPath, [program, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  try {
    return await refused(failures, folder, { DATABASE_URL: `postgresql://somebody:secret-word@127.0.0.1:${port}/x` }, /127\.0\.0\.1/);
  } finally {
    child.kill('SIGKILL');
  }
}

async function aFile(failures: Failures, folder: string): Promise<string> {
  writeFileSync(join(folder, 'data'), 'precious');
  const said = await refused(failures, folder, {}, /is not a folder|不是文件夹/);
  if (execFileSync('cat', [join(folder, 'data')], { encoding: 'utf8' }) !== 'precious') failures.add('a file in the place of the data folder was changed', folder);
  return said;
}

async function aForeignFolder(failures: Failures, folder: string): Promise<string> {
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data', 'thesis.txt'), 'precious');
  const said = await refused(failures, folder, {}, /thesis\.txt/);
  if (execFileSync('ls', [join(folder, 'data')], { encoding: 'utf8' }).trim() !== 'thesis.txt') failures.add('a folder with foreign files was changed', folder);
  return said;
}
