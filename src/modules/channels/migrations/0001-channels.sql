create table channels.notice (
  id uuid constraint notice_key primary key,
  instance text not null,
  person uuid not null,
  kind text not null,
  case_id uuid,
  title jsonb not null,
  body jsonb not null,
  path text not null,
  created_at timestamptz not null,
  read_at timestamptz
);
create index notice_of_person on channels.notice (person, id desc);
create index notice_unread on channels.notice (person) where read_at is null;
comment on table channels.notice is 'The inbox: a notice of every change of a case; it names the item and the case number, never a personal value';

create table channels.stand_in_message (
  id uuid constraint stand_in_message_key primary key,
  phone text not null,
  text text not null,
  sent_at timestamptz not null
);
comment on table channels.stand_in_message is 'What the stand-in for the short-message service was asked to send (sealed); empty wherever a real service is configured';
