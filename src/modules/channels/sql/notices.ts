import type { PersonId } from '../../../kernel/asker.ts';
import type { Id } from '../../../kernel/brand.ts';
import { tablesOf, type Reader, type Tx } from '../../../kernel/db.ts';
import type { Text } from '../../../kernel/text.ts';
import type { Notice } from '../contract.ts';

export type NoticeId = Id<'Notice'>;

interface ChannelsTables {
  notice: { id: NoticeId; instance: string; person: PersonId; kind: string; case_id: string | null; title: Text | string; body: Text | string; path: string; created_at: Date; read_at: Date | null };
  stand_in_message: { id: string; phone: string; text: string; sent_at: Date };
}

export interface StoredNotice extends Notice {
  readonly id: NoticeId;
  readonly createdAt: Date;
  readonly read: boolean;
}

const tables = (reader: Reader) => tablesOf<ChannelsTables>(reader, 'channels');

export async function insertNotice(tx: Tx, id: NoticeId, instance: string, notice: Notice, now: Date): Promise<void> {
  await tables(tx)
    .insertInto('notice')
    .values({
      id,
      instance,
      person: notice.to,
      kind: notice.kind,
      case_id: notice.case,
      title: JSON.stringify(notice.title),
      body: JSON.stringify(notice.body),
      path: notice.path,
      created_at: now,
      read_at: null,
    })
    .execute();
}

/** Newest first; `after` is the id of the last notice already shown. */
export async function listNotices(reader: Reader, person: PersonId, after: NoticeId | null, limit: number): Promise<StoredNotice[]> {
  let query = tables(reader).selectFrom('notice').select(['id', 'person', 'kind', 'case_id', 'title', 'body', 'path', 'created_at', 'read_at']).where('person', '=', person).orderBy('id', 'desc').limit(limit);
  if (after !== null) query = query.where('id', '<', after);
  return (await query.execute()).map((row) => ({
    id: row.id,
    to: row.person,
    kind: row.kind,
    case: row.case_id,
    title: row.title as Text,
    body: row.body as Text,
    path: row.path,
    createdAt: row.created_at,
    read: row.read_at !== null,
  }));
}

export async function findOwner(tx: Tx, id: NoticeId): Promise<PersonId | null> {
  const row = await tables(tx).selectFrom('notice').select('person').where('id', '=', id).forUpdate().executeTakeFirst();
  return row?.person ?? null;
}

export async function markRead(tx: Tx, id: NoticeId, now: Date): Promise<void> {
  await tables(tx).updateTable('notice').set({ read_at: now }).where('id', '=', id).where('read_at', 'is', null).execute();
}

export async function countUnread(reader: Reader, person: PersonId): Promise<number> {
  const row = await tables(reader)
    .selectFrom('notice')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('person', '=', person)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function insertStandInMessage(tx: Tx, message: { id: string; phone: string; text: string; now: Date }): Promise<void> {
  await tables(tx).insertInto('stand_in_message').values({ id: message.id, phone: message.phone, text: message.text, sent_at: message.now }).onConflict((c) => c.doNothing()).execute();
}

export async function listStandInMessages(reader: Reader, limit: number): Promise<{ id: string; phone: string; text: string; sent_at: Date }[]> {
  return tables(reader).selectFrom('stand_in_message').select(['id', 'phone', 'text', 'sent_at']).orderBy('id', 'desc').limit(limit).execute();
}
