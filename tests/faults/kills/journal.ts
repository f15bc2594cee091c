import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** A mutating request that was acknowledged, as its client wrote it down: the judge believes this file, not the system. */
export interface Acknowledged {
  readonly name: string;
  readonly account: string;
  readonly key: string;
  /** the case that the request was about */
  readonly case: string | null;
  /** the version of the case that the answer named: what is stored must be at least as new */
  readonly version: number | null;
  readonly licence: string | null;
  /** the answer, word for word: a repetition of the key must bring the same one */
  readonly answer: string;
  /** the first try got no answer, so that the client had to ask what became of it */
  readonly wasUnknown: boolean;
}

export interface Journal {
  note(entry: Acknowledged): void;
  /** read back from the disk */
  all(): readonly Acknowledged[];
  close(): void;
}

/** Outside the system under test, and on the disk before the client believes its answer. */
export function openJournal(path: string): Journal {
  const file = openSync(path, 'a', 0o600);
  return {
    note: (entry) => {
      writeSync(file, `${JSON.stringify(entry)}\n`);
      fsyncSync(file);
    },
    all: () => readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Acknowledged),
    close: () => closeSync(file),
  };
}
