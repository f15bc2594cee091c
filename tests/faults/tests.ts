import { authorization } from './authorization/authorization.ts';
import type { TestName } from './figures.ts';
import { killsOfDatabase, killsOfServer } from './kills/kills.ts';
import { forgeries } from './forgeries.ts';
import { fuzz } from './fuzz/fuzz.ts';
import { leaks } from './leaks/leaks.ts';
import { races } from './races.ts';
import type { FaultTest } from './run.ts';
import { surroundings } from './surroundings.ts';
import { tampering } from './tampering/tampering.ts';

/** What each name runs. */
export const faultTests: Record<TestName, FaultTest> = { T01: killsOfDatabase, T02: killsOfServer, T05: races, T08: fuzz, T10: authorization, T11: leaks, T13: forgeries, T14: tampering, surroundings };
