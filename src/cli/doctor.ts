import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import { databaseNow, rawOf } from '../kernel/db.ts';
import type { Command } from '../kernel/room.ts';
import type { House } from '../house.ts';
import { signingPurposes } from '../kernel/keys/provider.ts';
import type { CliContext } from './context.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

type Look = (house: House) => Promise<string>;

/** Each looks at one thing and answers with its state in words; what is wrong is thrown with the words that mend it. */
const looks: Readonly<Record<string, Look>> = {
  'database answers': async ({ database }) => {
    const rows = await database.read((reader) => sql<{ version: string }>`show server_version`.execute(rawOf(reader)));
    return Object.values(rows.rows[0] ?? {})[0] ?? '';
  },
  'acknowledged means durable': async ({ database }) => {
    const rows = await database.read((reader) => sql<{ fsync: string; commit: string }>`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`.execute(rawOf(reader)));
    const row = rows.rows[0];
    if (row?.fsync !== 'on' || row.commit === 'off') throw new Error(`fsync is ${row?.fsync}, synchronous_commit ${row?.commit}`);
    return 'fsync on, synchronous_commit on';
  },
  'data checksums': async ({ database }) => {
    const rows = await database.read((reader) => sql<{ on: string }>`select current_setting('data_checksums') as on`.execute(rawOf(reader)));
    if (rows.rows[0]?.on !== 'on') throw new Error('the cluster was made without data checksums');
    return 'on';
  },
  'clocks agree': async ({ database }) => {
    const before = Date.now();
    const told = await database.read(databaseNow);
    const drift = Math.abs(told.getTime() - (before + Date.now()) / 2);
    if (drift > 2_000) throw new Error(`database and machine differ by ${Math.round(drift)} ms`);
    return `${Math.round(drift)} ms apart`;
  },
  'migrations are applied': async ({ database }) => {
    const rows = await database.read((reader) => sql<{ count: number }>`select count(*) as count from kernel.migration`.execute(rawOf(reader)));
    return `${rows.rows[0]?.count} files`;
  },
  'keys for every purpose': async ({ keys }) => {
    const health = await keys.health();
    if (health.missing.length > 0) throw new Error(`missing: ${health.missing.join(', ')}`);
    return `${health.provider}, ${health.sealed ? 'sealed' : 'not sealed'}, ${signingPurposes.length} signing purposes`;
  },
  'the log keeps up': async ({ database }) => {
    const rows = await database.read((reader) => sql<{ count: number; seconds: number | null }>`select count(*) as count, extract(epoch from clock_timestamp() - min(at))::float8 as seconds from kernel.tlog_pending`.execute(rawOf(reader)));
    const { count = 0, seconds = 0 } = rows.rows[0] ?? {};
    if ((seconds ?? 0) > 60) throw new Error(`${count} leaves wait, the oldest for ${Math.round(seconds ?? 0)} s: is a worker running?`);
    return `${count} waiting`;
  },
  'the log is witnessed': async ({ database }) => {
    const rows = await database.read((reader) => sql<{ count: number }>`select count(*) as count from kernel.tlog_witness`.execute(rawOf(reader)));
    return Number(rows.rows[0]?.count) > 0 ? `${rows.rows[0]?.count} cosignatures` : 'unwitnessed: no witness is configured';
  },
  'no message is set aside': async ({ database }) => {
    const rows = await database.read((reader) => sql<{ count: number }>`select count(*) as count from kernel.outbox_parked`.execute(rawOf(reader)));
    if (Number(rows.rows[0]?.count) > 0) throw new Error(`${rows.rows[0]?.count} messages failed too often; see kernel.outbox_parked`);
    return 'none';
  },
  'the calendar covers this year': async ({ city, clock }) => {
    const year = Number(clock.today().slice(0, 4));
    if (!city.calendar.published.has(year)) throw new Error(`no official calendar for ${year}: due dates are provisional`);
    return `to ${Math.max(...city.calendar.published)}`;
  },
  'room on the disk': async ({ config }) => {
    const disk = await statfs(config.dataFolder);
    const free = (disk.bavail * disk.bsize) / 2 ** 30;
    if (free < 1) throw new Error(`${free.toFixed(1)} GiB left`);
    return `${free.toFixed(0)} GiB left`;
  },
  'stand-ins': async ({ rooms, config }) => {
    const standIns = rooms.all.flatMap((room) => room.standIns ?? []);
    if (config.mode === 'production' && standIns.length > 0) throw new Error(standIns.join(', '));
    return standIns.length === 0 ? 'none' : `demo: ${standIns.join(', ')}`;
  },
};

export const doctor: Command<CliContext> = {
  room: 'doctor',
  verb: '',
  describe: 'looks over this installation and says what is wrong',
  pure: false,
  run: async (context) => {
    const house = await context.house();
    const checks: Check[] = [];
    for (const [name, look] of Object.entries(looks)) {
      try {
        checks.push({ name, ok: true, detail: await look(house) });
      } catch (error) {
        checks.push({ name, ok: false, detail: error instanceof Error ? error.message : String(error) });
      }
    }
    const ok = checks.every((check) => check.ok);
    return { exit: ok ? 0 : 1, json: { ok, checks }, text: checks.map((check) => `${check.ok ? '✓' : '✗'} ${check.name}: ${check.detail}`).join('\n') };
  },
};
