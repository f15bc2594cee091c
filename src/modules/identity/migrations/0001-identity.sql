-- The office tree: loaded from the city's data, never edited by hand.
create table identity.office (
  id uuid constraint office_key primary key,
  instance text not null,
  slug text not null,
  kind text not null constraint office_kind check (kind in ('government', 'department', 'district', 'park', 'street', 'community', 'hall')),
  parent uuid constraint office_parent references identity.office (id),
  name jsonb not null,
  region text not null constraint office_region check (region ~ '^\d{12}$'),
  credit_code text not null,
  phone text not null,
  windows jsonb not null,
  demo boolean not null,
  constraint office_slug unique (instance, slug)
);
comment on table identity.office is 'Departments, districts, parks, streets, communities and halls of the instance; the id follows from instance and slug, so that a reload changes no key';

create table identity.person (
  id uuid constraint person_key primary key,
  instance text not null,
  office uuid not null constraint person_office references identity.office (id),
  region text not null constraint person_region check (region ~ '^\d{12}$'),
  name text not null,
  citizen_number text not null,
  citizen_number_index bytea not null constraint person_citizen_number_index unique,
  phone text,
  phone_index bytea,
  real_name_level text not null constraint person_real_name_level check (real_name_level in ('L0', 'L1', 'L2', 'L3')),
  created_at timestamptz not null
);
create index person_phone_index on identity.person (phone_index);
comment on table identity.person is 'A person, known once; name, number and phone are sealed cells, found only by exact blind index';
comment on column identity.person.office is 'The office under which the person was first entered; it gives that office no right';

create table identity.account (
  id uuid constraint account_key primary key,
  person uuid not null constraint account_person references identity.person (id),
  kind text not null constraint account_kind check (kind in ('citizen', 'staff')),
  password text,
  totp_secret text,
  totp_last_step bigint not null default 0,
  state text not null constraint account_state check (state in ('active', 'suspended')),
  suspended_at timestamptz,
  suspended_by uuid,
  created_at timestamptz not null,
  constraint account_of_kind unique (person, kind),
  constraint account_suspension check ((state = 'suspended') = (suspended_at is not null))
);
comment on table identity.account is 'A way in: one as citizen, one as staff at most. The password is argon2id in PHC form; a staff account without password waits for its invitation';
comment on column identity.account.totp_last_step is 'The last time step whose code was taken: a code works once (RFC 6238 section 5.2)';

create table identity.post (
  id uuid constraint post_key primary key,
  instance text not null,
  office uuid not null constraint post_office references identity.office (id),
  region text not null constraint post_region check (region ~ '^\d{12}$'),
  person uuid not null constraint post_person references identity.person (id),
  role text not null constraint post_role check (role in ('clerk', 'approver', 'auditor', 'admin')),
  items text[],
  window_name text,
  from_day date not null,
  to_day date,
  deputy_of uuid constraint post_deputy_of references identity.post (id),
  granted_by uuid,
  ended_by uuid,
  ended_at timestamptz,
  created_at timestamptz not null,
  constraint post_days check (to_day is null or to_day >= from_day),
  constraint post_not_its_own_deputy check (deputy_of <> id)
);
create index post_person on identity.post (person);
create index post_office_role on identity.post (office, role);
create unique index post_open_once on identity.post (person, office, role) where to_day is null and ended_at is null;
comment on table identity.post is 'Where every right of staff comes from: who, for which office, in which role, from when to when; items null means all of the office';
comment on column identity.post.ended_at is 'Revoked before its term was over: from this instant it opens nothing';

create table identity.session (
  id uuid constraint session_key primary key,
  digest bytea not null constraint session_digest unique,
  account uuid not null constraint session_account references identity.account (id),
  post uuid constraint session_post references identity.post (id),
  authenticated_at timestamptz not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz,
  ended_because text constraint session_ended_because
    check (ended_because in ('signed-out', 'replaced', 'too-many', 'suspended', 'recovered', 'ended-elsewhere')),
  constraint session_end check ((ended_at is null) = (ended_because is null))
);
create index session_account on identity.session (account) where ended_at is null;
comment on table identity.session is 'Sessions by the SHA-256 of their token; the token itself is only in the browser';

create table identity.failed_try (
  key bytea constraint failed_try_key primary key,
  failed integer not null,
  last_at timestamptz not null,
  locked_until timestamptz
);
comment on table identity.failed_try is 'Tries that failed since the last success, by blind index of what was typed: a number nobody holds is locked the same way as a real one';

