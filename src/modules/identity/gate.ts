import { done, refuse, type Outcome } from '../../kernel/outcome.ts';

export type BusyRefusal = { kind: 'sign-in-busy' };

/** Lets few in at once, a few more wait, and sends the rest away at once: costly work must not take the whole house. */
export interface Gate {
  pass<T>(work: () => Promise<T>): Promise<Outcome<T, BusyRefusal>>;
}

export function openGate({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): Gate {
  let inside = 0;
  const queue: (() => void)[] = [];
  function leave(): void {
    const next = queue.shift();
    // The place goes over to the next one without becoming free in between.
    if (next) next();
    else inside -= 1;
  }
  return {
    pass: async (work) => {
      if (inside >= atOnce) {
        if (queue.length >= waiting) return refuse({ kind: 'sign-in-busy' });
        await new Promise<void>((resolve) => queue.push(resolve));
      } else inside += 1;
      try {
        return done(await work());
      } finally {
        leave();
      }
    },
  };
}
