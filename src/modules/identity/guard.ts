import { createHash } from 'node:crypto';
import type { Id } from '../../kernel/brand.ts';
import type { Database } from '../../kernel/db.ts';
import { refuse, type Outcome } from '../../kernel/outcome.ts';
import { checkCode, type CodePurpose, type CodeRefusal } from './domain/one-time-code.ts';
import { spendTry } from './domain/tries.ts';
import { type BusyRefusal, openGate } from './gate.ts';
import { type CodeRow, forgetTries, lockTries, spendCodeTry, storeTries } from './sql/tries.ts';

export type GuessRefusal = { kind: 'too-many-tries'; seconds: number } | { kind: 'sign-in-wrong' } | BusyRefusal;

/**
 * Counts guesses in transactions of its own: a deed that is refused is rolled back, and the try must stay counted.
 * It is spent before the secret is looked at, so that guesses side by side cannot slip through together.
 */
export interface Guard {
  /** one guess; `look` answers null when it was wrong */
  guess<T>(key: Buffer, now: Date, look: () => Promise<T | null>): Promise<Outcome<T, GuessRefusal>>;
  /** one try at a one-time code; the digest is the keyed digest of what was typed */
  tryCode(
    typed: { readonly id: Id<'OneTimeCode'>; readonly purpose: CodePurpose; readonly digest: Buffer; readonly now: Date },
  ): Promise<Outcome<CodeRow, CodeRefusal | BusyRefusal>>;
  /** costly work that takes a place at the gate without being a guess */
  pass<T>(work: () => Promise<T>): Promise<Outcome<T, BusyRefusal>>;
}

/** Tries of one kind for one thing typed, known by its blind index only. */
export function tryKey(kind: 'citizen' | 'staff' | 'code' | 'proof', index: Buffer | string): Buffer {
  return createHash('sha256').update(`${kind}:`).update(index).digest();
}

/**
 * A deed at the gate holds one connection and needs a second one for its count. At most half of the pool may stand
 * at the gate, so there is always a second one to be had.
 */
export function openGuard(database: Database): Guard {
  const half = Math.max(2, Math.floor((database.pool.options.max ?? 10) / 2));
  const gate = openGate({ atOnce: Math.min(2, half), waiting: half - Math.min(2, half) });
  return {
    pass: gate.pass,
    guess: async (key, now, look) => {
      const passed = await gate.pass(() => guessOnce(database, key, now, look));
      return passed.ok ? passed.value : passed;
    },
    tryCode: async (typed) => {
      const passed = await gate.pass(() => database.transact((tx) => spendCodeTry(tx, typed.id)));
      if (!passed.ok) return passed;
      const row = passed.value;
      const checked = checkCode(row, typed.purpose, row !== null && row.digest.equals(typed.digest), typed.now);
      if (!checked.ok) return checked;
      return row === null ? refuse({ kind: 'code-wrong', field: 'code' }) : { ok: true, value: row };
    },
  };
}

async function guessOnce<T>(database: Database, key: Buffer, now: Date, look: () => Promise<T | null>): Promise<Outcome<T, GuessRefusal>> {
  const spent = await database.transact(async (tx) => {
    const answer = spendTry(await lockTries(tx, key, now), now);
    if ('tries' in answer) await storeTries(tx, key, answer.tries);
    return answer;
  });
  if (!('tries' in spent)) return refuse({ kind: 'too-many-tries', seconds: spent.waitSeconds });
  const found = await look();
  if (found === null) return refuse({ kind: 'sign-in-wrong' });
  await database.transact((tx) => forgetTries(tx, key));
  return { ok: true, value: found };
}
