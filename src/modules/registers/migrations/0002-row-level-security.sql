grant usage on schema registers to onevisit_citizen;
alter table registers.batch enable row level security;
alter table registers.person enable row level security;
alter table registers.entity enable row level security;

-- Which department delivered when: no personal data, and shown beside each prefilled value.
grant select on registers.batch to onevisit_citizen;
create policy citizen_reads on registers.batch for select to onevisit_citizen using (true);

-- The registers themselves are closed to requests from outside: one row by its whole key is all that can be asked for.
create function registers.person_by_number(wanted text) returns setof registers.person language sql stable security definer set search_path = ''
  as $$ select p from registers.person p where p.number = wanted $$;
create function registers.entity_by_code(wanted text) returns setof registers.entity language sql stable security definer set search_path = ''
  as $$ select e from registers.entity e where e.credit_code = wanted $$;
revoke all on function registers.person_by_number(text), registers.entity_by_code(text) from public;
grant execute on function registers.person_by_number(text), registers.entity_by_code(text) to onevisit_citizen;
