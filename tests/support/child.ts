import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Holder {
  readonly process: ChildProcess;
  /** The first line it said, read as JSON. */
  readonly said: Record<string, unknown>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Runs a TypeScript program of ours until it has said its first line. */
export async function startHolder(program: URL, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Holder> {
  const child = spawn(process.execPath, [program.pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    return {
      process: child,
      said: JSON.parse(line) as Record<string, unknown>,
      kill: async (signal) => {
        child.kill(signal);
        await ended;
      },
    };
  }
  await ended;
  throw new Error(`${program.pathname} ended with ${child.exitCode} and said nothing`);
}
