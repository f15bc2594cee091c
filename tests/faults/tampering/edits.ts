import type { Chance } from '../chance.ts';

/** A table whose rows are events of a log, with the columns that a leaf covers. */
export interface LoggedTable {
  readonly log: 'licence' | 'audit' | 'access';
  readonly table: string;
  /** name and type of each covered column, `id` left out */
  readonly columns: Readonly<Record<string, ColumnKind>>;
}

export type ColumnKind = 'text' | 'texts' | 'uuid' | 'instant' | 'json' | 'bytes';

/** One edit by somebody who may do anything in the database, and what a later reader must find. */
export interface Edit {
  readonly name: string;
  readonly sql: string;
  /** the one entry that is no longer as it was logged */
  readonly event?: string;
}

export interface Place {
  readonly logNumber: number;
  readonly size: number;
  /** ids of rows in the table whose leaf is in the tree */
  readonly events: readonly string[];
  readonly checkpoints: readonly number[];
}

type Maker = (table: LoggedTable, place: Place, chance: Chance) => Edit;

/** Every way of the list of T14: rows of the events, leaves, tiles, checkpoints, the clock, the tail. */
export const editMakers: readonly Maker[] = [changedEvent, movedInstant, deletedEvent, insertedEvent, swappedEvents, changedSalt, rewrittenEvent, changedLeaf, deletedLeaf, insertedLeaf, swappedLeaves, cutTail, changedTile, cutTile, changedRoot, changedNote, movedCheckpoint, deletedCheckpoint];

export function anEdit(table: LoggedTable, place: Place, chance: Chance): Edit {
  return chance.pick(editMakers)(table, place, chance);
}

function changedEvent(table: LoggedTable, place: Place, chance: Chance): Edit {
  const [column, kind] = chance.pick(Object.entries(table.columns));
  const event = chance.pick(place.events);
  return { name: `update ${table.table}.${column}`, sql: `update ${table.table} set ${column} = ${changed(column, kind, chance)} where id = '${event}'`, event };
}

/** Another value of the column's type, never the same one, whatever stood there. */
function changed(column: string, kind: ColumnKind, chance: Chance): string {
  switch (kind) {
    case 'text':
      return chance.pick([`coalesce(${column}, '') || 'x'`, `'x' || coalesce(${column}, '')`, `case when ${column} is null then 'x' end`]);
    case 'texts':
      return chance.pick([`array_append(${column}, 'x')`, `array_prepend('phone', ${column})`]);
    case 'uuid':
      return `gen_random_uuid()`;
    case 'instant':
      return `${column} - interval '${chance.pick(['1 day', '1 second', '1 millisecond', '1 microsecond'])}'`;
    case 'json':
      return chance.pick([`jsonb_set(coalesce(${column}, '{}'), '{edited}', 'true')`, `'{"detail":{"granted":true},"fields":["edited"]}'::jsonb`]);
    case 'bytes':
      return flipped(column, chance.below(16), chance);
  }
}

function flipped(column: string, at: number, chance: Chance): string {
  return `set_byte(${column}, ${at}, get_byte(${column}, ${at}) # ${1 << chance.below(8)})`;
}

function movedInstant(table: LoggedTable, place: Place, chance: Chance): Edit {
  const instants = Object.entries(table.columns).filter(([, kind]) => kind === 'instant');
  const [column] = chance.pick(instants);
  const event = chance.pick(place.events);
  return { name: `clock of ${table.table}`, sql: `update ${table.table} set ${column} = ${column} - interval '${1 + chance.below(90)} days' where id = '${event}'`, event };
}

function deletedEvent({ table }: LoggedTable, place: Place, chance: Chance): Edit {
  return { name: `delete from ${table}`, sql: `delete from ${table} where id = '${chance.pick(place.events)}'` };
}

function insertedEvent(table: LoggedTable, place: Place, chance: Chance): Edit {
  return { name: `insert into ${table.table}`, sql: copyOf(table.table, chance.pick(place.events), `{"id":"${chance.uuid()}"}`) };
}

/** The row with some columns changed, whatever columns it has. */
function copyOf(table: string, id: string, changes: string): string {
  return `insert into ${table} select (jsonb_populate_record(t, '${changes}'::jsonb)).* from ${table} t where id = '${id}'`;
}

function swappedEvents(table: LoggedTable, place: Place, chance: Chance): Edit {
  const [one, other] = two(place.events, chance);
  const columns = Object.keys(table.columns);
  const list = columns.map((column) => `${column} = kept.${column}`).join(', ');
  return {
    name: `swap in ${table.table}`,
    sql: `create temp table kept on commit drop as select id, ${columns.join(', ')} from ${table.table} where id in ('${one}', '${other}');
      update kept set id = case id when '${one}'::uuid then '${other}'::uuid else '${one}'::uuid end;
      update ${table.table} t set ${list} from kept where kept.id = t.id`,
  };
}

function changedSalt({ table, log }: LoggedTable, place: Place, chance: Chance): Edit {
  const column = log === 'licence' ? 'log_salt' : 'salt';
  return { name: `salt of ${table}`, sql: `update ${table} set ${column} = ${flipped(column, chance.below(32), chance)} where id = '${chance.pick(place.events)}'` };
}

