import type { TestName } from './figures.ts';
import { killsOfDatabase, killsOfServer } from './kills/kills.ts';
import { races } from './races.ts';
import type { FaultTest } from './run.ts';

/** What each name runs. */
export const faultTests: Partial<Record<TestName, FaultTest>> = { T01: killsOfDatabase, T02: killsOfServer, T05: races };
