import { createHash } from 'node:crypto';
import type { SignedIn } from '../../../kernel/asker.ts';
import { dayIn } from '../../../kernel/day.ts';
import type { Reader } from '../../../kernel/db.ts';
import { isInTerm } from '../domain/post.ts';
import { sessionStanding, touchIsDue } from '../domain/session.ts';
import { findSession, type SessionRow } from '../sql/asker.ts';
import type { Touches } from '../touches.ts';

export function tokenDigest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * Who holds this token now. Looked up anew at every request, so that a suspension, a revoked post or the end of a term
 * takes effect at the next one.
 */
export async function askerOf(needs: { touches: Touches; zone: string }, reader: Reader, token: string, now: Date): Promise<SignedIn | null> {
  const row = await findSession(reader, tokenDigest(token));
  if (row === null) return null;
  const seenAt = needs.touches.lastSeen(row.session) ?? row.seen_at;
  if (sessionStanding(row.kind, { startedAt: row.started_at, seenAt }, now) !== 'live') return null;
  const asker = row.kind === 'citizen' ? citizen(row) : staff(row, needs.zone, now);
  if (asker !== null && touchIsDue(seenAt, now)) needs.touches.note(row.session, now);
  return asker;
}

function citizen(row: SessionRow): SignedIn {
  return { role: 'citizen', account: row.account, person: row.person, session: row.session, realNameLevel: row.real_name_level };
}

function staff(row: SessionRow, zone: string, now: Date): SignedIn | null {
  const { post, role, office, region, from_day: from } = row;
  if (post === null || role === null || office === null || region === null || from === null) return null;
  if (!isInTerm({ from, to: row.to_day }, dayIn(zone, now))) return null;
  return {
    role,
    account: row.account,
    person: row.person,
    session: row.session,
    post,
    office,
    region,
    items: row.items ?? '*',
    window: row.window_name,
    authenticatedAt: row.authenticated_at,
  };
}
