create table kernel.tlog_pending (
  id bigint generated always as identity constraint tlog_pending_key primary key,
  log_id smallint not null constraint tlog_pending_log check (log_id between 1 and 4),
  leaf bytea not null constraint tlog_pending_leaf check (octet_length(leaf) = 32),
  event_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  constraint tlog_pending_once unique (log_id, event_id)
);
comment on table kernel.tlog_pending is 'Leaves written in the transaction of their event, without a lock and without an order; the integrator takes them into the tree within a second';

create table kernel.tlog_leaf (
  log_id smallint not null,
  idx bigint not null constraint tlog_leaf_idx check (idx >= 0),
  leaf bytea not null constraint tlog_leaf_leaf check (octet_length(leaf) = 32),
  event_id uuid not null,
  constraint tlog_leaf_key primary key (log_id, idx),
  constraint tlog_leaf_once unique (log_id, event_id)
);
comment on table kernel.tlog_leaf is 'The entries of each log in order, numbered without a gap: SHA-256 over 0x00, salt and canonical event';

create table kernel.tlog_tile (
  log_id smallint not null,
  level smallint not null constraint tlog_tile_level check (level between 0 and 63),
  n bigint not null constraint tlog_tile_n check (n >= 0),
  hashes bytea not null constraint tlog_tile_hashes check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
  constraint tlog_tile_key primary key (log_id, level, n)
);
-- Hashes do not compress; trying costs more than the page.
alter table kernel.tlog_tile alter column hashes set storage external;
comment on table kernel.tlog_tile is 'Tiles of 256 hashes as c2sp.org/tlog-tiles serves them; the last one of a level grows to the right until it is full';

create table kernel.tlog_checkpoint (
  log_id smallint not null,
  size bigint not null,
  prev_size bigint not null constraint tlog_checkpoint_prev_size check (prev_size >= 0 and prev_size < size),
  root bytea not null constraint tlog_checkpoint_root check (octet_length(root) = 32),
  note text not null,
  at timestamptz not null,
  constraint tlog_checkpoint_key primary key (log_id, size),
  constraint tlog_checkpoint_no_fork unique (log_id, prev_size)
);
comment on table kernel.tlog_checkpoint is 'Signed tree heads (c2sp.org/tlog-checkpoint), one a batch; each follows exactly one other, so two integrators cannot fork a log';

create table kernel.tlog_witness (
  log_id smallint not null,
  size bigint not null,
  witness text not null,
  signature text not null,
  at timestamptz not null default clock_timestamp(),
  constraint tlog_witness_key primary key (log_id, size, witness)
);
comment on table kernel.tlog_witness is 'Cosignatures of others over our checkpoints: what they hold we can no longer take back';

create table kernel.tlog_conflict (
  id bigint generated always as identity constraint tlog_conflict_key primary key,
  log_id smallint not null,
  event_id uuid not null,
  leaf bytea not null,
  at timestamptz not null default clock_timestamp()
);
comment on table kernel.tlog_conflict is 'A second, different leaf for an event that is in the tree: kept out of it and kept as evidence';

-- A full tile never changes; a partial one only grows, and keeps what it had.
create function kernel.tlog_tile_grows() returns trigger language plpgsql as $$
begin
  if new.log_id = old.log_id and new.level = old.level and new.n = old.n
    and octet_length(new.hashes) > octet_length(old.hashes)
    and substring(new.hashes from 1 for octet_length(old.hashes)) = old.hashes then
    return new;
  end if;
  raise exception 'tiles of the transparency log only grow' using errcode = 'OV001';
end $$;

create trigger tlog_leaf_append_only before update or delete on kernel.tlog_leaf for each row execute function kernel.refuse_change();
create trigger tlog_tile_kept before delete on kernel.tlog_tile for each row execute function kernel.refuse_change();
create trigger tlog_tile_grows before update on kernel.tlog_tile for each row execute function kernel.tlog_tile_grows();
create trigger tlog_checkpoint_append_only before update or delete on kernel.tlog_checkpoint for each row execute function kernel.refuse_change();
create trigger tlog_witness_append_only before update or delete on kernel.tlog_witness for each row execute function kernel.refuse_change();
create trigger tlog_conflict_append_only before update or delete on kernel.tlog_conflict for each row execute function kernel.refuse_change();
create trigger tlog_pending_unchanged before update on kernel.tlog_pending for each row execute function kernel.refuse_change();
create trigger tlog_leaf_kept before truncate on kernel.tlog_leaf for each statement execute function kernel.refuse_change();
create trigger tlog_tile_kept_whole before truncate on kernel.tlog_tile for each statement execute function kernel.refuse_change();
create trigger tlog_checkpoint_kept before truncate on kernel.tlog_checkpoint for each statement execute function kernel.refuse_change();
create trigger tlog_witness_kept before truncate on kernel.tlog_witness for each statement execute function kernel.refuse_change();
create trigger tlog_conflict_kept before truncate on kernel.tlog_conflict for each statement execute function kernel.refuse_change();
