import { smallRun } from './small-run.ts';

smallRun('T01', 300_000);
smallRun('T02', 300_000);
