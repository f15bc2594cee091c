import pg from 'pg';
import { runningEmbedded } from '../src/kernel/postgres/embedded.ts';
import { chanceFrom, median, percentile, rounded } from './figures.ts';
import { makeEmptyTables, nextTransaction, readLeftRows } from './limit.ts';
import { type Driver, openDriver, type Stretch } from './load.ts';
import { signInEverybody } from './people.ts';
import { scanOf } from './scan.ts';
import { startServer, temporaryFolder } from './server.ts';

export interface ErrandFigures {
  readonly errandsPerSecond: number;
  readonly limitPerSecond: number;
  readonly ratio: number;
  readonly requestsPerErrand: number;
  readonly rowsPerErrand: number;
  readonly transactionsPerErrand: number;
  readonly p99Ms: Readonly<Record<string, number>>;
  readonly peakMemoryBytes: number | null;
  /** the first PDF of a licence, drawn apart from the load */
  readonly pdfP99Ms: number;
  readonly pdfP50Ms: number;
  readonly p50Ms: Readonly<Record<string, number>>;
  /** requests that each step's figures rest on */
  readonly samples: Readonly<Record<string, number>>;
  readonly people: number;
  readonly atOnce: number;
  readonly halfRate: { readonly asked: number; readonly reached: number; readonly seconds: number };
  readonly rounds: readonly Round[];
  readonly scanBytes: number;
}

interface Round {
  readonly errands: number;
  readonly errandsPerSecond: number;
  readonly limitPerSecond: number;
}

export interface ErrandWish {
  readonly seed: number;
  readonly say: (line: string) => void;
  /** flags of the server's runtime, for its profiler */
  readonly flags?: readonly string[];
}

const castSize = { citizens: 64, registrationClerks: 4, windows: 24, foodApprovers: 4 };
/** people at once in the search for the reached rate */
const ladder = [4, 8, 16, 32, 64];
const ladderSeconds = 3;
/** the search ends when more people bring less than this */
const worthwhile = 1.05;
const rounds = 3;
const roundSeconds = 6;
const halfRateSeconds = 25;
const pdfs = 30;
const scanBytes = 100_000;

/** Server, database, driver and limit share this machine: the ratio holds because all are measured in the same run. */
export async function measureErrand({ seed, say, flags }: ErrandWish): Promise<ErrandFigures> {
  const folder = await temporaryFolder();
  const chance = chanceFrom(seed);
  try {
    say('starting the server on an empty data folder');
    const server = await startServer({ dataFolder: folder.path, ...(flags ? { flags } : {}) });
    try {
      say('signing in 64 people and the staff they meet');
      const cast = await signInEverybody(folder.path, castSize);
      const driver = openDriver(server.port, cast, scanOf(scanBytes, chance), chance);
      const config = runningEmbedded(folder.path);
      if (!config) throw new Error('the server has no embedded database');
      const pool = new pg.Pool({ ...config, max: 2 });
      try {
        return { ...(await measure(driver, pool, config, say)), peakMemoryBytes: server.peakMemoryBytes() };
      } finally {
        driver.close();
        await pool.end();
      }
    } finally {
      await server.stop();
    }
  } finally {
    await folder.remove();
  }
}

