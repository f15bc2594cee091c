import { expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { promises, type TestName } from './figures.ts';
import { runFaultTest } from './run.ts';
import { faultTests } from './tests.ts';

/** One fault test with its small figures, as `npm test` runs it. What fails prints its seed and can be run again by it. */
export function smallRun(name: TestName, milliseconds: number): void {
  test(`${name} ${promises[name]}`, { timeout: milliseconds }, async () => {
    const report = await runFaultTest(name, faultTests[name], { scale: 'test', newDatabase: () => testDatabase() });
    console.log(JSON.stringify({ test: name, seed: report.seed, seconds: report.seconds, failures: report.failures.length }));
    expect({ again: report.command, failures: report.failures }).toEqual({ again: report.command, failures: [] });
  });
}
