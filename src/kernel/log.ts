import pino, { type DestinationStream, type Logger } from 'pino';
import { sqlStateOf } from './db.ts';

export type { Logger } from 'pino';

// Names under which a value never reaches the log, at any depth that our records have.
const secretNames = ['password', 'token', 'cookie', 'csrf', 'code', 'secret', 'citizenNumber', 'number', 'name', 'phone', 'address', 'body', 'answers'];

/** Structured logs, one JSON line each; personal and secret fields are cut out by name, bodies are never logged. */
export function openLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: toldError },
      redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[cut]' },
    },
    destination ?? standardError(),
  );
}

/** A log whose disk is full, or whose reader is gone, loses lines; it must not end the server that still answers. */
function standardError(): DestinationStream {
  const stream = pino.destination(2);
  stream.on('error', () => {});
  return stream;
}

/**
 * An error as the log may keep it. PostgreSQL repeats whole rows in the detail of an error and values in some messages;
 * of what it says, only the names of things and its plain words are kept.
 */
function toldError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { schema, table, column, constraint, routine } = error as { [name in 'schema' | 'table' | 'column' | 'constraint' | 'routine']?: unknown };
  const state = sqlStateOf(error);
  const system = state === null ? (error as { code?: unknown }).code : undefined;
  return { type: error.constructor.name, message: plainMessage(error), stack: plainStack(error), state, system, schema, table, column, constraint, routine };
}

/** Data exceptions (class 22) quote the value that did not fit. */
export function plainMessage(error: Error): string {
  return sqlStateOf(error)?.startsWith('22') ? error.message.replace(/".*"/gs, '"[cut]"') : error.message;
}

function plainStack(error: Error): string {
  return (error.stack ?? '').replace(error.message, () => plainMessage(error));
}
