import { smallRun } from './small-run.ts';

smallRun('T14', 180_000);
