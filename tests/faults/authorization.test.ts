import { smallRun } from './small-run.ts';

smallRun('T10', 180_000);
