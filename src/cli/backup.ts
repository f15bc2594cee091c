import { join } from 'node:path';
import { backup } from '../kernel/backup/backup.ts';
import { backupKeys, restoreKeys } from '../kernel/backup/keys.ts';
import { knownBeside, readKnownCheckpoints } from '../kernel/backup/known-checkpoints.ts';
import { restore } from '../kernel/backup/restore.ts';
import type { Command, CommandAnswer, CommandArguments } from '../kernel/room.ts';
import { optionOf } from './arguments.ts';
import type { CliContext } from './context.ts';

export const backupCommands: readonly Command<CliContext>[] = [
  {
    room: 'backup',
    verb: '',
    describe: '--to FOLDER [--keys FILE]: every row as of one moment; the keys go to another medium, sealed by ONEVISIT_BACKUP_PASSPHRASE',
    pure: false,
    run: writeBackup,
  },
  {
    room: 'restore',
    verb: '',
    describe: '--from FOLDER [--keys FILE] [--witnessed FILE]: into an empty database; refused when a log would lose its end',
    pure: false,
    run: bringBack,
  },
];

async function writeBackup(context: CliContext, args: CommandArguments): Promise<CommandAnswer> {
  const to = optionOf(args, 'to');
  if (to === null) return unusable('backup --to FOLDER [--keys FILE]');
  const { dataFolder, keysPassphrase, backupPassphrase } = context.config;
  const keysFile = optionOf(args, 'keys');
  if (keysFile !== null) {
    const kept = backupKeys({ keysFolder: join(dataFolder, 'keys'), passphrase: keysPassphrase, sealWith: backupPassphrase ?? '', to: keysFile });
    if (!kept.ok) return refused('未备份 not backed up', kept.refusal);
  }
  const written = await backup({ connection: context.connection, to, now: new Date(), progress });
  if (!written.ok) return refused('未备份 not backed up', written.refusal);
  const { tables } = written.value;
  return { exit: 0, json: { to, tables: tables.length, rows: tables.reduce((sum, table) => sum + table.rows, 0), keys: keysFile }, text: `已备份到 backed up to ${to}` };
}

async function bringBack(context: CliContext, args: CommandArguments): Promise<CommandAnswer> {
  const from = optionOf(args, 'from');
  if (from === null) return unusable('restore --from FOLDER [--keys FILE] [--witnessed FILE]');
  const { dataFolder, keysPassphrase, backupPassphrase } = context.config;
  const known = knownBeside(dataFolder);
  if (!known.ok) return refused('未恢复 not restored', known.refusal);
  const witnessed = optionOf(args, 'witnessed');
  const seen = witnessed === null ? { ok: true as const, value: [] } : readKnownCheckpoints(witnessed);
  if (!seen.ok) return refused('未恢复 not restored', seen.refusal);
  const keysFile = optionOf(args, 'keys');
  if (keysFile !== null) {
    const brought = restoreKeys({ from: keysFile, sealedWith: backupPassphrase ?? '', keysFolder: join(dataFolder, 'keys'), passphrase: keysPassphrase });
    if (!brought.ok) return refused('未恢复 not restored', brought.refusal);
  }
  const restored = await restore({ connection: context.connection, from, knownCheckpoints: [...known.value, ...seen.value], progress });
  if (!restored.ok) return refused('未恢复 not restored', restored.refusal);
  return { exit: 0, json: { from, tables: restored.value.tables.length }, text: `已恢复 restored from ${from}` };
}

function progress(done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done}/${all} `);
}

function refused(words: string, refusal: { readonly kind: string }): CommandAnswer {
  return { exit: 1, json: { refused: refusal }, text: `${words}: ${JSON.stringify(refusal)}` };
}

function unusable(usage: string): CommandAnswer {
  return { exit: 2, json: { usage }, text: usage };
}
