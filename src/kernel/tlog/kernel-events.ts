import { canonicalBytes } from '../canonical.ts';
import type { Queries } from '../queries.ts';
import type { LoggedEvent } from './verify.ts';
import type { EventSource } from './verify-events.ts';

/** The audit book and the book of who read whose data, as the events behind their logs: read back, each row must give its leaf. */
export function auditEvents(queries: Queries): EventSource {
  return eventsOf(queries, 'kernel.audit_event', ['id', 'name', 'result', 'person', 'account', 'role', 'office', 'post', 'object_kind', 'object_id', 'case_id', 'item', 'request_id', 'address', 'body']);
}

export function accessEvents(queries: Queries): EventSource {
  return eventsOf(queries, 'kernel.personal_read', ['id', 'subject', 'person', 'role', 'office', 'fields', 'purpose', 'case_id', 'request_id']);
}

function eventsOf(queries: Queries, table: string, columns: readonly string[]): EventSource {
  return {
    find: async (ids) => {
      const { rows } = await queries.query<Row>(
        `select ${columns.join(', ')}, salt, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from ${table} where id = any ($1::uuid[])`,
        [ids],
      );
      return new Map(rows.map((row) => [row.id, eventOf(row)]));
    },
    page: async (after, limit) => {
      const { rows } = await queries.query<{ id: string }>(`select id from ${table} where $1::uuid is null or id > $1 order by id limit $2`, [after, limit]);
      return rows.map((row) => row.id);
    },
  };
}

interface Row extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly at: string;
  readonly salt: Buffer;
}

function eventOf({ salt, at, ...told }: Row): LoggedEvent {
  // Written with milliseconds; a microsecond that somebody added must not be rounded away.
  return { salt, bytes: canonicalBytes({ ...told, at: at.replace(/000Z$/, 'Z') }) };
}
