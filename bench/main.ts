import { measureErrand } from './measure-errand.ts';
import { measureStart } from './measure-start.ts';
import { writePromises } from './promises.ts';
import { keepResult } from './results.ts';

const usage = 'npm run bench -- errand|start [--json] [--seed N]\nnpm run bench -- promises';

interface Order {
  readonly what: 'errand' | 'start' | 'promises';
  readonly json: boolean;
  readonly seed: number;
}

/** @returns null when the words are no order */
function readOrder([what, ...words]: readonly string[]): Order | null {
  if (what !== 'errand' && what !== 'start' && what !== 'promises') return null;
  let json = false;
  let seed = Math.floor(Math.random() * 2 ** 32);
  for (let at = 0; at < words.length; at += 1) {
    if (words[at] === '--json') json = true;
    else if (words[at] === '--seed') {
      seed = Number(words[(at += 1)]);
      if (!Number.isSafeInteger(seed) || seed < 0) return null;
    } else return null;
  }
  return { what, json, seed };
}

async function run({ what, json, seed }: Order): Promise<void> {
  if (what === 'promises') return writePromises();
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const begun = performance.now();
  const figures = what === 'errand' ? await measureErrand({ seed, say }) : await measureStart(say);
  const result = keepResult(what, { seed, seconds: Math.round((performance.now() - begun) / 1000), command: `npm run bench -- ${what} --json --seed ${seed}` }, { ...figures });
  writePromises();
  process.stdout.write(`${JSON.stringify(result, null, json ? 0 : 2)}\n`);
}

const order = readOrder(process.argv.slice(2));
if (order === null) {
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}
await run(order);
process.exit(0);
