import { smallRun } from './small-run.ts';

smallRun('T11', 180_000);
