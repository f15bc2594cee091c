import { DatabaseSync } from 'node:sqlite';

export interface Lock {
  release(): void;
}

/**
 * Takes a lock that vanishes with this process, also after kill -9: SQLite's exclusive lock is held by the operating
 * system for the open file, so there is no stale lock to recognise and no moment between looking and taking.
 * @returns null when another process (or this one) holds it
 */
export function takeLock(file: string, waitMilliseconds = 0): Lock | null {
  const held = new DatabaseSync(file, { timeout: waitMilliseconds });
  try {
    // In memory: a journal file on disk would outlive a killed process and look like something to be cleaned.
    held.exec('pragma journal_mode = memory');
    held.exec('begin exclusive');
  } catch (error) {
    held.close();
    if ((error as { errcode?: number }).errcode === sqliteBusy) return null;
    throw error;
  }
  return { release: () => held.close() };
}

const sqliteBusy = 5;
