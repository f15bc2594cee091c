import { randomBytes } from 'node:crypto';
import { type Id, uuidV7 } from './brand.ts';
import { type Day, dayIn } from './day.ts';

/** Time and chance come in from outside: rules and deeds never ask the machine themselves. */
export interface Clock {
  now(): Date;
  today(): Day;
}

export interface Shift {
  days: number;
}

/**
 * Machine time plus the demo shift in days, in the city's zone. `shift` is a box, not a number,
 * because a demo moves its clock while it runs.
 */
export function shiftedClock(zone: string, shift: Shift): Clock {
  const now = () => new Date(Date.now() + shift.days * 86_400_000);
  return { now, today: () => dayIn(zone, now()) };
}

/** For tests: a clock that stands still until it is set. */
export function standingClock(zone: string, at: Date): Clock & { set(at: Date): void } {
  let instant = at;
  return {
    now: () => new Date(instant),
    today: () => dayIn(zone, instant),
    set: (next) => {
      instant = next;
    },
  };
}

export function newId<Name extends string>(now: Date = new Date()): Id<Name> {
  return uuidV7(now.getTime(), randomBytes(10)) as Id<Name>;
}
