import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { PoolConfig } from 'pg';
import { type House, openHouse } from '../../../src/house.ts';
import { shiftedClock } from '../../../src/kernel/clock.ts';
import { readConfig } from '../../../src/kernel/config.ts';
import { openKeyFolder } from '../../../src/kernel/keys/file-provider.ts';
import { openLog } from '../../../src/kernel/log.ts';
import { must } from '../../../src/kernel/outcome.ts';
import { type RunningLog, startLog } from '../../../src/log-of-house.ts';
import { loadDemoPeople, loadReference } from '../../../src/seed.ts';

/** The whole platform in this process, over a migrated database: what a server is, without its port. */
export interface WholeHouse {
  readonly house: House;
  readonly app: FastifyInstance;
  readonly folder: string;
  readonly integrator: RunningLog;
  /** every line that the platform logged */
  readonly logged: string[];
  close(): Promise<void>;
}

export interface WholeHouseOptions {
  readonly suite?: 'sm' | 'intl';
  /** the invented people of the demo too, with their passwords and readers: takes some seconds */
  readonly demo?: boolean;
}

export async function openWholeHouse(connection: PoolConfig, { suite = 'intl', demo = false }: WholeHouseOptions = {}): Promise<WholeHouse> {
  // What the platform remembers for a data folder lies beside it.
  const base = mkdtempSync(join(tmpdir(), 'onevisit-faults-'));
  const folder = join(base, 'data');
  mkdirSync(folder);
  const config = readConfig({ ONEVISIT_DATA: folder, ONEVISIT_LIMIT_FACTOR: '100000', ONEVISIT_LICENCE_ALGORITHM: suite, ONEVISIT_LOG: 'info' }, folder);
  const keys = must(openKeyFolder({ folder: join(folder, 'keys'), passphrase: null, mode: 'demo', suite, now: () => new Date() }));
  const logged: string[] = [];
  const log = openLog('info', { write: (line: string) => void logged.push(line) });
  // Time goes on, but no input moves it: a clock a year ahead would end every session.
  const clock = shiftedClock('Asia/Shanghai', { days: 0 });
  const house = await openHouse({ config, connection, keys, log, clock, deskFolder: null });
  await loadReference(house);
  if (demo) await loadDemoPeople(house);
  const app = await house.openWeb();
  const integrator = startLog(house);
  return {
    house,
    app,
    folder,
    integrator,
    logged,
    close: async () => {
      await app.close();
      await house.relay.drain().catch(() => {});
      await integrator.stop();
      await house.rooms.licences.ground.signer.settled();
      await house.rooms.licences.ground.painter.stop();
      await house.rooms.identity.ground.touches.settled();
      await house.close();
      rmSync(base, { recursive: true, force: true });
    },
  };
}
