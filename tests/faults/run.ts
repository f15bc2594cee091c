import type { TestDatabase } from '../support/database.ts';
import { figures, promises, type Scale, type TestName } from './figures.ts';
import { currentCommit, type FaultReport, type Findings } from './report.ts';

/** What a test is told: how often, from which seed, and where to say how it goes. */
export interface Trial {
  readonly count: number;
  readonly seed: number;
  readonly scale: Scale;
  readonly say: (line: string) => void;
  /** a migrated database of its own */
  readonly newDatabase: () => Promise<TestDatabase>;
}

export type FaultTest = (trial: Trial) => Promise<Findings>;

export interface RunOptions {
  readonly scale: Scale;
  readonly seed?: number;
  readonly count?: number;
  readonly say?: (line: string) => void;
  readonly newDatabase: () => Promise<TestDatabase>;
}

export async function runFaultTest(test: TestName, work: FaultTest, options: RunOptions): Promise<FaultReport> {
  const seed = options.seed ?? newSeed();
  const count = options.count ?? figures[test][options.scale];
  const begun = performance.now();
  const { figures: found, failures } = await work({ count, seed, scale: options.scale, say: options.say ?? (() => {}), newDatabase: options.newDatabase });
  return {
    test,
    promise: promises[test],
    seed,
    commit: currentCommit(),
    scale: options.scale,
    at: new Date().toISOString(),
    seconds: Math.round((performance.now() - begun) / 100) / 10,
    command: `npm run faults -- ${test}${options.scale === 'long' ? ' --long' : ''} --seed ${seed}`,
    figures: { asked: count, ...found },
    failures,
  };
}

export function newSeed(): number {
  return Math.floor(Math.random() * 2 ** 32);
}
