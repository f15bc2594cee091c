create table items.implementation (
  slug text constraint implementation_key primary key,
  instance text not null,
  code text not null constraint implementation_code unique,
  office text not null,
  region text not null
);
comment on table items.implementation is 'An item as one department exercises it; the code of 31 characters never changes';

create table items.version (
  id uuid constraint version_key primary key,
  slug text not null constraint version_of_implementation references items.implementation (slug),
  number integer not null,
  content jsonb not null,
  digest text not null,
  published_at timestamptz not null,
  constraint version_number unique (slug, number)
);
create trigger version_append_only before update or delete on items.version
  for each row execute function kernel.refuse_change();
comment on table items.version is 'Published versions with all 70 elements; a running case keeps the version it began with';

create table items.search_entry (
  slug text constraint search_entry_key primary key constraint search_entry_of references items.implementation (slug),
  version uuid not null constraint search_entry_version references items.version (id),
  terms tsvector not null,
  popularity integer not null default 0
);
create index search_entry_terms on items.search_entry using gin (terms);
comment on table items.search_entry is 'Pairs of characters of the newest published version, by weight: A name, B synonyms, C what stands around';
