import { Worker } from 'node:worker_threads';
import type { Drawing, Drawn } from './pdf/drawing.ts';

export interface Painter {
  draw(drawing: Drawing): Promise<Drawn>;
  stop(): Promise<void>;
}

interface Waiting {
  resolve(drawn: Drawn): void;
  reject(error: Error): void;
  readonly timer: NodeJS.Timeout;
}

const limitMilliseconds = 30_000;

/** One thread that draws, started when the first page is wanted. A page that hangs ends the thread; the next page gets a new one. */
export function startPainter(): Painter {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let last = 0;

  function fail(of: Worker, error: Error): void {
    if (worker === of) worker = null;
    for (const [number, one] of waiting) {
      clearTimeout(one.timer);
      waiting.delete(number);
      one.reject(error);
    }
    void of.terminate();
  }

  function open(): Worker {
    if (worker) return worker;
    const made = new Worker(new URL('./pdf/draw-worker.ts', import.meta.url));
    made.on('message', (answer: { number: number; drawn?: Drawn; fault?: string }) => {
      const one = waiting.get(answer.number);
      if (!one) return;
      clearTimeout(one.timer);
      waiting.delete(answer.number);
      if (answer.drawn) one.resolve(answer.drawn);
      else one.reject(new Error(`drawing failed: ${answer.fault}`));
    });
    made.on('error', (error: Error) => fail(made, error));
    made.on('exit', (code) => fail(made, new Error(`the drawing thread ended with ${code}`)));
    // Listening holds the process open: let go after the listeners are there. Work under way is held by its timer.
    made.unref();
    worker = made;
    return made;
  }

  return {
    draw: (drawing) =>
      new Promise((resolve, reject) => {
        const number = (last += 1);
        const current = open();
        const timer = setTimeout(() => fail(current, new Error('drawing took too long')), limitMilliseconds);
        waiting.set(number, { resolve, reject, timer });
        current.postMessage({ number, drawing });
      }),
    stop: async () => {
      await worker?.terminate();
    },
  };
}
