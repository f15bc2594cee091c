import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';

/** A person with at least one row in every table of which a citizen reads only the own rows. */
export interface Planted {
  readonly person: string;
  readonly account: string;
  readonly office: string;
  readonly case: string;
  readonly identifier: string;
  readonly files: readonly string[];
  /** the person's own and one of an organisation, with a relation for the year 2026 */
  readonly licences: readonly string[];
}

const at = '2026-03-09T01:00:00Z';

/** Rows as the owner of the tables writes them; the sealed cells hold nothing, since nobody opens them here. */
export async function plantPerson(client: pg.Client): Promise<Planted> {
  const [person, account, office, organisation, theCase] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const files = [randomUUID(), randomUUID(), randomUUID()];
  const licences = [randomUUID(), randomUUID()];
  const planted: Planted = { person, account, office, case: theCase, identifier: `identifier-${person}`, files, licences };
  const index = `\\x${createHash('sha256').update(person).digest('hex').slice(0, 32)}`;
  for (const statement of [
    ...identityRows(planted, organisation, index),
    ...files.flatMap((file) => [
      `insert into kernel.file (id, name, media_type, size, digest, wrapped_key, created_at) values ('${file}', 'f', 'image/png', 1, '', 'key', '${at}')`,
      `insert into kernel.file_chunk (file, number, content) values ('${file}', 0, 'x')`,
    ]),
    ...kernelRows(planted),
    ...licenceRows(planted, organisation),
    ...caseRows(planted),
  ])
    await client.query(statement);
  return planted;
}

function identityRows({ person, account, office }: Planted, organisation: string, index: string): string[] {
  return [
    `insert into identity.office (id, instance, slug, kind, name, region, credit_code, phone, windows, demo) values ('${office}', 'test', '${office}', 'hall', '{}', '430100000000', 'x', 'x', '[]', true)`,
    `insert into identity.person (id, instance, office, region, name, citizen_number, citizen_number_index, real_name_level, created_at) values ('${person}', 'test', '${office}', '430100000000', 'n', 'c', '${index}', 'L2', '${at}')`,
    `insert into identity.account (id, person, kind, state, created_at) values ('${account}', '${person}', 'citizen', 'active', '${at}')`,
    `insert into identity.session (id, digest, account, authenticated_at, started_at, seen_at) values ('${randomUUID()}', '${index}', '${account}', '${at}', '${at}', '${at}')`,
    `insert into identity.organisation (id, instance, office, region, credit_code, name, kind, address, scope, registered_on, created_at) values ('${organisation}', 'test', '${office}', '430100000000', '${organisation}', '${organisation}', 'enterprise', 'a', 's', '2026-01-01', '${at}')`,
    `insert into identity.organisation_relation (id, organisation, person, role, from_day, to_day, created_at) values ('${randomUUID()}', '${organisation}', '${person}', 'operator', '2026-01-01', '2026-12-31', '${at}')`,
  ];
}

function kernelRows({ person, account }: Planted): string[] {
  const leaf = (log: number) => `insert into kernel.tlog_leaf (log_id, idx, leaf, event_id) select ${log}, count(*), sha256('${person}'), '${randomUUID()}' from kernel.tlog_leaf where log_id = ${log}`;
  const tile = (log: number) => `insert into kernel.tlog_tile (log_id, level, n, hashes) select ${log}, 0, count(*), sha256('x') from kernel.tlog_tile where log_id = ${log}`;
  const checkpoint = (log: number) =>
    `insert into kernel.tlog_checkpoint (log_id, size, prev_size, root, note, at) select ${log}, count(*) + 1, count(*), sha256('x'), 'n', '${at}' from kernel.tlog_checkpoint where log_id = ${log}`;
  return [
    `insert into kernel.idempotency (actor, key, route, request_digest) values ('${account}', '${randomUUID()}', 'r', '')`,
    `insert into kernel.personal_read (id, at, subject, person, role, fields, purpose, request_id, salt) values ('${randomUUID()}', '${at}', '${person}', '${randomUUID()}', 'clerk', '{}', 'p', 'r', '')`,
    ...[1, 2].flatMap((log) => [leaf(log), tile(log), checkpoint(log)]),
  ];
}

