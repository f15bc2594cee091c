import { backup } from '../kernel/backup/backup.ts';
import { knownBeside, readKnownCheckpoints } from '../kernel/backup/known-checkpoints.ts';
import { restore } from '../kernel/backup/restore.ts';
import type { Command } from '../kernel/room.ts';
import { optionOf } from './arguments.ts';
import type { CliContext } from './context.ts';

function progress(done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done}/${all} `);
}

export const backupCommands: readonly Command<CliContext>[] = [
  {
    room: 'backup',
    verb: '',
    describe: '--to FOLDER: every row as of one moment, with the digest of each table; keys are kept apart (the key folder)',
    pure: false,
    run: async (context, args) => {
      const to = optionOf(args, 'to');
      if (to === null) return { exit: 2, json: { usage: 'backup --to FOLDER' }, text: 'backup --to FOLDER' };
      const written = await backup({ connection: context.connection, to, now: new Date(), progress });
      if (!written.ok) return { exit: 1, json: { refused: written.refusal }, text: `未备份 not backed up: ${JSON.stringify(written.refusal)}` };
      const { tables } = written.value;
      return { exit: 0, json: { to, tables: tables.length, rows: tables.reduce((sum, table) => sum + table.rows, 0) }, text: `已备份到 backed up to ${to}` };
    },
  },
  {
    room: 'restore',
    verb: '',
    describe: '--from FOLDER [--witnessed FILE] [--new-origin]: into an empty database; refused when a log would lose its end',
    pure: false,
    run: async (context, args) => {
      const from = optionOf(args, 'from');
      if (from === null) return { exit: 2, json: { usage: 'restore --from FOLDER' }, text: 'restore --from FOLDER' };
      const known = knownBeside(context.config.dataFolder);
      if (!known.ok) return refused(known.refusal);
      const witnessed = optionOf(args, 'witnessed');
      const seen = witnessed === null ? { ok: true as const, value: [] } : readKnownCheckpoints(witnessed);
      if (!seen.ok) return refused(seen.refusal);
      const restored = await restore({
        connection: context.connection,
        from,
        knownCheckpoints: [...known.value, ...seen.value],
        newOrigin: args.options['new-origin'] === true,
        progress,
      });
      if (!restored.ok) return refused(restored.refusal);
      return { exit: 0, json: { from, tables: restored.value.tables.length }, text: `已恢复 restored from ${from}` };
    },
  },
];

function refused(refusal: { kind: string }) {
  return { exit: 1 as const, json: { refused: refusal }, text: `未恢复 not restored: ${JSON.stringify(refusal)}` };
}
