-- Refuses any change of rows that must stay as they were written.
create function kernel.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are append-only', tg_table_schema, tg_table_name using errcode = 'OV001';
end $$;

create table kernel.idempotency (
  actor text not null,
  key text not null,
  route text not null,
  request_digest bytea not null,
  status smallint,
  answer text,
  created_at timestamptz not null default clock_timestamp(),
  constraint idempotency_key primary key (actor, key)
);
comment on table kernel.idempotency is 'The answer to each mutating request, stored in the transaction of its effect: a repeat gets the same answer, kept 7 days';

create table kernel.outbox (
  id bigint generated always as identity constraint outbox_key primary key,
  topic text not null,
  payload jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  attempts smallint not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  last_error text
);
create index outbox_due on kernel.outbox (next_at);
comment on table kernel.outbox is 'Messages written in the transaction of the deed; handlers run after the commit, at least once; a row goes when its handler committed';

create table kernel.outbox_parked (
  id bigint constraint outbox_parked_key primary key,
  topic text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  attempts smallint not null,
  last_error text not null,
  parked_at timestamptz not null default clock_timestamp()
);
comment on table kernel.outbox_parked is 'Messages whose handler failed too often: out of the way of the others, for a person to look at';

create table kernel.audit_event (
  id uuid constraint audit_event_key primary key,
  at timestamptz not null,
  name text not null,
  result text not null constraint audit_event_result check (result in ('done', 'refused', 'denied')),
  person uuid,
  account uuid,
  role text not null,
  office uuid,
  post uuid,
  object_kind text,
  object_id text,
  case_id text,
  item text,
  request_id text not null,
  address text,
  body jsonb not null,
  salt bytea not null
);
create index audit_event_at on kernel.audit_event (at desc, id desc);
create index audit_event_person on kernel.audit_event (person, at desc);
create index audit_event_object on kernel.audit_event (object_id, at desc);
create trigger audit_event_append_only before update or delete on kernel.audit_event
  for each row execute function kernel.refuse_change();
comment on table kernel.audit_event is 'Who did what to which object; the leaf of each event stands in the log `audit`';

create table kernel.personal_read (
  id uuid constraint personal_read_key primary key,
  at timestamptz not null,
  subject uuid not null,
  person uuid,
  role text not null,
  office uuid,
  fields text[] not null,
  purpose text not null,
  case_id text,
  request_id text not null,
  salt bytea not null
);
create index personal_read_subject on kernel.personal_read (subject, at desc, id desc);
create trigger personal_read_append_only before update or delete on kernel.personal_read
  for each row execute function kernel.refuse_change();
comment on table kernel.personal_read is 'Who looked at whose data, which fields and why; the person may read it (PIPL 44, 45); leaves in the log `access`';

create table kernel.file (
  id uuid constraint file_key primary key,
  name text not null,
  media_type text not null,
  size integer not null,
  digest bytea not null,
  wrapped_key text not null,
  created_at timestamptz not null,
  erased_at timestamptz
);
comment on table kernel.file is 'The one home of files: content in chunks under a key of its own; destroying the key erases the file, backups included';

create table kernel.file_chunk (
  file uuid not null constraint file_chunk_of references kernel.file (id),
  number integer not null,
  content bytea not null,
  constraint file_chunk_key primary key (file, number)
);
comment on table kernel.file_chunk is 'Encrypted pieces of 64 KiB, committed with the row that needs them';

create table kernel.setting (
  name text constraint setting_key primary key,
  value jsonb not null
);
comment on table kernel.setting is 'Facts of this installation: its instance, the demo clock';
