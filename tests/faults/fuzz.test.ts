import { smallRun } from './small-run.ts';

smallRun('T08', 300_000);
