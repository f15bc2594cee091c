import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Queries } from '../queries.ts';
import { latestCheckpoint, type LogName, logNames } from './store.ts';

/**
 * The newest checkpoints, kept in the data folder beside the database: after a restore of an older backup they say
 * that the log once was longer, and nothing is signed over its old end.
 */
export interface Remembered {
  of(log: LogName): Promise<string | null>;
  /** writes down what the database holds now */
  note(queries: Queries): Promise<void>;
}

export const rememberedFile = 'known-checkpoints.json';

export function openRemembered(dataFolder: string): Remembered {
  const path = join(dataFolder, rememberedFile);
  return {
    of: async (log) => (await read(path))[log] ?? null,
    note: async (queries) => {
      const notes = { ...(await read(path)) };
      for (const log of logNames) {
        const newest = await latestCheckpoint(queries, log);
        if (newest) notes[log] = newest.note;
      }
      await writeFile(`${path}.next`, `${JSON.stringify(notes, null, 1)}\n`, { mode: 0o600 });
      await rename(`${path}.next`, path);
    },
  };
}

/** @throws when the file is there and cannot be read: then nobody knows how long the log was */
async function read(path: string): Promise<Partial<Record<LogName, string>>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  return JSON.parse(text) as Partial<Record<LogName, string>>;
}
