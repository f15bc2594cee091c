create table licences.number_series (
  instance text not null,
  type text not null,
  year smallint not null,
  last integer not null,
  constraint number_series_key primary key (instance, type, year)
);
comment on table licences.number_series is 'The last human number given for each licence type; taken in the transaction that writes the intent, so that a number is never skipped or given twice';

create table licences.licence (
  id uuid constraint licence_key primary key,
  instance text not null,
  office uuid not null,
  region text not null constraint licence_region check (region ~ '^\d{12}$'),
  version integer not null default 1,
  type text not null,
  identifier text not null constraint licence_identifier_once unique,
  serial text not null constraint licence_serial check (serial ~ '^[0-9A-Z]{1,64}$'),
  licence_version smallint not null constraint licence_licence_version check (licence_version between 1 and 999),
  number text not null,
  grade text not null constraint licence_grade check (grade in ('A', 'B')),
  holder_person uuid,
  holder_organisation uuid,
  single_valid boolean not null,
  case_id text,
  item text,
  issuer_office uuid not null,
  issued_on date not null,
  valid_from date not null,
  valid_to date,
  state text not null constraint licence_state check (state in ('prepared', 'valid', 'suspended', 'revoked', 'replaced', 'void')),
  to_be_signed text not null,
  record_digest bytea not null constraint licence_record_digest check (length(record_digest) = 32),
  prepared_at timestamptz not null,
  key_id text,
  algorithm text,
  signature bytea,
  signed_at timestamptz,
  log_salt bytea,
  constraint licence_number unique (type, number, licence_version),
  constraint licence_one_holder check ((holder_person is null) <> (holder_organisation is null)),
  constraint licence_days check (valid_to is null or valid_to >= valid_from),
  constraint licence_signed check (state in ('prepared', 'void') or (signature is not null and key_id is not null and algorithm is not null and signed_at is not null and log_salt is not null))
);
create unique index licence_once_a_case on licences.licence (case_id, type) where case_id is not null and state <> 'void';
create unique index licence_single_valid on licences.licence (type, coalesce(holder_person, holder_organisation))
  where single_valid and state in ('prepared', 'valid', 'suspended');
create index licence_of_person on licences.licence (holder_person, id desc) where holder_person is not null;
create index licence_of_organisation on licences.licence (holder_organisation, id desc) where holder_organisation is not null;
create index licence_of_office on licences.licence (office, id desc);
create index licence_prepared on licences.licence (prepared_at) where state = 'prepared';
comment on table licences.licence is 'Each licence from the intent to issue it to the end of its life. What can be derived (expired) is not stored';
comment on column licences.licence.to_be_signed is 'The exact canonical text that is signed, as one sealed cell: holder, face and days stand nowhere else';
comment on column licences.licence.record_digest is 'SHA-256 of the exact text, so that a changed cell is found without a signature';
comment on column licences.licence.grade is 'Trust level: A made by the organ itself, B checked against the original by a window';
comment on column licences.licence.version is 'For optimistic locks; the version of the licence itself is licence_version';
comment on column licences.licence.log_salt is 'Salt of the leaf in the log `licence`; the event id of the leaf is the licence id';

-- A licence that was written stays as it was written; only its standing moves, and only along these ways.
create function licences.guard_licence() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a licence is never deleted' using errcode = 'OV001';
  end if;
  if (new.id, new.instance, new.type, new.identifier, new.serial, new.licence_version, new.number, new.grade, new.issuer_office, new.issued_on, new.valid_from, new.to_be_signed, new.record_digest, new.prepared_at)
     is distinct from
     (old.id, old.instance, old.type, old.identifier, old.serial, old.licence_version, old.number, old.grade, old.issuer_office, old.issued_on, old.valid_from, old.to_be_signed, old.record_digest, old.prepared_at)
     or (new.holder_person, new.holder_organisation, new.case_id, new.item, new.valid_to)
     is distinct from
     (old.holder_person, old.holder_organisation, old.case_id, old.item, old.valid_to) then
    raise exception 'what is to be signed does not change' using errcode = 'OV001';
  end if;
  if old.signature is not null and (new.signature, new.key_id, new.algorithm, new.signed_at, new.log_salt)
     is distinct from (old.signature, old.key_id, old.algorithm, old.signed_at, old.log_salt) then
    raise exception 'a licence is signed once' using errcode = 'OV001';
  end if;
  if new.state <> old.state and not (
    (old.state = 'prepared' and new.state in ('valid', 'void'))
    or (old.state = 'valid' and new.state in ('suspended', 'revoked', 'replaced'))
    or (old.state = 'suspended' and new.state in ('valid', 'revoked', 'replaced'))) then
    raise exception 'a licence does not go from % to %', old.state, new.state using errcode = 'OV001';
  end if;
  return new;
