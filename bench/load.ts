import { setTimeout as sleep } from 'node:timers/promises';
import { openClient, type Client, type Sample } from './client.ts';
import { desksOf, type Desks, type DoneErrand, runErrand } from './errand.ts';
import type { Cast } from './people.ts';

/** One stretch of load and what came of it. */
export interface Stretch {
  readonly errands: readonly DoneErrand[];
  readonly seconds: number;
  readonly errandsPerSecond: number;
  readonly samples: readonly Sample[];
}

/** Runs errands for the people of a cast against one server. */
export interface Driver {
  readonly client: Client;
  /** This many people at once, each repeating the errand this many times, without a pause: the closed loop. */
  atFullSpeed(people: number, times: number): Promise<Stretch>;
  /** Errands begin at this rate by chance (a Poisson process), however long those before them take: the open model. */
  atRate(errandsPerSecond: number, seconds: number): Promise<Stretch>;
  close(): void;
}

export function openDriver(port: number, cast: Cast, scan: Buffer, chance: () => number): Driver {
  let samples: Sample[] = [];
  const client = openClient(port, (sample) => samples.push(sample));
  const stage = { client, cast, scan };
  const desks: Desks = desksOf(cast);
  let begunErrands = 0;
  const one = (index: number) => {
    const citizen = cast.citizens[index % cast.citizens.length];
    if (!citizen) throw new Error('nobody to run an errand for');
    begunErrands += 1;
    return runErrand(stage, desks, citizen, begunErrands);
  };
  async function stretch(work: () => Promise<readonly DoneErrand[]>): Promise<Stretch> {
    samples = [];
    const begun = performance.now();
    const errands = await work();
    const seconds = (performance.now() - begun) / 1000;
    const taken = samples;
    samples = [];
    return { errands, seconds, errandsPerSecond: errands.length / seconds, samples: taken };
  }
  return {
    client,
    atFullSpeed: (people, times) =>
      stretch(async () => {
        const all = await Promise.all(
          Array.from({ length: people }, async (_, index) => {
            const done: DoneErrand[] = [];
            for (let turn = 0; turn < times; turn += 1) done.push(await one(index));
            return done;
          }),
        );
        return all.flat();
      }),
    atRate: (rate, seconds) =>
      stretch(async () => {
        const running: Promise<DoneErrand>[] = [];
        const end = performance.now() + seconds * 1000;
        for (let at = performance.now(); ; ) {
          at += (-Math.log(1 - chance()) / rate) * 1000;
          if (at > end) break;
          await sleep(Math.max(0, at - performance.now()));
          const errand = one(running.length);
          // Awaited below, together with the others.
          errand.catch(() => {});
          running.push(errand);
        }
        return Promise.all(running);
      }),
    close: () => client.close(),
  };
}
