-- What is published is for everybody; nothing here is personal.
grant usage on schema items to onevisit_public, onevisit_citizen;
grant select on items.implementation, items.version, items.search_entry to onevisit_public, onevisit_citizen;
