import { sql } from 'kysely';
import { tablesOf, type Reader } from './db.ts';
import type { AuditFact } from './deed.ts';

/** One entry of the audit book as an auditor reads it: who, when, what, to which object; no personal value stands in it. */
export interface AuditEvent {
  readonly id: string;
  readonly at: Date;
  readonly name: string;
  readonly result: 'done' | 'refused' | 'denied';
  readonly person: string | null;
  readonly role: string;
  readonly office: string | null;
  readonly objectKind: string | null;
  readonly objectId: string | null;
  readonly caseId: string | null;
  readonly requestId: string;
  readonly body: { readonly fields?: readonly string[]; readonly detail?: AuditFact['detail'] };
}

export interface EventQuestion {
  readonly from: Date | null;
  readonly to: Date | null;
  readonly name: string | null;
  readonly person: string | null;
  readonly object: string | null;
  readonly case: string | null;
  readonly result: string | null;
  /** the id of the last event shown */
  readonly after: string | null;
}

/** A reading of somebody's data as that person sees it. */
export interface Reading {
  readonly id: string;
  readonly at: Date;
  readonly role: string;
  readonly office: string | null;
  readonly fields: readonly string[];
  readonly purpose: string;
  readonly caseId: string | null;
}

interface BookTables {
  audit_event: {
    id: string;
    at: Date;
    name: string;
    result: 'done' | 'refused' | 'denied';
    person: string | null;
    account: string | null;
    role: string;
    office: string | null;
    object_kind: string | null;
    object_id: string | null;
    case_id: string | null;
    request_id: string;
    body: AuditEvent['body'];
  };
  personal_read: { id: string; at: Date; subject: string; role: string; office: string | null; fields: string[]; purpose: string; case_id: string | null };
}

const tables = (reader: Reader) => tablesOf<BookTables>(reader, 'kernel');

/** Newest first, by keyset: an auditor's page stays fast in a book of any length. */
export async function searchEvents(reader: Reader, question: EventQuestion, limit: number): Promise<AuditEvent[]> {
  let query = tables(reader)
    .selectFrom('audit_event')
    .select(['id', 'at', 'name', 'result', 'person', 'role', 'office', 'object_kind', 'object_id', 'case_id', 'request_id', 'body'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (question.from) query = query.where('at', '>=', question.from);
  if (question.to) query = query.where('at', '<', question.to);
  if (question.name) query = query.where('name', '=', question.name);
  if (question.person) query = query.where('person', '=', question.person);
  if (question.object) query = query.where('object_id', '=', question.object);
  if (question.case) query = query.where('case_id', '=', question.case);
  if (question.result) query = query.where('result', '=', question.result as 'done');
  if (question.after) query = query.where(sql<boolean>`(at, id) < (select at, id from kernel.audit_event where id = ${question.after}::uuid)`);
  return (await query.execute()).map(({ object_kind, object_id, case_id, request_id, ...row }) => ({ ...row, objectKind: object_kind, objectId: object_id, caseId: case_id, requestId: request_id }));
}

export async function readingsOf(reader: Reader, subject: string, after: string | null, limit: number): Promise<Reading[]> {
  let query = tables(reader)
    .selectFrom('personal_read')
    .select(['id', 'at', 'role', 'office', 'fields', 'purpose', 'case_id'])
    .where('subject', '=', subject)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (after) query = query.where(sql<boolean>`(at, id) < (select at, id from kernel.personal_read where id = ${after}::uuid)`);
  return (await query.execute()).map(({ case_id, ...row }) => ({ ...row, caseId: case_id }));
}
