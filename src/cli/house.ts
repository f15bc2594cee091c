import type { Command } from '../kernel/room.ts';
import { backupCommands } from './backup.ts';
import type { CliContext } from './context.ts';
import { doctor } from './doctor.ts';
import { roomCommands } from './rooms.ts';

export { openContext } from './context.ts';

/** Every verb that works on a database. */
export const houseCommands: readonly Command<CliContext>[] = [doctor, ...backupCommands, ...roomCommands];
