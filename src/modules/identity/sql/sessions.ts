import { sql } from 'kysely';
import type { AccountId, PostId, SessionId } from '../../../kernel/asker.ts';
import { rawOf, type Reader, type Tx } from '../../../kernel/db.ts';
import type { SessionEnd } from '../domain/session.ts';
import { identityOf } from './tables.ts';

export interface NewSession {
  readonly id: SessionId;
  readonly digest: Buffer;
  readonly account: AccountId;
  readonly post: PostId | null;
  readonly authenticatedAt: Date;
  readonly startedAt: Date;
  readonly seenAt: Date;
}

export interface OpenSession {
  readonly id: SessionId;
  readonly post: PostId | null;
  readonly startedAt: Date;
  readonly authenticatedAt: Date;
  readonly seenAt: Date;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await identityOf(tx)
    .insertInto('session')
    .values({
      id: session.id,
      digest: session.digest,
      account: session.account,
      post: session.post,
      authenticated_at: session.authenticatedAt,
      started_at: session.startedAt,
      seen_at: session.seenAt,
      ended_at: null,
      ended_because: null,
    })
    .execute();
}

export async function openSessionsOf(reader: Reader, account: AccountId): Promise<readonly OpenSession[]> {
  return identityOf(reader)
    .selectFrom('session')
    .select(['id', 'post', 'started_at as startedAt', 'authenticated_at as authenticatedAt', 'seen_at as seenAt'])
    .where('account', '=', account)
    .where('ended_at', 'is', null)
    .orderBy('started_at', 'desc')
    .execute();
}

export async function endSessions(tx: Tx, sessions: readonly SessionId[], because: SessionEnd, now: Date): Promise<number> {
  if (sessions.length === 0) return 0;
  const result = await identityOf(tx)
    .updateTable('session')
    .set({ ended_at: now, ended_because: because })
    .where('id', 'in', sessions)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

export async function endSessionsOf(tx: Tx, account: AccountId, because: SessionEnd, now: Date): Promise<number> {
  const open = await openSessionsOf(tx, account);
  return endSessions(tx, open.map((session) => session.id), because, now);
}

/** Many sessions seen, one statement; a later time is never set back by an earlier one. */
export async function touchSessions(tx: Tx, seen: ReadonlyMap<SessionId, Date>): Promise<void> {
  const ids = [...seen.keys()];
  const times = ids.map((id) => seen.get(id)?.toISOString());
  await sql`update identity.session s set seen_at = greatest(s.seen_at, t.at)
    from unnest(${ids}::uuid[], ${times}::timestamptz[]) as t (id, at)
    where s.id = t.id and s.ended_at is null`.execute(rawOf(tx));
}
