import { smallRun } from './small-run.ts';

smallRun('surroundings', 300_000);