create table identity.one_time_code (
  id uuid constraint one_time_code_key primary key,
  purpose text not null constraint one_time_code_purpose check (purpose in ('register', 'sign-in', 'recover', 'invitation')),
  account uuid constraint one_time_code_account references identity.account (id),
  phone text,
  digest bytea not null,
  tries integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_code_expires on identity.one_time_code (expires_at);
comment on table identity.one_time_code is 'Six digits sent to a phone: ten minutes, ten tries, one use; only a keyed digest is kept';

create table identity.invitation (
  id uuid constraint invitation_key primary key,
  account uuid not null constraint invitation_account references identity.account (id),
  digest bytea not null constraint invitation_digest unique,
  code uuid not null constraint invitation_code references identity.one_time_code (id),
  totp_secret text not null,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index invitation_account on identity.invitation (account);
comment on table identity.invitation is 'A link for one member of staff to set password and second factor; the link goes by the administrator, its code by phone, so that neither alone opens the account';

create table identity.organisation (
  id uuid constraint organisation_key primary key,
  instance text not null,
  office uuid not null constraint organisation_office references identity.office (id),
  region text not null constraint organisation_region check (region ~ '^\d{12}$'),
  credit_code text not null constraint organisation_credit_code unique,
  name text not null,
  kind text not null constraint organisation_kind
    check (kind in ('enterprise', 'individual-business', 'public-institution', 'social-organisation', 'government')),
  address text not null,
  scope text not null,
  capital text,
  registered_on date not null,
  created_at timestamptz not null,
  constraint organisation_name unique (instance, name)
);
comment on table identity.organisation is 'Organisations as accounts: name and credit code are public (企业信息公示暂行条例 Art. 6)';

create table identity.organisation_relation (
  id uuid constraint organisation_relation_key primary key,
  organisation uuid not null constraint organisation_relation_organisation references identity.organisation (id),
  person uuid not null constraint organisation_relation_person references identity.person (id),
  role text not null constraint organisation_relation_role check (role in ('operator', 'legal-representative')),
  from_day date not null,
  to_day date,
  created_at timestamptz not null,
  constraint organisation_relation_days check (to_day is null or to_day >= from_day)
);
create index organisation_relation_person on identity.organisation_relation (person);
create unique index organisation_relation_open_once on identity.organisation_relation (organisation, person, role) where to_day is null;
comment on table identity.organisation_relation is 'Who may act for an organisation, from which day to which';

create table identity.credit_code_range (
  instance text constraint credit_code_range_key primary key,
  last integer not null
);
comment on table identity.credit_code_range is 'The last organisation code given from the demo range; the row lock makes the next one unique';

create table identity.card_reader (
  id text constraint card_reader_key primary key,
  instance text not null,
  office uuid not null constraint card_reader_office references identity.office (id),
  region text not null constraint card_reader_region check (region ~ '^\d{12}$'),
  window_name text not null,
  serial text not null,
  model jsonb not null,
  public_key text not null,
  stand_in boolean not null,
  state text not null constraint card_reader_state check (state in ('active', 'suspended')),
  registered_at timestamptz not null,
  seen_at timestamptz
);
create unique index card_reader_one_a_window on identity.card_reader (office, window_name) where state = 'active';
comment on table identity.card_reader is 'Registered readers with their own Ed25519 key; only their signed answer makes a card reading';

create table identity.reading_challenge (
  id uuid constraint reading_challenge_key primary key,
  reader text not null constraint reading_challenge_reader references identity.card_reader (id),
  nonce text not null constraint reading_challenge_nonce unique,
  window_name text not null,
  clerk uuid not null constraint reading_challenge_clerk references identity.account (id),
  case_id uuid not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz
);
create index reading_challenge_reader on identity.reading_challenge (reader, opened_at desc) where closed_at is null;
comment on table identity.reading_challenge is 'What a reader is asked to sign: bound to window, clerk and case, answered once within two minutes';

create table identity.card_reading (
  id uuid constraint card_reading_key primary key,
  challenge uuid not null constraint card_reading_challenge unique constraint card_reading_of_challenge references identity.reading_challenge (id),
  reader text not null constraint card_reading_reader references identity.card_reader (id),
  window_name text not null,
  clerk uuid not null constraint card_reading_clerk references identity.account (id),
  case_id uuid not null,
  person uuid not null constraint card_reading_person references identity.person (id),
  statement text not null,
  signature text not null,
  read_at timestamptz not null,
  used_at timestamptz
);
create index card_reading_case on identity.card_reading (case_id);
comment on table identity.card_reading is 'Evidence that a card lay on a registered reader: the sealed statement, the signature of the reader, and whether it was spent';
