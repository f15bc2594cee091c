import { CompiledQuery } from 'kysely';
import type { AccountId, OfficeId, PersonId, PostId, RealNameLevel, SessionId, StaffAsker } from '../../../kernel/asker.ts';
import type { Day } from '../../../kernel/day.ts';
import { rawOf, type Reader } from '../../../kernel/db.ts';
import type { AccountKind } from '../domain/session.ts';

/** All that is known of a session that was not ended, of an account that is not suspended. */
export interface SessionRow {
  readonly session: SessionId;
  readonly account: AccountId;
  readonly kind: AccountKind;
  readonly person: PersonId;
  readonly real_name_level: RealNameLevel;
  readonly authenticated_at: Date;
  readonly started_at: Date;
  readonly seen_at: Date;
  readonly post: PostId | null;
  readonly role: StaffAsker['role'] | null;
  readonly office: OfficeId | null;
  readonly region: string | null;
  readonly items: string[] | null;
  readonly window_name: string | null;
  readonly from_day: Day | null;
  readonly to_day: Day | null;
}

// Every request asks this first: one statement, written out once, prepared on each connection.
const text = `select s.id as session, s.account, a.kind, a.person, p.real_name_level, s.authenticated_at, s.started_at, s.seen_at,
    o.id as post, o.role, o.office, o.region, o.items, o.window_name, o.from_day, o.to_day
  from identity.session s
  join identity.account a on a.id = s.account and a.state = 'active'
  join identity.person p on p.id = a.person
  left join identity.post o on o.id = s.post and o.ended_at is null
  where s.digest = $1 and s.ended_at is null`;

export async function findSession(reader: Reader, digest: Buffer): Promise<SessionRow | null> {
  const { rows } = await rawOf(reader).executeQuery<SessionRow>(CompiledQuery.raw(text, [digest]));
  return rows[0] ?? null;
}
