import { smallRun } from './small-run.ts';

smallRun('T05', 180_000);
