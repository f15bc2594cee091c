import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Scale, TestName } from './figures.ts';

/** One thing that must never happen and did. */
export interface Failure {
  readonly what: string;
  readonly detail: unknown;
}

/** What one run found: enough to repeat it, and to print the promise's figure. */
export interface FaultReport {
  readonly test: TestName;
  readonly promise: string;
  readonly seed: number;
  readonly commit: string;
  readonly scale: Scale;
  readonly at: string;
  readonly seconds: number;
  readonly command: string;
  readonly figures: Readonly<Record<string, unknown>>;
  readonly failures: readonly Failure[];
}

/** What a test itself gives; the rest of the report is the same for all. */
export interface Findings {
  readonly figures: Readonly<Record<string, unknown>>;
  readonly failures: readonly Failure[];
}

/** The commit that was run; a plus sign says that files were changed since. */
export function currentCommit(): string {
  try {
    const commit = git('rev-parse', 'HEAD');
    return git('status', '--porcelain', '--untracked-files=no') === '' ? commit : `${commit}+`;
  } catch {
    return 'unknown';
  }
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

const root = fileURLToPath(new URL('../../', import.meta.url));

export function writeReport(report: FaultReport): string {
  const folder = `${root}bench/results`;
  const path = `${folder}/faults-${report.test}.json`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${path}.next`, `${JSON.stringify(report, null, 2)}\n`);
  renameSync(`${path}.next`, path);
  return path;
}

/** A failure a thousand times over says no more than its first times. */
export class Failures {
  readonly list: Failure[] = [];
  count = 0;

  private readonly seen = new Map<string, number>();

  /** @param alike failures of one kind are told a few times only, so that the next kind is told too */
  add(what: string, detail: unknown, alike: string = what): void {
    this.count += 1;
    const times = (this.seen.get(alike) ?? 0) + 1;
    this.seen.set(alike, times);
    if (times <= keptAlike && this.list.length < keptFailures) this.list.push({ what, detail });
  }
}

const keptFailures = 60;
const keptAlike = 10;
