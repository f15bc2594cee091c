grant usage on schema channels to onevisit_citizen;
alter table channels.notice enable row level security;
alter table channels.stand_in_message enable row level security;

grant select, insert on channels.notice to onevisit_citizen;
grant update (read_at) on channels.notice to onevisit_citizen;
create policy citizen_own on channels.notice to onevisit_citizen
  using (person = (select kernel.asker_person())) with check (person = (select kernel.asker_person()));
