import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Binaries } from './binaries.ts';
import type { DatabaseRefusal } from './server.ts';
import { readIfThere, writeWhole } from './files.ts';
import { type Home, ownerUnder } from './home.ts';
import { commandUnder, type Runner } from './runner.ts';

/** Makes the cluster when there is none; an unfinished one of a killed start is thrown away and made again. */
export async function makeCluster(home: Home, binaries: Binaries, runner: Runner, password: string): Promise<Outcome<void, DatabaseRefusal>> {
  const version = readIfThere(join(home.cluster, 'PG_VERSION'))?.trim();
  if (version === binaries.major) return done(undefined);
  if (version !== undefined) {
    return refuse({ kind: 'folder-of-another-version', path: home.cluster, found: `PostgreSQL ${version}`, wanted: `PostgreSQL ${binaries.major}` });
  }
  if (existsSync(home.cluster)) return refuse({ kind: 'folder-is-foreign', path: home.cluster, found: 'no PG_VERSION' });
  const unfinished = `${home.cluster}.unfinished`;
  const passwordFile = join(home.folder, 'initdb.password');
  const { uid, gid } = ownerUnder(runner);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const path of [unfinished, passwordFile]) chownSync(path, uid, gid);
  const command = commandUnder(runner, join(home.programs, 'initdb'), [...initdbArguments, `--pwfile=${passwordFile}`, unfinished]);
  try {
    await promisify(execFile)(command.file, command.args, { uid: command.uid, gid: command.gid, env: serverEnvironment, cwd: '/' });
    renameSync(unfinished, home.cluster);
    return done(undefined);
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    rmSync(unfinished, { recursive: true, force: true });
    return refuse({ kind: 'server-did-not-start', log: stderr || message });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

export const superuser = 'postgres';

/** Without encoding and locale the cluster would be SQL_ASCII wherever LANG is unset. */
const initdbArguments = [
  '--encoding=UTF8',
  '--locale=C.UTF-8',
  '--data-checksums',
  '--auth=scram-sha-256',
  `--username=${superuser}`,
  '--no-instructions',
];

/** Nothing of our own environment (passwords in DATABASE_URL, for one) is handed to the server's processes. */
export const serverEnvironment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LANG: 'C.UTF-8', TZ: 'UTC' };

export type Settings = Readonly<Record<string, string>>;

/** What differs from PostgreSQL's own defaults, each for a reason. */
const ourSettings: Settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  // Stated although they are the defaults: an acknowledged write survives the loss of power.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_wal_senders: '0',
  // Compiling a plan costs more than our short statements take.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements and the DETAIL of an error can hold a person's data; the log names the error only.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  cluster_name: 'onevisit',
};

/** Writes the configuration, which is ours alone. @returns whether it had been the same before: only then may a running server be kept. */
export function writeConfiguration(home: Home, binaries: Binaries, runner: Runner, extra: Settings): boolean {
  const settings: Settings = { ...ourSettings, unix_socket_directories: home.sockets, ...extra };
  const text = [
    `# Written at each start. Programs: ${binaries.packageVersion}.`,
    ...Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`),
    '',
  ].join('\n');
  const same = readIfThere(join(home.cluster, 'postgresql.conf')) === text;
  const { uid, gid } = ownerUnder(runner);
  const files = { 'postgresql.conf': text, 'pg_hba.conf': 'local all all scram-sha-256\n', 'pg_ident.conf': '' };
  for (const [name, content] of Object.entries(files)) {
    const path = join(home.cluster, name);
    if (readIfThere(path) === content) continue;
    writeWhole(path, content);
    chownSync(path, uid, gid);
  }
  return same;
}