function licenceRows({ person, office, case: theCase, identifier, files, licences }: Planted, organisation: string): string[] {
  const licence = (id: string, holder: string, held: string, name: string, state: string) =>
    `insert into licences.licence (id, instance, office, region, type, identifier, serial, licence_version, number, grade, ${holder}, single_valid, issuer_office, issued_on, valid_from, state, to_be_signed, record_digest, prepared_at, key_id, algorithm, signature, signed_at, log_salt)
     values ('${id}', 'test', '${office}', '430100000000', '${id}', '${name}', '1', 1, '${id}', 'A', '${held}', false, '${office}', '2026-01-01', '2026-01-01', '${state}', 's', sha256('x'), '${at}', ${state === 'valid' ? `'k', 'a', 'x', '${at}', 'x'` : 'null, null, null, null, null'})`;
  return [
    licence(licences[0] ?? '', 'holder_person', person, identifier, 'valid'),
    licence(licences[1] ?? '', 'holder_organisation', organisation, `${identifier}-prepared`, 'prepared'),
    ...licences.flatMap((one) => [
      `insert into licences.standing_change (id, licence, from_state, to_state, at, reason, log_salt) values ('${randomUUID()}', '${one}', 'valid', 'suspended', '${at}', 'r', '')`,
      `insert into licences.reuse (id, licence, case_id, material, purpose, ground, person, verified_at, path) values ('${randomUUID()}', '${one}', '${theCase}', 'm', 'p', 'session', '${person}', '${at}', 'x')`,
    ]),
    `insert into licences.rendering (licence, file, drawn_at) values ('${licences[0]}', '${files[0]}', '${at}')`,
    `insert into licences.copy (id, person, type, file, details, grade, uploaded_at) values ('${randomUUID()}', '${person}', 't', '${files[1]}', 'd', 'C', '${at}')`,
  ];
}

function caseRows({ person, office, case: theCase, files }: Planted): string[] {
  return [
    `insert into cases.case_record (id, instance, office, acceptance_office, region, state, channel, item_slug, item_version, item_name, applicant, promised_days, promised_unit, created_at) values ('${theCase}', 'test', '${office}', '${office}', '430100000000', 'draft', 'online', 'i', '${randomUUID()}', '{}', '${person}', 1, 'working-day', '${at}')`,
    `insert into cases.material (id, case_id, material, how, file, supplied_at) values ('${randomUUID()}', '${theCase}', 'm', 'upload', '${files[2]}', '${at}')`,
    `insert into cases.history (id, case_id, at, "on", kind, by_kind, by_person, to_state, says) values ('${randomUUID()}', '${theCase}', '${at}', '2026-03-09', 'begun', 'applicant', '${person}', 'draft', '{}')`,
    `insert into cases.correction (case_id, told_by, told_at, told_on, points) values ('${theCase}', '${randomUUID()}', '${at}', '2026-03-09', '[]')`,
    `insert into cases.special_procedure (id, case_id, procedure, name, reason, notice, ordered_by, started_at, started_on, planned_on) values ('${randomUUID()}', '${theCase}', 'p', '{}', 'r', '{}', '${randomUUID()}', '${at}', '2026-03-09', '2026-03-10')`,
    `insert into cases.visit (case_id, visited_on, at, office, clerk) values ('${theCase}', '2026-03-09', '${at}', '${office}', '${randomUUID()}')`,
    `insert into cases.receipt (case_id, issued_at, payload, key_id, algorithm, signature) values ('${theCase}', '${at}', 'p', 'k', 'a', 's')`,
    `insert into channels.notice (id, instance, person, kind, case_id, title, body, path, created_at) values ('${randomUUID()}', 'test', '${person}', 'k', '${theCase}', '{}', '{}', '/', '${at}')`,
    `insert into supervision.rating (id, instance, case_id, item, office, region, person, satisfaction, rated_at) values ('${randomUUID()}', 'test', '${theCase}', 'i', '${office}', '430100000000', '${person}', 1, '${at}')`,
  ];
}
