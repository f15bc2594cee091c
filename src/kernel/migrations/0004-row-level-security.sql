-- The second belt behind the relation of a route: requests of citizens and of the public run as one of these roles and see
-- only the rows that the policies below and in the rooms open to them. Whatever is not granted here is closed to them.
-- The owner of the tables (staff, jobs, messages, the signer) passes by; that is why row level security is not forced.
-- Roles belong to the whole cluster: another database of it may have made them, or be making them at this moment.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['onevisit_public', 'onevisit_citizen'] loop
    begin
      if not exists (select from pg_catalog.pg_roles where rolname = wanted) then
        execute format('create role %I nologin', wanted);
      end if;
    exception when duplicate_object or unique_violation then null;
    end;
    if not pg_has_role(current_user, wanted, 'usage') then
      execute format('grant %I to %I', wanted, current_user);
    end if;
  end loop;
end $$;

-- Who asks, for this transaction only; null outside a request, which opens nothing.
create function kernel.asker_person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('onevisit.person', true), '')::uuid $$;
create function kernel.asker_account() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('onevisit.account', true), '')::uuid $$;
create function kernel.asker_today() returns date language sql stable parallel safe
  as $$ select nullif(current_setting('onevisit.today', true), '')::date $$;

grant usage on schema kernel to onevisit_public, onevisit_citizen;

alter table kernel.idempotency enable row level security;
alter table kernel.outbox enable row level security;
alter table kernel.outbox_parked enable row level security;
alter table kernel.audit_event enable row level security;
alter table kernel.personal_read enable row level security;
alter table kernel.file enable row level security;
alter table kernel.file_chunk enable row level security;
alter table kernel.setting enable row level security;
alter table kernel.data_key enable row level security;
alter table kernel.tlog_pending enable row level security;
alter table kernel.tlog_leaf enable row level security;
alter table kernel.tlog_tile enable row level security;
alter table kernel.tlog_checkpoint enable row level security;
alter table kernel.tlog_witness enable row level security;
alter table kernel.tlog_conflict enable row level security;

-- Only the log of licences is read in a request: what proves a licence to anybody.
grant select on kernel.tlog_leaf, kernel.tlog_tile, kernel.tlog_checkpoint to onevisit_public, onevisit_citizen;
create policy public_reads_licence_log on kernel.tlog_leaf for select to onevisit_public using (log_id = 1);
create policy public_reads_licence_log on kernel.tlog_tile for select to onevisit_public using (log_id = 1);
create policy public_reads_licence_log on kernel.tlog_checkpoint for select to onevisit_public using (log_id = 1);
create policy citizen_reads_licence_log on kernel.tlog_leaf for select to onevisit_citizen using (log_id = 1);
create policy citizen_reads_licence_log on kernel.tlog_tile for select to onevisit_citizen using (log_id = 1);
create policy citizen_reads_licence_log on kernel.tlog_checkpoint for select to onevisit_citizen using (log_id = 1);

-- What every deed of a citizen leaves behind; of it they read back only their own answers and who looked at their data.
grant select, insert, update on kernel.idempotency to onevisit_citizen;
create policy citizen_own on kernel.idempotency to onevisit_citizen
  using (actor = (select kernel.asker_account())::text) with check (actor = (select kernel.asker_account())::text);
grant insert on kernel.outbox to onevisit_citizen;
create policy citizen_sends on kernel.outbox for insert to onevisit_citizen with check (true);
grant insert on kernel.audit_event to onevisit_citizen;
create policy citizen_writes_own on kernel.audit_event for insert to onevisit_citizen
  with check (role = 'citizen' and person = (select kernel.asker_person()));
grant select, insert on kernel.personal_read to onevisit_citizen;
create policy citizen_reads_own on kernel.personal_read for select to onevisit_citizen using (subject = (select kernel.asker_person()));
create policy citizen_writes_own on kernel.personal_read for insert to onevisit_citizen
  with check (role = 'citizen' and person = (select kernel.asker_person()));
-- Leaves of the audit book and of readings; a leaf of the log of licences is the signer's.
grant insert on kernel.tlog_pending to onevisit_citizen;
create policy citizen_logs on kernel.tlog_pending for insert to onevisit_citizen with check (log_id in (2, 3));

-- A file is put before the row that it hangs on; the room of that row says who reads it.
grant select, insert on kernel.file to onevisit_citizen;
grant update (erased_at, wrapped_key) on kernel.file to onevisit_citizen;
create policy citizen_puts on kernel.file for insert to onevisit_citizen with check (true);
grant select, insert, delete on kernel.file_chunk to onevisit_citizen;
create policy citizen_puts on kernel.file_chunk for insert to onevisit_citizen with check (true);
create policy citizen_reads_with_file on kernel.file_chunk for select to onevisit_citizen
  using (exists (select from kernel.file f where f.id = file_chunk.file));
create policy citizen_erases_with_file on kernel.file_chunk for delete to onevisit_citizen
  using (exists (select from kernel.file f where f.id = file_chunk.file));
