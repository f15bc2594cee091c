import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/**
 * How PostgreSQL's programs are run, since they refuse user id 0.
 * - direct: we are an ordinary user.
 * - mapped: in a user namespace where our id 0 appears as an ordinary one; the rights on files stay root's own, so that
 *   also a folder that other users cannot enter works.
 * - switched: as another user of this machine; programs and data must then be where that user can reach them (home.ts).
 */
export type Runner =
  | { readonly kind: 'direct' }
  | { readonly kind: 'mapped'; readonly user: Account }
  | { readonly kind: 'switched'; readonly user: Account };

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/** The command line that runs a program under the runner. unshare without --fork becomes the program: signals and the process id are its own. */
export function commandUnder(runner: Runner, file: string, args: readonly string[]): Command {
  switch (runner.kind) {
    case 'direct':
      return { file, args };
    case 'mapped':
      return { file: 'unshare', args: ['--user', `--map-user=${runner.user.uid}`, '--', file, ...args] };
    case 'switched':
      return { file, args, uid: runner.user.uid, gid: runner.user.gid };
  }
}

/**
 * A data folder that belongs to an ordinary user is served as that user, whoever starts it.
 * @param probe a program of ours and the data folder, both of which the server must reach
 * @returns null when we are root and nothing ordinary can be found
 */
export function chooseRunner(probe: { readonly program: string; readonly folder: string }, mayUnshare: boolean): Runner | null {
  if (process.getuid?.() !== 0) return { kind: 'direct' };
  const accounts = ordinaryAccounts(readFileSync('/etc/passwd', 'utf8'));
  const owner = accounts.find(({ uid }) => uid === statSync(probe.folder).uid);
  if (owner) return { kind: 'switched', user: owner };
  const mapped = accounts.find(({ name }) => name === 'nobody') ?? accounts[0];
  if (mayUnshare && mapped && canRunMapped(mapped, probe)) return { kind: 'mapped', user: mapped };
  const switched = preferredNames.map((name) => accounts.find((account) => account.name === name)).find((account) => account !== undefined);
  return switched ? { kind: 'switched', user: switched } : null;
}

/** Whether a command ends well when the account runs it: asked of the system, not reckoned from modes and owners. */
export function succeedsAs(user: Account, file: string, args: readonly string[]): boolean {
  return spawnSync(file, args, { uid: user.uid, gid: user.gid, stdio: 'ignore' }).status === 0;
}

/** Tried for real: namespaces may be switched off, and a mapped root lacks root's power over other users' folders. */
function canRunMapped(user: Account, probe: { program: string; folder: string }): boolean {
  return [
    [probe.program, '--version'],
    ['test', '-w', probe.folder, '-a', '-x', probe.folder],
  ].every(([file, ...args]) => {
    const command = commandUnder({ kind: 'mapped', user }, file ?? '', args);
    return spawnSync(command.file, command.args, { stdio: 'ignore' }).status === 0;
  });
}

/** An administrator may make a user of our own; Debian's packages make postgres; nobody is everywhere. */
const preferredNames = ['onevisit', 'postgres', 'nobody'];

export function ordinaryAccounts(passwd: string): Account[] {
  return passwd
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid = '', gid = '']) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid, gid }) => name !== '' && Number.isInteger(uid) && uid > 0 && Number.isInteger(gid));
}
