/** Why a session ended before its time. */
export type SessionEnd = 'signed-out' | 'replaced' | 'too-many' | 'suspended' | 'recovered' | 'ended-elsewhere';

export type AccountKind = 'citizen' | 'staff';

interface SessionLimits {
  readonly idleMinutes: number;
  readonly absoluteHours: number;
  /** sessions of one account at the same time; null is no limit */
  readonly parallel: number | null;
}

/** Staff hold other people's data: their sessions are shorter and few (security design, web rules). */
export const sessionLimits = {
  citizen: { idleMinutes: 30, absoluteHours: 12, parallel: null },
  staff: { idleMinutes: 15, absoluteHours: 12, parallel: 3 },
} as const satisfies Record<AccountKind, SessionLimits>;

const minute = 60_000;
// Two processes' clocks may differ a little; more than this is a clock that was set back.
const skewMinutes = 5;

export type SessionStanding = 'live' | 'idle' | 'over';

export function sessionStanding(kind: AccountKind, session: { startedAt: Date; seenAt: Date }, now: Date): SessionStanding {
  const { idleMinutes, absoluteHours } = sessionLimits[kind];
  const age = now.getTime() - session.startedAt.getTime();
  if (age >= absoluteHours * 60 * minute || age < -skewMinutes * minute) return 'over';
  return now.getTime() - session.seenAt.getTime() >= idleMinutes * minute ? 'idle' : 'live';
}

/** A request costs no write: the time last seen is stored at most once a minute. */
export function touchIsDue(seenAt: Date, now: Date): boolean {
  return now.getTime() - seenAt.getTime() >= minute;
}

/** Which open sessions must end so that one more is within the limit: those unseen longest. */
export function sessionsToEnd<S extends { readonly seenAt: Date }>(kind: AccountKind, open: readonly S[]): readonly S[] {
  const { parallel } = sessionLimits[kind];
  if (parallel === null) return [];
  return [...open].sort((a, b) => a.seenAt.getTime() - b.seenAt.getTime()).slice(0, Math.max(0, open.length - parallel + 1));
}
