import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { currentCommit } from '../tests/faults/report.ts';

export const resultsFolder = fileURLToPath(new URL('./results/', import.meta.url));

/** Enough to judge a figure and to measure it again. */
export interface RunFacts {
  readonly seed: number;
  readonly seconds: number;
  readonly command: string;
}

/** Keeps the last result of a measurement as a file; the figures stand first, the circumstances after them. */
export function keepResult(name: string, facts: RunFacts, figures: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const machine = { cores: availableParallelism(), processor: cpus()[0]?.model ?? 'unknown', memoryGigabytes: Math.round(totalmem() / 1024 ** 3), node: process.version };
  const result = { ...figures, ...facts, commit: currentCommit(), at: new Date().toISOString(), machine };
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(`${resultsFolder}${name}.json.next`, `${JSON.stringify(result, null, 2)}\n`);
  renameSync(`${resultsFolder}${name}.json.next`, `${resultsFolder}${name}.json`);
  return result;
}
