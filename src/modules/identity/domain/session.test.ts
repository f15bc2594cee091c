import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionLimits, sessionsToEnd, sessionStanding, touchIsDue } from './session.ts';

const start = new Date('2018-07-02T01:00:00Z');
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

describe('a session', () => {
  it.each([
    ['staff', 0, 0, 'live'],
    ['staff', 0, 14.99, 'live'],
    ['staff', 0, 15, 'idle'],
    ['citizen', 0, 15, 'live'],
    ['citizen', 0, 29.99, 'live'],
    ['citizen', 0, 30, 'idle'],
    ['staff', 710, 719.99, 'live'],
    ['staff', 719, 720, 'over'],
    ['citizen', 719, 720, 'over'],
    ['citizen', 0, -6, 'over'],
  ] as const)('of %s last seen after %d minutes is, at minute %d, %s', (kind, seen, now, standing) => {
    expect(sessionStanding(kind, { startedAt: start, seenAt: after(seen) }, after(now))).toBe(standing);
  });

  it('never comes back to life as time goes on without a request', () => {
    fc.assert(
      fc.property(fc.constantFrom('staff' as const, 'citizen' as const), fc.nat(1_500), fc.nat(1_500), fc.nat(1_500), (kind, seen, at, later) => {
        const session = { startedAt: start, seenAt: after(seen) };
        fc.pre(sessionStanding(kind, session, after(at)) !== 'live' && at >= 0);
        expect(sessionStanding(kind, session, after(at + later))).not.toBe('live');
      }),
    );
  });

  it('is written as seen at most once a minute', () => {
    expect(touchIsDue(start, after(0.99))).toBe(false);
    expect(touchIsDue(start, after(1))).toBe(true);
  });
});

describe('one session more', () => {
  const open = (count: number) => Array.from({ length: count }, (_, index) => ({ id: index, seenAt: after((index * 7) % 5) }));

  it('ends none of a citizen', () => {
    expect(sessionsToEnd('citizen', open(40))).toEqual([]);
  });

  it('leaves staff with at most three, the ones seen last', () => {
    fc.assert(
      fc.property(fc.nat(12), (count) => {
        const sessions = open(count);
        const ended = sessionsToEnd('staff', sessions);
        const kept = sessions.filter((session) => !ended.includes(session));
        expect(kept.length + 1).toBeLessThanOrEqual(sessionLimits.staff.parallel);
        expect(kept.length).toBe(Math.min(count, 2));
        for (const one of ended) for (const other of kept) expect(one.seenAt.getTime()).toBeLessThanOrEqual(other.seenAt.getTime());
      }),
    );
  });
});
