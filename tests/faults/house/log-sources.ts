import type { Queries } from '../../../src/kernel/queries.ts';
import { accessEvents, auditEvents } from '../../../src/kernel/tlog/kernel-events.ts';
import type { LoggedEvent } from '../../../src/kernel/tlog/verify.ts';
import type { EventSource } from '../../../src/kernel/tlog/verify-events.ts';
import { issueEventText, standingEventText, digestHex } from '../../../src/modules/licences/domain/log-event.ts';

/** The readable events behind every log of the house. */
export function logSources(queries: Queries): Readonly<Record<'licence' | 'audit' | 'access', EventSource>> {
  return { licence: licenceEvents(queries), audit: auditEvents(queries), access: accessEvents(queries) };
}

interface Issue {
  readonly id: string;
  readonly identifier: string;
  readonly record_digest: Buffer;
  readonly signature: Buffer;
  readonly key_id: string;
  readonly algorithm: string;
  readonly signed_at: string;
  readonly log_salt: Buffer;
}

interface Change {
  readonly id: string;
  readonly identifier: string;
  readonly from_state: string;
  readonly to_state: string;
  readonly at: string;
  readonly log_salt: Buffer;
}

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as`;
const written = (text: string) => text.replace(/000Z$/, 'Z');

/** Issues and changes of standing, computed again from their rows. */
function licenceEvents(queries: Queries): EventSource {
  return {
    find: async (ids) => {
      const issues = await queries.query<Issue>(
        `select id, identifier, record_digest, signature, key_id, algorithm, ${instant('signed_at')} signed_at, log_salt from licences.licence where signature is not null and id = any ($1::uuid[])`,
        [ids],
      );
      const changes = await queries.query<Change>(
        `select s.id, l.identifier, s.from_state, s.to_state, ${instant('s.at')} at, s.log_salt from licences.standing_change s join licences.licence l on l.id = s.licence where s.id = any ($1::uuid[])`,
        [ids],
      );
      return new Map<string, LoggedEvent>([...issues.rows.map((row) => [row.id, issueOf(row)] as const), ...changes.rows.map((row) => [row.id, changeOf(row)] as const)]);
    },
    page: async (after, limit) => {
      const { rows } = await queries.query<{ id: string }>(
        `select id from (select id from licences.licence where signature is not null union all select id from licences.standing_change) e where $1::uuid is null or id > $1 order by id limit $2`,
        [after, limit],
      );
      return rows.map((row) => row.id);
    },
  };
}

function issueOf(row: Issue): LoggedEvent {
  const text = issueEventText({
    identifier: row.identifier,
    recordDigest: row.record_digest.toString('hex'),
    signatureDigest: digestHex(row.signature),
    keyId: row.key_id,
    algorithm: row.algorithm,
    signedAt: written(row.signed_at),
  });
  return { salt: row.log_salt, bytes: Buffer.from(text, 'utf8') };
}

function changeOf(row: Change): LoggedEvent {
  return { salt: row.log_salt, bytes: Buffer.from(standingEventText({ identifier: row.identifier, from: row.from_state, to: row.to_state, at: written(row.at) }), 'utf8') };
}
