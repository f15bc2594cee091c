create table kernel.data_key (
  kid text constraint data_key_key primary key constraint data_key_kid check (kid ~ '^[a-z0-9-]{4,40}$'),
  wrapped text not null,
  created_at timestamptz not null default clock_timestamp(),
  seals_from timestamptz not null
);
comment on table kernel.data_key is 'Data keys of encrypted columns, wrapped by a key that is never in the database: a backup carries them and opens nothing without the key folder';
comment on column kernel.data_key.seals_from is 'The newest key of the past seals; a new one begins late so that every process knows it before the first cell under it is written';