end $$;
create trigger licence_guard before update or delete on licences.licence for each row execute function licences.guard_licence();

create table licences.standing_change (
  id uuid constraint standing_change_key primary key,
  licence uuid not null constraint standing_change_of references licences.licence (id),
  from_state text not null,
  to_state text not null,
  at timestamptz not null,
  person uuid,
  office uuid,
  reason text not null,
  log_salt bytea not null
);
create index standing_change_licence on licences.standing_change (licence, at);
create trigger standing_change_append_only before update or delete on licences.standing_change
  for each row execute function kernel.refuse_change();
comment on table licences.standing_change is 'Why a licence was suspended, restored, revoked, replaced or voided, and by whom; each is a leaf of the log `licence` under its own id';

create table licences.reuse (
  id uuid constraint reuse_key primary key,
  licence uuid not null constraint reuse_of references licences.licence (id),
  case_id text not null,
  material text not null,
  purpose text not null,
  ground text not null constraint reuse_ground check (ground in ('card', 'session')),
  reading uuid,
  person uuid not null,
  asker_person uuid,
  asker_office uuid,
  verified_at timestamptz not null,
  path text not null,
  constraint reuse_card_has_reading check ((ground = 'card') = (reading is not null))
);
create index reuse_licence on licences.reuse (licence, verified_at desc);
create trigger reuse_append_only before update or delete on licences.reuse
  for each row execute function kernel.refuse_change();
comment on table licences.reuse is 'Each time a licence stood in for a paper: for which case and material, on what ground, verified when. The holder reads it as "where it was used"';
comment on column licences.reuse.path is 'Person, relation, organisation in words of record, sealed';

create table licences.copy (
  id uuid constraint copy_key primary key,
  person uuid not null,
  type text not null,
  file uuid,
  details text not null,
  grade text not null constraint copy_grade check (grade in ('C', 'D')),
  uploaded_at timestamptz not null,
  checked_at timestamptz,
  checked_by uuid,
  checked_office uuid,
  checked_window text,
  licence uuid constraint copy_licence references licences.licence (id),
  constraint copy_file_by_grade check ((grade = 'C') = (file is not null)),
  constraint copy_checked_whole check ((checked_at is null) = (checked_by is null) and (checked_at is null) = (checked_office is null) and (checked_at is null) = (licence is null))
);
create index copy_of_person on licences.copy (person, id desc);
create function licences.guard_copy() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.checked_at is not null
     or (new.id, new.person, new.type, new.file, new.details, new.grade, new.uploaded_at)
     is distinct from (old.id, old.person, old.type, old.file, old.details, old.grade, old.uploaded_at) then
    raise exception 'a copy is checked once and otherwise stays' using errcode = 'OV001';
  end if;
  return new;
end $$;
create trigger copy_guard before update or delete on licences.copy for each row execute function licences.guard_copy();
comment on table licences.copy is 'Copies of licences that people brought: C uploaded, D declared. A window that sees the original turns one into a licence of grade B, once';
comment on column licences.copy.details is 'Number, days and face as the person wrote them, sealed';

create table licences.rendering (
  licence uuid constraint rendering_key primary key constraint rendering_of references licences.licence (id),
  file uuid not null,
  drawn_at timestamptz not null
);
comment on table licences.rendering is 'The PDF of a licence, drawn from its signed record when first wanted; can be thrown away and drawn again';
create index licence_signed_at on licences.licence (signed_at) where signed_at is not null;
