import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type House, openHouse } from '../house.ts';
import { type Config, readConfig } from '../kernel/config.ts';
import { openKeyFolder } from '../kernel/keys/file-provider.ts';
import { openLog } from '../kernel/log.ts';
import { claimDataFolder } from '../kernel/postgres/data-folder.ts';
import { runningEmbedded } from '../kernel/postgres/embedded.ts';
import { openPostgres } from '../kernel/postgres/open.ts';
import { refusalWords } from '../kernel/postgres/server.ts';
import type { KeyProvider } from '../kernel/keys/provider.ts';
import { migrateHouse } from '../migrations.ts';
import type pg from 'pg';

/** What a verb works with: the running server's database, or one that is started for this command only. */
export interface CliContext {
  readonly config: Config;
  readonly connection: pg.PoolConfig;
  /** the house over that database; opened when it is first asked for */
  house(): Promise<House>;
  close(): Promise<void>;
}

export async function openContext(env: Readonly<Record<string, string | undefined>>): Promise<CliContext> {
  const config = readConfig(env, process.cwd());
  const database = await reachDatabase(config);
  let house: House | null = null;
  return {
    config,
    connection: database.connection,
    house: async () => {
      house ??= await openHouse({ config, connection: database.connection, keys: openKeys(config), log: openLog('warn'), deskFolder: null });
      return house;
    },
    close: async () => {
      await house?.close();
      await database.stop();
    },
  };
}

export function openKeys(config: Config): KeyProvider {
  const folder = join(config.dataFolder, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keys = openKeyFolder({ folder, passphrase: config.keysPassphrase, mode: config.mode, suite: config.licenceAlgorithm, now: () => new Date() });
  if (!keys.ok) throw new Error(`the key folder cannot be used: ${JSON.stringify(keys.refusal)}`);
  return keys.value;
}

async function reachDatabase(config: Config): Promise<{ connection: pg.PoolConfig; stop: () => Promise<void> }> {
  const running = config.databaseUrl === null ? runningEmbedded(config.dataFolder) : null;
  if (running) return { connection: running, stop: async () => {} };
  const claimed = claimDataFolder(config.dataFolder);
  if (!claimed.ok && config.databaseUrl === null) throw new Error(refusalWords(claimed.refusal).zh);
  const opened = claimed.ok
    ? await openPostgres({ databaseUrl: config.databaseUrl, production: config.mode === 'production', folder: claimed.value, notice: () => {} })
    : await openPostgres({ databaseUrl: config.databaseUrl, production: config.mode === 'production', folder: { path: config.dataFolder, id: '', release: () => {} }, notice: () => {} });
  if (!opened.ok) {
    if (claimed.ok) claimed.value.release();
    throw new Error(`${refusalWords(opened.refusal).zh}\n${refusalWords(opened.refusal).en?.text ?? ''}`);
  }
  await migrateHouse(opened.value.connection);
  return {
    connection: opened.value.connection,
    stop: async () => {
      await opened.value.stop();
      if (claimed.ok) claimed.value.release();
    },
  };
}
