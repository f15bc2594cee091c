import { randomBytes } from 'node:crypto';
import { databaseOf } from '../support/database-of.ts';
import { prepareTemplate } from '../support/prepare-template.ts';
import { onServer, startTestServer } from '../support/test-server.ts';
import { figures, type Scale, type TestName, testNames } from './figures.ts';
import { writeReport } from './report.ts';
import { runFaultTest } from './run.ts';
import { faultTests } from './tests.ts';

interface Order {
  readonly tests: readonly TestName[];
  readonly scale: Scale;
  readonly seed: number | undefined;
  readonly count: number | undefined;
  readonly json: boolean;
}

const usage = `npm run faults -- all|${testNames.join('|')} [--long] [--seed N] [--count N] [--json]`;

/** @returns null when the words are no order */
function readOrder(words: readonly string[]): Order | null {
  const tests: TestName[] = [];
  let [long, json] = [false, false];
  let [seed, count]: (number | undefined)[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--long') long = true;
    else if (word === '--json') json = true;
    else if (word === '--seed' || word === '--count') {
      const value = Number(words[(at += 1)]);
      if (!Number.isSafeInteger(value) || value < 0) return null;
      if (word === '--seed') seed = value;
      else count = value;
    } else if (word === 'all') tests.push(...testNames);
    else if (word in figures) tests.push(word as TestName);
    else return null;
  }
  return tests.length === 0 ? null : { tests, scale: long ? 'long' : 'ci', seed, count, json };
}

async function run(order: Order): Promise<boolean> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const server = await startTestServer(process.env);
  const template = `onevisit_template_${randomBytes(6).toString('hex')}`;
  let clean = true;
  try {
    await onServer(server.connection, (client) => client.query(`create database ${template} template template0`));
    await prepareTemplate(databaseOf(server.connection, template));
    const newDatabase = async () => {
      const name = `onevisit_faults_${randomBytes(6).toString('hex')}`;
      await onServer(server.connection, (client) => client.query(`create database ${name} template ${template}`));
      return {
        config: databaseOf(server.connection, name),
        drop: async () => {
          await onServer(server.connection, (client) => client.query(`drop database if exists ${name} with (force)`));
        },
      };
    };
    for (const test of order.tests) {
      const report = await runFaultTest(test, faultTests[test], { scale: order.scale, newDatabase, say, ...(order.seed === undefined ? {} : { seed: order.seed }), ...(order.count === undefined ? {} : { count: order.count }) });
      // A count of one's own is for looking closer; the published figure is that of the whole run.
      const path = order.count === undefined ? writeReport(report) : 'not written down';
      clean &&= report.failures.length === 0;
      say(`${test} seed ${report.seed}: ${report.failures.length === 0 ? 'no failure' : `${report.failures.length} FAILURES`} in ${report.seconds} s (${path})`);
      process.stdout.write(`${order.json ? JSON.stringify(report) : JSON.stringify(report, null, 1)}\n`);
    }
  } finally {
    await server.stop();
  }
  return clean;
}

const order = readOrder(process.argv.slice(2));
if (order === null) {
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}
process.exit((await run(order)) ? 0 : 1);
