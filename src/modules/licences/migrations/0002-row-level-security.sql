grant usage on schema licences to onevisit_public, onevisit_citizen;
alter table licences.number_series enable row level security;
alter table licences.licence enable row level security;
alter table licences.standing_change enable row level security;
alter table licences.reuse enable row level security;
alter table licences.copy enable row level security;
alter table licences.rendering enable row level security;

grant select on licences.licence to onevisit_citizen;
create policy citizen_holds on licences.licence for select to onevisit_citizen
  using (holder_person = (select kernel.asker_person()) or holder_organisation in (select identity.organisations_of_asker()));
-- What hangs on a licence is seen by whoever sees the licence.
grant select on licences.standing_change to onevisit_citizen;
create policy citizen_reads_with_licence on licences.standing_change for select to onevisit_citizen
  using (exists (select from licences.licence l where l.id = standing_change.licence));
grant select, insert on licences.reuse to onevisit_citizen;
create policy citizen_reads_with_licence on licences.reuse for select to onevisit_citizen
  using (exists (select from licences.licence l where l.id = reuse.licence));
create policy citizen_uses_own on licences.reuse for insert to onevisit_citizen
  with check (ground = 'session' and person = (select kernel.asker_person()) and asker_person = person
    and exists (select from licences.licence l where l.id = reuse.licence));
grant select on licences.rendering to onevisit_citizen;
create policy citizen_reads_with_licence on licences.rendering for select to onevisit_citizen
  using (exists (select from licences.licence l where l.id = rendering.licence));
grant select, insert on licences.copy to onevisit_citizen;
create policy citizen_own on licences.copy for select to onevisit_citizen using (person = (select kernel.asker_person()));
create policy citizen_brings on licences.copy for insert to onevisit_citizen
  with check (person = (select kernel.asker_person()) and checked_at is null);

create index copy_file on licences.copy (file) where file is not null;
create index rendering_file on licences.rendering (file);
create policy citizen_reads_own_copy on kernel.file for select to onevisit_citizen
  using (exists (select from licences.copy c where c.file = file.id));
create policy citizen_reads_own_rendering on kernel.file for select to onevisit_citizen
  using (exists (select from licences.rendering r where r.file = file.id));

-- Verification is for everybody: the one signed licence whose whole identifier was typed.
create function licences.licence_by_identifier(wanted text) returns setof licences.licence language sql stable security definer set search_path = ''
  as $$ select l from licences.licence l where l.identifier = wanted and l.state not in ('void', 'prepared') $$;
revoke all on function licences.licence_by_identifier(text) from public;
grant execute on function licences.licence_by_identifier(text) to onevisit_public, onevisit_citizen;
