import type { Command } from '../kernel/room.ts';
import type { CliContext } from './context.ts';

/** The rooms' own verbs, each bound to what it needs of the house. */
export const roomCommands: readonly Command<CliContext>[] = [];
