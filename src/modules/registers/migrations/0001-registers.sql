create table registers.batch (
  id uuid constraint batch_key primary key,
  register text not null constraint batch_register check (register in ('population', 'legal-entity')),
  department text not null,
  rows integer not null,
  digest text not null,
  loaded_at timestamptz not null,
  constraint batch_content unique (register, digest)
);
comment on table registers.batch is 'A delivery of one department: its digest makes loading it twice harmless';

create table registers.person (
  number text constraint person_key primary key,
  name text not null,
  sex text not null,
  birth_date date not null,
  nationality text not null,
  household_address text not null,
  household_region text not null,
  residence_address text,
  marital_status text not null,
  alive boolean not null,
  died_on date,
  listed_as_dishonest boolean not null,
  batch uuid not null constraint person_of_batch references registers.batch (id)
);
comment on table registers.person is 'Population register, one row a citizen number; written by the loader, read through the look-up with a purpose';

create table registers.entity (
  credit_code text constraint entity_key primary key,
  name text not null,
  kind text not null,
  legal_representative text not null,
  legal_representative_number text,
  address text not null,
  scope text not null,
  state text not null constraint entity_state check (state in ('active', 'revoked', 'cancelled')),
  established_on date not null,
  batch uuid not null constraint entity_of_batch references registers.batch (id)
);
create index entity_name on registers.entity (name);
comment on table registers.entity is 'Legal-entity register, one row a unified social credit code';