async function measure(driver: Driver, pool: pg.Pool, config: pg.PoolConfig, say: (line: string) => void): Promise<Omit<ErrandFigures, 'peakMemoryBytes'>> {
  const { atOnce, rate } = await findReachedRate(driver, say);
  const empty = await makeEmptyTables(pool, config);
  const done: Round[] = [];
  let [errands, requests, rows, transactions] = [0, 0, 0, 0];
  try {
    for (let turn = 0; turn < rounds; turn += 1) {
      const since = await nextTransaction(pool);
      const stretch = await driver.atFullSpeed(atOnce, timesFor(rate, atOnce));
      await untilSettled(pool);
      const left = await readLeftRows(pool, since);
      const seconds = median([await empty.write(left), await empty.write(left), await empty.write(left)]);
      done.push({ errands: stretch.errands.length, errandsPerSecond: rounded(stretch.errandsPerSecond, 2), limitPerSecond: rounded(stretch.errands.length / seconds, 2) });
      say(`round ${turn + 1}: ${done.at(-1)?.errandsPerSecond} errands/s, limit ${done.at(-1)?.limitPerSecond}/s`);
      errands += stretch.errands.length;
      requests += stretch.samples.length;
      rows += left.rows;
      transactions += left.transactions.length;
    }
  } finally {
    await empty.close();
  }
  const errandsPerSecond = median(done.map((round) => round.errandsPerSecond));
  const limitPerSecond = median(done.map((round) => round.limitPerSecond));
  const half = await driver.atRate(errandsPerSecond / 2, halfRateSeconds);
  say(`half rate: ${rounded(half.errandsPerSecond, 2)} errands/s`);
  const pdf = await drawPdfs(driver, half);
  return {
    errandsPerSecond,
    limitPerSecond,
    ratio: rounded(errandsPerSecond / limitPerSecond, 3),
    requestsPerErrand: rounded(requests / errands),
    rowsPerErrand: rounded(rows / errands),
    transactionsPerErrand: rounded(transactions / errands),
    p99Ms: byStep(half, 0.99),
    p50Ms: byStep(half, 0.5),
    pdfP99Ms: rounded(percentile(pdf, 0.99)),
    pdfP50Ms: rounded(percentile(pdf, 0.5)),
    samples: Object.fromEntries([...stepsOf(half)].map(([step, all]) => [step, all.length])),
    people: castSize.citizens,
    atOnce,
    halfRate: { asked: rounded(errandsPerSecond / 2, 2), reached: rounded(half.errandsPerSecond, 2), seconds: rounded(half.seconds) },
    rounds: done,
    scanBytes,
  };
}

/** More people at once until no more errands come of it; the first errands, while everything is cold, count for nothing. */
async function findReachedRate(driver: Driver, say: (line: string) => void): Promise<{ atOnce: number; rate: number }> {
  await driver.atFullSpeed(4, 2);
  let best = { atOnce: 0, rate: 0 };
  for (const people of ladder) {
    const { errandsPerSecond } = await driver.atFullSpeed(people, Math.max(1, Math.round(((best.rate || 4) * ladderSeconds) / people)));
    say(`${people} at once: ${rounded(errandsPerSecond, 2)} errands/s`);
    const enough = errandsPerSecond < best.rate * worthwhile;
    if (errandsPerSecond > best.rate) best = { atOnce: people, rate: errandsPerSecond };
    if (enough) break;
  }
  return best;
}

function timesFor(rate: number, atOnce: number): number {
  return Math.max(1, Math.round((rate * roundSeconds) / atOnce));
}

/** What follows the commits is part of the errand: messages handled, leaves in the tree. */
async function untilSettled(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ waiting: string }>('select (select count(*) from kernel.outbox) + (select count(*) from kernel.tlog_pending) as waiting');
    if (Number(rows[0]?.waiting) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function stepsOf(stretch: Stretch): Map<string, number[]> {
  const steps = new Map<string, number[]>();
  for (const { step, milliseconds } of stretch.samples) steps.set(step, [...(steps.get(step) ?? []), milliseconds]);
  return steps;
}

function byStep(stretch: Stretch, share: number): Record<string, number> {
  return Object.fromEntries([...stepsOf(stretch)].map(([step, all]) => [step, rounded(percentile(all, share))]));
}

/** One after the other, on a server without other load: drawing is for the worker's idle moments. @returns milliseconds */
async function drawPdfs(driver: Driver, half: Stretch): Promise<number[]> {
  const times: number[] = [];
  for (const { citizen, licences } of half.errands) {
    for (const licence of licences) {
      if (times.length >= pdfs) return times;
      const begun = performance.now();
      await driver.client.bytes('pdf', citizen.caller, `/api/licences/${licence}/pdf`);
      times.push(performance.now() - begun);
    }
  }
  return times;
}
