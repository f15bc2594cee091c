/** Failed tries of one number since its last success. */
export interface Tries {
  readonly failed: number;
  readonly lastAt: Date;
  readonly lockedUntil: Date | null;
}

const minute = 60_000;
/** Every fifth failure locks: 10 minutes, then twice as long each time, never more than a day. */
const triesALock = 5;
const firstLockMinutes = 10;
const longestLockMinutes = 24 * 60;
const forgottenAfterMinutes = 24 * 60;

/**
 * Spends one try before the secret is looked at, so that guesses that run side by side are all counted.
 * @returns the seconds to wait, or the tries as they stand if this one fails too
 */
export function spendTry(before: Tries | null, now: Date): { readonly waitSeconds: number } | { readonly tries: Tries } {
  const locked = before?.lockedUntil?.getTime() ?? 0;
  if (locked > now.getTime()) return { waitSeconds: Math.ceil((locked - now.getTime()) / 1000) };
  const forgotten = before === null || now.getTime() - before.lastAt.getTime() >= forgottenAfterMinutes * minute;
  const failed = forgotten ? 1 : before.failed + 1;
  const locks = failed / triesALock;
  const lockMinutes = Math.min(firstLockMinutes * 2 ** (locks - 1), longestLockMinutes);
  return {
    tries: { failed, lastAt: now, lockedUntil: Number.isInteger(locks) ? new Date(now.getTime() + lockMinutes * minute) : null },
  };
}
