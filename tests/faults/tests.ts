import type { TestName } from './figures.ts';
import { races } from './races.ts';
import type { FaultTest } from './run.ts';

/** What each name runs. */
export const faultTests: Partial<Record<TestName, FaultTest>> = { T05: races };
