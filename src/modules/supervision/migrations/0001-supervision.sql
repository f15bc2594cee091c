create table supervision.rating (
  id uuid constraint rating_key primary key,
  instance text not null,
  case_id uuid not null constraint rating_of_case unique,
  item text not null,
  office uuid not null,
  region text not null,
  person uuid not null,
  satisfaction smallint not null constraint rating_satisfaction check (satisfaction between 1 and 5),
  words text,
  rated_at timestamptz not null
);
create index rating_of_office on supervision.rating (office, id desc);
create trigger rating_append_only before update or delete on supervision.rating
  for each row execute function kernel.refuse_change();
comment on table supervision.rating is 'GB/T 39046 table 9: one rating a case, by the person it belongs to; 1 very satisfied to 5 very dissatisfied';
comment on column supervision.rating.words is 'what the person wrote, sealed';
