grant usage on schema cases to onevisit_citizen;
grant usage on sequence cases.serial to onevisit_citizen;
alter table cases.case_record enable row level security;
alter table cases.material enable row level security;
alter table cases.history enable row level security;
alter table cases.correction enable row level security;
alter table cases.special_procedure enable row level security;
alter table cases.visit enable row level security;
alter table cases.receipt enable row level security;

grant select, insert, update on cases.case_record to onevisit_citizen;
create policy citizen_own on cases.case_record to onevisit_citizen
  using (applicant = (select kernel.asker_person())) with check (applicant = (select kernel.asker_person()));

-- What hangs on a case is seen by whoever sees the case: inside a policy the case's own policy holds too.
grant select, insert, delete on cases.material to onevisit_citizen;
create policy citizen_own_case on cases.material to onevisit_citizen
  using (exists (select from cases.case_record c where c.id = material.case_id))
  with check (exists (select from cases.case_record c where c.id = material.case_id));
-- The first line is written by the statement that makes the case, which cannot see it yet: a line is bound to its writer.
grant select, insert on cases.history to onevisit_citizen;
create policy citizen_own_case on cases.history for select to onevisit_citizen
  using (exists (select from cases.case_record c where c.id = history.case_id));
create policy citizen_writes_own on cases.history for insert to onevisit_citizen
  with check (by_kind = 'applicant' and by_person = (select kernel.asker_person()) and office is null);
grant select on cases.correction to onevisit_citizen;
grant update (answered_at, answered_on) on cases.correction to onevisit_citizen;
create policy citizen_own_case on cases.correction to onevisit_citizen
  using (exists (select from cases.case_record c where c.id = correction.case_id));
grant select on cases.special_procedure to onevisit_citizen;
grant update (ended_at, ended_on, passed, result) on cases.special_procedure to onevisit_citizen;
create policy citizen_own_case on cases.special_procedure to onevisit_citizen
  using (exists (select from cases.case_record c where c.id = special_procedure.case_id));
grant select on cases.visit to onevisit_citizen;
create policy citizen_own_case on cases.visit for select to onevisit_citizen
  using (exists (select from cases.case_record c where c.id = visit.case_id));
grant select, insert on cases.receipt to onevisit_citizen;
create policy citizen_own_case on cases.receipt to onevisit_citizen
  using (exists (select from cases.case_record c where c.id = receipt.case_id))
  with check (exists (select from cases.case_record c where c.id = receipt.case_id));

create index material_file on cases.material (file) where file is not null;
create policy citizen_reads_own_material on kernel.file for select to onevisit_citizen
  using (exists (select from cases.material m where m.file = file.id));
create policy citizen_erases_own_material on kernel.file for update to onevisit_citizen
  using (exists (select from cases.material m where m.file = file.id));
