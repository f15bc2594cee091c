grant usage on schema supervision to onevisit_citizen;
alter table supervision.rating enable row level security;

grant select, insert on supervision.rating to onevisit_citizen;
create policy citizen_own on supervision.rating to onevisit_citizen
  using (person = (select kernel.asker_person())) with check (person = (select kernel.asker_person()));