/** The careful one: event and leaf agree afterwards, only the tree above them does not. */
function rewrittenEvent({ table, log }: LoggedTable, place: Place, chance: Chance): Edit {
  const column = log === 'licence' ? 'log_salt' : 'salt';
  const event = chance.pick(place.events);
  return {
    name: `${table} with its leaf`,
    sql: `update ${table} set ${column} = ${flipped(column, chance.below(32), chance)} where id = '${event}';
      update kernel.tlog_leaf set leaf = ${flipped('leaf', chance.below(32), chance)} where log_id = ${place.logNumber} and event_id = '${event}'`,
  };
}

function changedLeaf(_table: LoggedTable, place: Place, chance: Chance): Edit {
  return { name: 'update leaf', sql: `update kernel.tlog_leaf set leaf = ${flipped('leaf', chance.below(32), chance)} where ${leaf(place, chance)}` };
}

function deletedLeaf(_table: LoggedTable, place: Place, chance: Chance): Edit {
  return { name: 'delete leaf', sql: `delete from kernel.tlog_leaf where ${leaf(place, chance)}` };
}

function insertedLeaf(_table: LoggedTable, place: Place, chance: Chance): Edit {
  return { name: 'insert leaf', sql: `insert into kernel.tlog_leaf values (${place.logNumber}, ${place.size}, '\\x${chance.bytes(32).toString('hex')}', '${chance.uuid()}')` };
}

function swappedLeaves(_table: LoggedTable, place: Place, chance: Chance): Edit {
  const one = chance.below(place.size - 1);
  const other = one + 1 + chance.below(place.size - one - 1);
  return {
    name: 'swap leaves',
    sql: `create temp table kept on commit drop as select idx, leaf from kernel.tlog_leaf where log_id = ${place.logNumber} and idx in (${one}, ${other});
      update kernel.tlog_leaf t set leaf = kept.leaf from kept where log_id = ${place.logNumber} and t.idx = ${one} + ${other} - kept.idx and t.idx in (${one}, ${other})`,
  };
}

/** Back to an earlier checkpoint, with everything behind it gone, the events too. */
function cutTail({ table }: LoggedTable, { logNumber, checkpoints }: Place, chance: Chance): Edit {
  const size = checkpoints[chance.below(checkpoints.length - 1)] ?? 0;
  return {
    name: 'truncate tail',
    sql: `delete from ${table} where id in (select event_id from kernel.tlog_leaf where log_id = ${logNumber} and idx >= ${size});
      delete from kernel.tlog_leaf where log_id = ${logNumber} and idx >= ${size};
      delete from kernel.tlog_checkpoint where log_id = ${logNumber} and size > ${size};
      delete from kernel.tlog_tile where log_id = ${logNumber} and n * 256 >= ${size} / (case level when 0 then 1 else 256 end);
      update kernel.tlog_tile set hashes = substring(hashes from 1 for (${size} / (case level when 0 then 1 else 256 end) - n::int * 256) * 32)
        where log_id = ${logNumber} and (n + 1) * 256 > ${size} / (case level when 0 then 1 else 256 end)`,
  };
}

function changedTile(_table: LoggedTable, place: Place, chance: Chance): Edit {
  const leafIndex = chance.below(place.size);
  return { name: 'update tile', sql: `update kernel.tlog_tile set hashes = ${flipped('hashes', (leafIndex % 256) * 32 + chance.below(32), chance)} where log_id = ${place.logNumber} and level = 0 and n = ${Math.floor(leafIndex / 256)}` };
}

function cutTile(_table: LoggedTable, { logNumber, size }: Place): Edit {
  return { name: 'cut tile', sql: `update kernel.tlog_tile set hashes = hashes || hashes where log_id = ${logNumber} and level = 0 and n = ${Math.floor((size - 1) / 256)} and octet_length(hashes) <= 4096; delete from kernel.tlog_tile where log_id = ${logNumber} and level = 0 and octet_length(hashes) > 4096` };
}

function changedRoot(_table: LoggedTable, place: Place, chance: Chance): Edit {
  return { name: 'update root', sql: `update kernel.tlog_checkpoint set root = ${flipped('root', chance.below(32), chance)} where ${checkpoint(place, chance)}` };
}

function changedNote(_table: LoggedTable, place: Place, chance: Chance): Edit {
  return { name: 'update note', sql: `update kernel.tlog_checkpoint set note = overlay(note placing case substring(note from 40 for 1) when 'A' then 'B' else 'A' end from 40 for 1) where ${checkpoint(place, chance)}` };
}

function movedCheckpoint(_table: LoggedTable, place: Place, chance: Chance): Edit {
  return { name: 'clock of checkpoint', sql: `update kernel.tlog_checkpoint set at = at - interval '1 hour' where ${checkpoint(place, chance)}` };
}

function deletedCheckpoint(_table: LoggedTable, place: Place, chance: Chance): Edit {
  return { name: 'delete checkpoint', sql: `delete from kernel.tlog_checkpoint where ${checkpoint(place, chance)}` };
}

function leaf({ logNumber, events }: Place, chance: Chance): string {
  return `log_id = ${logNumber} and event_id = '${chance.pick(events)}'`;
}

function checkpoint({ logNumber, checkpoints }: Place, chance: Chance): string {
  return `log_id = ${logNumber} and size = ${chance.pick(checkpoints)}`;
}

function two(list: readonly string[], chance: Chance): [string, string] {
  const at = chance.below(list.length);
  const other = (at + 1 + chance.below(list.length - 1)) % list.length;
  return [list[at] ?? '', list[other] ?? ''];
}
