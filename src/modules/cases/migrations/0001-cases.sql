-- Serials of case numbers: a sequence never waits for another deed; a number that a refused deed took stays unused.
create sequence cases.serial as integer minvalue 1 maxvalue 999999 cycle;

create table cases.case_record (
  id uuid constraint case_record_key primary key,
  instance text not null,
  office uuid not null,
  acceptance_office uuid not null,
  region text not null constraint case_record_region check (region ~ '^[0-9]{12}$'),
  version integer not null default 1,
  state text not null constraint case_record_state check (state in ('draft', 'submitted', 'correction', 'accepted', 'suspended', 'not-accepted', 'granted', 'refused', 'withdrawn')),
  channel text not null constraint case_record_channel check (channel in ('online', 'window')),
  number text constraint case_record_number unique,
  item_slug text not null,
  item_version uuid not null,
  item_name jsonb not null,
  applicant uuid,
  applicant_name text,
  organisation uuid,
  form text,
  screens_saved text[] not null default '{}',
  "window" text,
  legal_days smallint,
  legal_unit text,
  promised_days smallint not null,
  promised_unit text not null,
  created_at timestamptz not null,
  submitted_at timestamptz,
  submitted_on date,
  tell_until date,
  accepted_at timestamptz,
  accepted_on date,
  accepted_by uuid,
  accepted_how text constraint case_record_accepted_how check (accepted_how in ('clerk', 'law')),
  assignee uuid,
  legal_due_on date,
  promised_due_on date,
  warn_on date,
  needs_calendar_of smallint,
  decided_at timestamptz,
  decided_on date,
  decided_by_kind text constraint case_record_decided_by_kind check (decided_by_kind in ('person', 'rule')),
  decided_by uuid,
  rule text,
  rule_version integer,
  facts text,
  reason text,
  concluded_at timestamptz,
  constraint case_record_two_hands check (accepted_by is null or decided_by is null or accepted_by <> decided_by),
  constraint case_record_numbered check (state in ('draft', 'withdrawn') or (number is not null and applicant is not null and submitted_at is not null)),
  constraint case_record_accepted check ((accepted_at is null) = (accepted_on is null) and (accepted_how is distinct from 'clerk' or accepted_by is not null)),
  constraint case_record_running check (state not in ('accepted', 'suspended', 'granted', 'refused') or accepted_at is not null),
  constraint case_record_decided check ((state in ('granted', 'refused')) = (decided_at is not null)),
  constraint case_record_decider check (decided_at is null or (decided_by_kind = 'person' and decided_by is not null) or (decided_by_kind = 'rule' and decided_by is null and rule is not null and rule_version is not null)),
  constraint case_record_refused_with_reason check (state not in ('refused', 'not-accepted') or length(reason) > 0)
);
create index case_record_applicant on cases.case_record (applicant, id desc);
create index case_record_decision on cases.case_record (office, state, promised_due_on, id);
create index case_record_acceptance on cases.case_record (acceptance_office, state, promised_due_on, id);
create index case_record_told on cases.case_record (tell_until) where state = 'submitted';
create index case_record_provisional on cases.case_record (needs_calendar_of) where needs_calendar_of is not null;
comment on table cases.case_record is 'One application for one item, from draft to conclusion; keeps the item version it began with and copies what lists show';
comment on column cases.case_record.form is 'Answers and what the registers prefilled, sealed as one cell';
comment on column cases.case_record.facts is 'The facts a published rule looked at and the conditions that failed, sealed';
comment on column cases.case_record.tell_until is 'Last day to tell what is missing; after it the case counts as accepted from receipt';
comment on column cases.case_record.needs_calendar_of is 'Year whose working-day calendar is not published yet: the due dates are provisional';

create table cases.material (
  id uuid constraint material_key primary key,
  case_id uuid not null constraint material_of_case references cases.case_record (id),
  material text not null,
  how text not null constraint material_how check (how in ('upload', 'licence', 'register')),
  file uuid,
  file_name text,
  media_type text,
  size integer,
  pages smallint,
  evidence text,
  supplied_at timestamptz not null,
  supplied_by uuid,
  constraint material_proof check ((how = 'upload') = (file is not null) and (how = 'upload') = (evidence is null))
);
create index material_case on cases.material (case_id);
create unique index material_from_government on cases.material (case_id, material) where how <> 'upload';
comment on table cases.material is 'What stands on a case: an uploaded file, or the evidence of a licence or register in place of a paper';
comment on column cases.material.evidence is 'Source, path and values of what the government supplied, sealed';

create table cases.history (
  id uuid constraint history_key primary key,
  case_id uuid not null constraint history_of_case references cases.case_record (id),
  at timestamptz not null,
  "on" date not null,
  kind text not null,
  by_kind text not null constraint history_by_kind check (by_kind in ('applicant', 'staff', 'rule', 'law', 'system')),
  by_person uuid,
  office uuid,
  from_state text,
  to_state text not null,
  says jsonb not null
);
create index history_case on cases.history (case_id, at, id);
create trigger history_append_only before update or delete on cases.history
  for each row execute function kernel.refuse_change();
comment on table cases.history is 'Every change of a case with the sentence that explains it; append-only';

create table cases.correction (
  case_id uuid constraint correction_key primary key constraint correction_of_case references cases.case_record (id),
  told_by uuid not null,
  told_at timestamptz not null,
  told_on date not null,
  points jsonb not null,
  answered_at timestamptz,
  answered_on date
);
comment on table cases.correction is 'What is missing, told once: the key is the case (administrative licensing law, article 32)';

create table cases.special_procedure (
  id uuid constraint special_procedure_key primary key,
  case_id uuid not null constraint special_procedure_of_case references cases.case_record (id),
  procedure text not null,
  name jsonb not null,
  reason text not null,
  notice jsonb not null,
  ordered_by uuid not null,
  started_at timestamptz not null,
  started_on date not null,
  planned_on date not null,
  ended_at timestamptz,
  ended_on date,
  passed boolean,
  result text,
  constraint special_procedure_ended check ((ended_at is null) = (ended_on is null) and (ended_at is null) = (passed is null) and (ended_on is null or ended_on >= started_on))
);
create unique index special_procedure_open on cases.special_procedure (case_id) where ended_on is null;
create index special_procedure_case on cases.special_procedure (case_id);
comment on table cases.special_procedure is 'Time that no limit counts, each with its written notice; at most one runs at a time (article 45)';

create table cases.visit (
  case_id uuid not null constraint visit_of_case references cases.case_record (id),
  visited_on date not null,
  at timestamptz not null,
  office uuid not null,
  "window" text,
  clerk uuid not null,
  constraint visit_key primary key (case_id, visited_on)
);
comment on table cases.visit is 'Days on which the applicant stood at a window for this case: the figure the platform is measured by';

create table cases.receipt (
  case_id uuid constraint receipt_key primary key constraint receipt_of_case references cases.case_record (id),
  issued_at timestamptz not null,
  payload text not null,
  key_id text not null,
  algorithm text not null,
  signature text not null
);
create trigger receipt_append_only before update or delete on cases.receipt
  for each row execute function kernel.refuse_change();
comment on table cases.receipt is 'The signed proof of filing: payload and signature byte for byte, so that it verifies without this server';
