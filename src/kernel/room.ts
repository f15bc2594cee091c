import type { Reader } from './db.ts';
import type { Deed } from './deed.ts';
import type { Route } from './route.ts';

export type TopicHandler = (deed: Deed, payload: Readonly<Record<string, unknown>>) => Promise<void>;

/** Work that comes back by itself: idempotent, safe to run in several processes. */
export interface Job {
  readonly name: string;
  /** standard cron expression of five fields, in the city's zone */
  readonly cron: string;
  readonly run: () => Promise<void>;
  /** also once at start: reconcilers */
  readonly atStart?: boolean;
}

/** What a room hands to main: its doors, what it listens to, its jobs. The contract goes to later rooms. */
export interface Room<Contract> {
  readonly name: string;
  readonly contract: Contract;
  readonly routes: readonly Route[];
  readonly topics?: Readonly<Record<string, TopicHandler>>;
  readonly jobs?: readonly Job[];
  /** stand-ins that must announce themselves and stop a start in production */
  readonly standIns?: readonly string[];
  /** is the room able to serve (for /health/ready and doctor) */
  readonly ready?: (reader: Reader) => Promise<void>;
  /** background loops that begin after the server listens; each gives its own end */
  readonly start?: () => { stop(): Promise<void> };
}

/** A verb of the command line: `onevisit <room> <verb>`. Thin as a route. */
export interface Command<Context> {
  readonly room: string;
  readonly verb: string;
  readonly describe: string;
  /** true: no database and no server are started for it */
  readonly pure: boolean;
  readonly run: (context: Context, args: CommandArguments) => Promise<CommandAnswer>;
}

export interface CommandArguments {
  readonly positional: readonly string[];
  readonly options: Readonly<Record<string, string | true>>;
}

/** exit 0 done, 1 refused, 2 fault or unusable arguments */
export interface CommandAnswer {
  readonly exit: 0 | 1 | 2;
  /** printed as JSON with --json */
  readonly json: unknown;
  /** printed for people without it */
  readonly text: string;
}
