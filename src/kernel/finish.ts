import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Asker } from './asker.ts';
import { canonicalText } from './canonical.ts';
import { newId } from './clock.ts';
import { rawOf, sendAlong, type Reader } from './db.ts';
import type { AuditFact, PersonalRead } from './deed.ts';

export interface Message {
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface AuditEntry {
  readonly name: string;
  readonly result: 'done' | 'refused' | 'denied';
  readonly fact: AuditFact;
}

/** All that a deed leaves behind beside its own rows. */
export interface Remains {
  readonly now: Date;
  readonly asker: Asker;
  readonly requestId: string;
  readonly address: string | null;
  readonly audit: AuditEntry | null;
  readonly reads: readonly PersonalRead[];
  readonly messages: readonly Message[];
  readonly idempotency: { readonly actor: string; readonly key: string; readonly status: number; readonly answer: string } | null;
}

// Numbers of the logs in the tables of the transparency log.
const auditLog = 2;
const accessLog = 3;

/**
 * Writes audit event, readings of personal data, their log leaves, outbox messages and the idempotent answer
 * in one statement: one round trip at the end of a deed, all of it in the deed's transaction or none.
 */
export async function writeRemains(reader: Reader, remains: Remains): Promise<void> {
  const who = whoOf(remains.asker);
  const event = remains.audit ? auditRow(remains, remains.audit, who) : null;
  const reads = remains.reads.map((read) => readRow(remains, read, who));
  const leaves = [
    ...(event ? [{ log: auditLog, leaf: leafOf(event.salt, event), event: event.id }] : []),
    ...reads.map((read) => ({ log: accessLog, leaf: leafOf(read.salt, read), event: read.id })),
  ];
  if (leaves.length === 0 && remains.messages.length === 0 && !remains.idempotency) return;
  const statement = sql`with
    event as (insert into kernel.audit_event (id, at, name, result, person, account, role, office, post, object_kind, object_id, case_id, item, request_id, address, body, salt)
      select e.id, e.at, e.name, e.result, e.person, e.account, e.role, e.office, e.post, e.object_kind, e.object_id, e.case_id, e.item, e.request_id, e.address, e.body, decode(e.salt, 'hex')
      from jsonb_to_recordset(${JSON.stringify(event ? [event] : [])}::jsonb) as e (id uuid, at timestamptz, name text, result text, person uuid, account uuid, role text, office uuid, post uuid, object_kind text, object_id text, case_id text, item text, request_id text, address text, body jsonb, salt text)),
    reads as (insert into kernel.personal_read (id, at, subject, person, role, office, fields, purpose, case_id, request_id, salt)
      select r.id, r.at, r.subject, r.person, r.role, r.office, array(select jsonb_array_elements_text(r.fields)), r.purpose, r.case_id, r.request_id, decode(r.salt, 'hex')
      from jsonb_to_recordset(${JSON.stringify(reads)}::jsonb) as r (id uuid, at timestamptz, subject uuid, person uuid, role text, office uuid, fields jsonb, purpose text, case_id text, request_id text, salt text)),
    leaves as (insert into kernel.tlog_pending (log_id, leaf, event_id)
      select l.log, decode(l.leaf, 'hex'), l.event from jsonb_to_recordset(${JSON.stringify(leaves)}::jsonb) as l (log smallint, leaf text, event uuid)),
    messages as (insert into kernel.outbox (topic, payload)
      select m.topic, m.payload from jsonb_to_recordset(${JSON.stringify(remains.messages)}::jsonb) as m (topic text, payload jsonb))
    update kernel.idempotency set status = ${remains.idempotency?.status ?? null}::smallint, answer = ${remains.idempotency?.answer ?? null}::text
      where actor = ${remains.idempotency?.actor ?? ''} and key = ${remains.idempotency?.key ?? ''}`;
  await sendAlong(reader, statement.compile(rawOf(reader)));
}

interface Who {
  readonly person: string | null;
  readonly account: string | null;
  readonly role: string;
  readonly office: string | null;
  readonly post: string | null;
}

function whoOf(asker: Asker): Who {
  if (asker.role === 'public') return { person: null, account: null, role: 'public', office: null, post: null };
  const staff = asker.role === 'citizen' ? null : asker;
  return { person: asker.person, account: asker.account, role: asker.role, office: staff?.office ?? null, post: staff?.post ?? null };
}

function auditRow(remains: Remains, { name, result, fact }: AuditEntry, who: Who) {
  return {
    id: newId(remains.now),
    at: remains.now.toISOString(),
    name,
    result,
    ...who,
    object_kind: fact.object?.kind ?? null,
    object_id: fact.object?.id ?? null,
    case_id: fact.case ?? null,
    item: fact.item ?? null,
    request_id: remains.requestId,
    address: remains.address,
    body: { fields: fact.fields ?? [], detail: fact.detail ?? {} },
    salt: randomBytes(32).toString('hex'),
  };
}

function readRow(remains: Remains, read: PersonalRead, who: Who) {
  return {
    id: newId(remains.now),
    at: remains.now.toISOString(),
    subject: read.subject,
    person: who.person,
    role: who.role,
    office: who.office,
    fields: read.fields,
    purpose: read.purpose,
    case_id: read.case ?? null,
    request_id: remains.requestId,
    salt: randomBytes(32).toString('hex'),
  };
}

/**
 * Leaf of RFC 6962 over salt and the event's canonical text; the salt lets an event be erased
 * while the tree stays provable.
 */
export function leafOf(salt: string, event: Readonly<Record<string, unknown>>): string {
  const { salt: _, ...told } = event;
  return createHash('sha256').update(Buffer.from([0])).update(Buffer.from(salt, 'hex')).update(canonicalText(told)).digest('hex');
}
