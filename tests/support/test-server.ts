import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg, { type PoolConfig } from 'pg';
import { must } from '../../src/kernel/outcome.ts';
import { claimDataFolder, dataFolderId, dataFolderIsInUse } from '../../src/kernel/postgres/data-folder.ts';
import { startEmbedded } from '../../src/kernel/postgres/embedded.ts';
import { homeOf, socketFolder } from '../../src/kernel/postgres/home.ts';
import { stopProcesses } from '../../src/kernel/postgres/postmaster.ts';

/** One PostgreSQL for a whole test run: an embedded one of its own, or the outside one that the environment names. */
export interface TestServer {
  readonly connection: PoolConfig;
  stop(): Promise<void>;
}

export async function startTestServer(environment: NodeJS.ProcessEnv): Promise<TestServer> {
  const url = environment.TEST_DATABASE_URL ?? environment.DATABASE_URL;
  if (url) return { connection: { connectionString: url }, stop: async () => {} };
  await sweepKilledRuns(tmpdir());
  const path = mkdtempSync(join(tmpdir(), prefix));
  const folder = must(claimDataFolder(path));
  const started = await startEmbedded({ folder, settings: forgetful });
  if (!started.ok) throw new Error(`the tests' database did not start: ${JSON.stringify(started.refusal)}`);
  const { connection, home, stop } = started.value;
  return {
    connection,
    stop: async () => {
      await stop();
      folder.release();
      for (const made of [home.sockets, home.folder, path]) rmSync(made, { recursive: true, force: true });
    },
  };
}

/** Deed tests judge what is committed, not what survives the loss of power; the fault tests start servers with the real settings. */
const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

const prefix = 'onevisit-test-';

/** A run that was killed leaves its server running and its folder behind. Whose lock nobody holds, nobody needs. */
export async function sweepKilledRuns(folder: string): Promise<void> {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(prefix))) {
    const path = join(folder, name);
    const id = dataFolderId(path);
    if (id === null || dataFolderIsInUse(path)) continue;
    const home = homeOf(path, id);
    const sockets = socketFolder(home, id);
    await stopProcesses({ cluster: join(home, 'postgres'), sockets });
    for (const made of [sockets, home, path]) rmSync(made, { recursive: true, force: true });
  }
}

/** Runs statements that cannot stand in a transaction, on the server's own database. */
export async function onServer<Value>(connection: PoolConfig, run: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}
