import type { House } from './house.ts';
import { knownCheckpointsFile, rememberCheckpoints, rememberedNote } from './kernel/backup/known-checkpoints.ts';
import { must } from './kernel/outcome.ts';
import { startIntegrator } from './kernel/tlog/integrator.ts';
import { latestCheckpoint, logNames, originOf } from './kernel/tlog/store.ts';

export interface RunningLog {
  stop(): Promise<void>;
}

const rememberMilliseconds = 10_000;

/** Takes leaves into the transparency log and writes its newest checkpoints down outside the database. */
export function startLog(house: House): RunningLog {
  const { database, keys, log, metrics, config } = house;
  const { instance } = house.city.data;
  const file = knownCheckpointsFile(config.dataFolder);
  const integrator = startIntegrator({
    instance,
    keys,
    now: () => new Date(),
    pool: database.pool,
    remembered: async (name) => must(rememberedNote(file, originOf(instance, name))),
    onFault: (error) => log.error({ err: error }, 'the transparency log could not be extended'),
  });
  metrics.gauge('onevisit_log_pending', 'Leaves that wait for their place in the log', () => integrator.metrics().pending);
  metrics.gauge('onevisit_log_lag_milliseconds', 'How long the oldest leaf waits', () => integrator.metrics().lagMilliseconds);
  const remember = async () => {
    try {
      const newest = await Promise.all(logNames.map((name) => latestCheckpoint(database.pool, name)));
      must(rememberCheckpoints(file, newest.flatMap((checkpoint) => (checkpoint ? [checkpoint.note] : []))));
    } catch (error) {
      log.warn({ err: error }, 'checkpoints could not be written down');
    }
  };
  const timer = setInterval(() => void remember(), rememberMilliseconds);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await integrator.stop();
      await remember();
    },
  };
}
