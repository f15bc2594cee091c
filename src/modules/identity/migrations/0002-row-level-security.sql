grant usage on schema identity to onevisit_public, onevisit_citizen;
alter table identity.person enable row level security;
alter table identity.account enable row level security;
alter table identity.post enable row level security;
alter table identity.session enable row level security;
alter table identity.failed_try enable row level security;
alter table identity.one_time_code enable row level security;
alter table identity.invitation enable row level security;
alter table identity.organisation enable row level security;
alter table identity.organisation_relation enable row level security;
alter table identity.credit_code_range enable row level security;
alter table identity.card_reader enable row level security;
alter table identity.reading_challenge enable row level security;
alter table identity.card_reading enable row level security;

-- The directory of offices is public.
grant select on identity.office to onevisit_public, onevisit_citizen;

grant select on identity.person to onevisit_citizen;
create policy citizen_own on identity.person for select to onevisit_citizen using (id = (select kernel.asker_person()));
grant select (id, account, post, started_at, authenticated_at, seen_at, ended_at, ended_because), update (ended_at, ended_because) on identity.session to onevisit_citizen;
create policy citizen_own on identity.session to onevisit_citizen
  using (account = (select kernel.asker_account())) with check (account = (select kernel.asker_account()));
-- Name and credit code of an organisation are public; the rest of its row is not read in a citizen's request.
grant select (id, instance, credit_code, name, kind) on identity.organisation to onevisit_citizen;
create policy citizen_reads on identity.organisation for select to onevisit_citizen using (true);
grant select on identity.organisation_relation to onevisit_citizen;
create policy citizen_own on identity.organisation_relation for select to onevisit_citizen using (person = (select kernel.asker_person()));

-- For whom the asker may act today: other rooms' policies ask this.
create function identity.organisations_of_asker() returns setof uuid language sql stable
  as $$ select r.organisation from identity.organisation_relation r
    where r.person = kernel.asker_person() and r.from_day <= kernel.asker_today() and (r.to_day is null or r.to_day >= kernel.asker_today()) $$;

-- Whose number it is, as an id and nothing more: for the reading that this person will see.
create function identity.person_by_number_index(wanted bytea) returns uuid language sql stable security definer set search_path = ''
  as $$ select p.id from identity.person p where p.citizen_number_index = wanted $$;
revoke all on function identity.person_by_number_index(bytea) from public;
grant execute on function identity.person_by_number_index(bytea) to onevisit_citizen;
