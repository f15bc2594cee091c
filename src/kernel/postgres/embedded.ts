import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import pg, { type PoolConfig } from 'pg';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Text, words } from '../text.ts';
import { binariesPackage, findBinaries } from './binaries.ts';
import { makeCluster, type Settings, superuser, writeConfiguration } from './cluster.ts';
import { type DataFolder, dataFolderId, dataFolderIsInUse } from './data-folder.ts';
import type { DatabaseRefusal, PostgresServer } from './server.ts';
import { readIfThere, writeWhole } from './files.ts';
import { type Home, homeOf, ownerUnder, prepareHome, socketFolder } from './home.ts';
import { processesOf, stopProcesses } from './postmaster.ts';
import { chooseRunner, type Runner } from './runner.ts';
import { supervise } from './supervisor.ts';

export interface EmbeddedDatabase extends PostgresServer {
  readonly kind: 'embedded';
  /** Where the server's files lie; another folder than the data folder only when that is closed to the server's user. */
  readonly home: Home;
  readonly runner: Runner;
  /** The server of an earlier process was still running and was kept. */
  readonly adopted: boolean;
}

export interface EmbeddedOptions {
  readonly folder: DataFolder;
  /** Told when something takes long or the server had to be started again. */
  readonly notice?: (text: Text) => void;
  /** Over our own settings; for the tests' server. */
  readonly settings?: Settings;
  /** Off to take the way of machines that forbid user namespaces. */
  readonly mayUnshare?: boolean;
}

/** Brings up the PostgreSQL of the npm package on the data folder: made, adopted or started, and ready when this answers. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Outcome<EmbeddedDatabase, DatabaseRefusal>> {
  const { folder } = options;
  const binaries = findBinaries();
  if (binaries === null) return refuse({ kind: 'binaries-missing', wanted: binariesPackage(process.platform, process.arch) });
  const program = join(binaries.folder, 'bin', 'postgres');
  const mayUnshare = options.mayUnshare ?? process.env.ONEVISIT_NO_UNSHARE !== '1';
  const runner = chooseRunner({ program, folder: folder.path }, mayUnshare);
  if (runner === null) return refuse({ kind: 'no-ordinary-user' });

  await stopUnderAnotherUser(folder, runner);
  const home = prepareHome(folder, binaries, runner);
  const made = await makeCluster(home, binaries, runner, secret(folder.path, superuserSecret));
  if (!made.ok) return made;
  const unchanged = writeConfiguration(home, binaries, runner, options.settings ?? {});
  const login: PoolConfig = { host: home.sockets, port, user: superuser, password: secret(folder.path, superuserSecret), database: 'postgres' };
  const passwordFile = join(folder.path, superuserSecret);
  const running = await supervise({ home, runner, login, passwordFile, notice: options.notice ?? (() => {}) }, unchanged);
  if (!running.ok) return running;
  const { adopted, stop } = running.value;
  const connection = applicationConnection(home.sockets, secret(folder.path, applicationSecret));
  await prepareDatabase(login, connection);
  return done({ kind: 'embedded', connection, home, runner, adopted, describe: () => describe(folder, home, runner, adopted), stop });
}

/** The connection to a server that another process of ours runs on the folder now; null when none does. */
export function runningEmbedded(dataPath: string): PoolConfig | null {
  const id = dataFolderId(dataPath);
  const password = readIfThere(join(dataPath, applicationSecret))?.trim();
  if (id === null || !password || !dataFolderIsInUse(dataPath)) return null;
  return applicationConnection(socketFolder(homeOf(dataPath, id), id), password);
}

const superuserSecret = 'postgres.password';
const applicationSecret = 'database.password';
const application = 'onevisit';
const port = 5432;

function applicationConnection(sockets: string, password: string): PoolConfig {
  return { host: sockets, port, user: application, password, database: application };
}

/** 32 random bytes in a file that only we can read, made at the first start. */
function secret(folder: string, name: string): string {
  const path = join(folder, name);
  const known = readIfThere(path)?.trim();
  if (known) return known;
  const made = randomBytes(32).toString('hex');
  writeWhole(path, `${made}\n`);
  return made;
}

/** The server's files may have to change owner or place, which no running server would survive. */
async function stopUnderAnotherUser(folder: DataFolder, runner: Runner): Promise<void> {
  const home = homeOf(folder.path, folder.id);
  const cluster = join(home, 'postgres');
  if (processesOf(cluster).length === 0 || statSync(cluster).uid === ownerUnder(runner).uid) return;
  await stopProcesses({ cluster, sockets: socketFolder(home, folder.id) });
}

/** The application's own role, which is no superuser, and its database: made at the first start, and the password set anew when it does not open. */
async function prepareDatabase(login: PoolConfig, connection: PoolConfig): Promise<void> {
  if (await opens(connection)) return;
  const client = new pg.Client(login);
  await client.connect();
  try {
    const password = pg.escapeLiteral(String(connection.password));
    const known = await client.query('select 1 from pg_roles where rolname = $1', [application]);
    const verb = known.rowCount === 0 ? 'create' : 'alter';
    await client.query(`${verb} role ${application} login createrole createdb nosuperuser nobypassrls password ${password}`);
    const found = await client.query('select 1 from pg_database where datname = $1', [application]);
    if (found.rowCount === 0) await client.query(`create database ${application} owner ${application}`);
  } finally {
    await client.end();
  }
}

async function opens(connection: PoolConfig): Promise<boolean> {
  const client = new pg.Client(connection);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (code.startsWith('28') || code === '3D000') return false;
    throw error;
  }
}

function describe(folder: DataFolder, home: Home, runner: Runner, adopted: boolean): Text {
  const as = {
    direct: words('', ''),
    mapped: words(',由普通用户身份(unshare)运行', ', under an ordinary user id (unshare)'),
    switched: words(
      `,以用户 ${runner.kind === 'switched' ? runner.user.name : ''} 运行`,
      `, as user ${runner.kind === 'switched' ? runner.user.name : ''}`,
    ),
  }[runner.kind];
  const place = home.folder === folder.path ? words('', '') : words(`,文件在 ${home.folder}`, `, its files in ${home.folder}`);
  const kept = adopted ? words(',沿用仍在运行的服务', ', kept from the last run') : words('', '');
  const parts = [as, place, kept];
  return words(
    `内置 PostgreSQL,数据文件夹 ${folder.path}${parts.map(({ zh }) => zh).join('')}`,
    `embedded PostgreSQL, data folder ${folder.path}${parts.map(({ en }) => en?.text ?? '').join('')}`,
  );
}
