import pino, { type DestinationStream, type Logger } from 'pino';

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
      redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[cut]' },
    },
    destination ?? pino.destination(2),
  );
}
