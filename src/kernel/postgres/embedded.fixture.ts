import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg, { type PoolConfig } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { must } from '../outcome.ts';
import { claimDataFolder } from './data-folder.ts';
import { type EmbeddedDatabase, type EmbeddedOptions, startEmbedded } from './embedded.ts';
import { processesOf } from './postmaster.ts';

/** A program that claims a folder and holds its server until it is killed. */
export const holder = new URL('../../../tests/support/hold-embedded.ts', import.meta.url);

export interface Place {
  /** A folder of this test alone, open to its owner only. */
  base: string;
  /** The data folder: a copy of one that has been started and stopped before. */
  path: string;
}

let prototype: string;
const started: (() => Promise<void>)[] = [];

/** Gives each test of the file a data folder, and stops and removes what it left. */
export function eachInItsPlace(): Place {
  const place: Place = { base: '', path: '' };
  // Making a cluster takes most of a first start; tests that are about something else begin with a copy.
  beforeAll(async () => {
    prototype = mkdtempSync(join(tmpdir(), 'onevisit-embedded-'));
    const folder = must(claimDataFolder(join(prototype, 'data')));
    await must(await startEmbedded({ folder })).stop();
    folder.release();
  });
  afterAll(() => rmSync(prototype, { recursive: true, force: true }));
  beforeEach(() => {
    place.base = realpathSync(mkdtempSync(join(tmpdir(), 'onevisit-embedded-')));
    place.path = join(place.base, 'data');
    cpSync(join(prototype, 'data'), place.path, { recursive: true });
  });
  afterEach(async () => {
    for (const stop of started.splice(0)) await stop();
    rmSync(place.base, { recursive: true, force: true });
  });
  return place;
}

/** Claims the folder and starts; its stop also releases the folder. */
export async function start(path: string, options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedDatabase> {
  const folder = must(claimDataFolder(path));
  const server = await startEmbedded({ folder, ...options });
  if (!server.ok) folder.release();
  const { stop, ...rest } = must(server);
  let stopped: Promise<void> | undefined;
  const stopAndRelease = (): Promise<void> => {
    stopped ??= stop().then(() => folder.release());
    return stopped;
  };
  started.push(stopAndRelease);
  return { ...rest, stop: stopAndRelease };
}

export async function ask(config: PoolConfig, sql: string): Promise<unknown[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

export function killAll(cluster: string): void {
  for (const pid of processesOf(cluster)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself when it saw that its postmaster was gone.
    }
  }
}
