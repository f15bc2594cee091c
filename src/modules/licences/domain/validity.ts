import { addDays, type Day, parseDay } from '../../../kernel/day.ts';
import type { LicenceType } from './licence-type.ts';

/** The last day of validity, or null for a licence without end. A year ends on the day before its own date; 29 February ends on 28 February. */
export function lastValidDay(validity: LicenceType['validity'], from: Day): Day | null {
  if (validity.kind === 'none') return null;
  const anniversary = `${Number(from.slice(0, 4)) + validity.years}${from.slice(4)}`;
  // No 29 February in that year: the day before 1 March.
  return addDays(parseDay(anniversary) ?? (`${anniversary.slice(0, 4)}-03-01` as Day), -1);
}
