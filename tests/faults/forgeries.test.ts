import { smallRun } from './small-run.ts';

smallRun('T13', 180_000);
