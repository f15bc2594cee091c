import { sql } from 'kysely';
import { z } from 'zod';
import type { Shift } from './kernel/clock.ts';
import { type Database, rawOf } from './kernel/db.ts';
import { done } from './kernel/outcome.ts';
import type { Problems } from './kernel/problem.ts';
import { type Route, route } from './kernel/route.ts';
import { noParams, noQuery } from './kernel/schemas.ts';
import { words } from './kernel/text.ts';

const name = 'demo-clock-shift-days';

/** Days by which this demo's clock was moved before; kept so that time does not jump back at a restart. */
export async function readShift(database: Database): Promise<number> {
  const rows = await database.read((reader) => sql<{ value: number }>`select value from kernel.setting where name = ${name}`.execute(rawOf(reader)));
  return Number(rows.rows[0]?.value ?? 0);
}

const noRefusals: Problems<never> = {};

/** Moves the legal clock of a demo forward, so that "the next day" need not be waited for. It exists in demo mode only and is audited. */
export function demoClockRoutes(shift: Shift): readonly Route[] {
  return [
    route({
      name: 'demo.move-clock',
      method: 'POST',
      path: '/api/demo/clock',
      title: words('演示时钟前移', 'Move the demo clock forward'),
      who: { admin: ['collection'] },
      relation: 'collection',
      limit: 'write',
      audit: 'event',
      params: noParams,
      query: noQuery,
      body: z.strictObject({ days: z.int().min(1).max(366) }),
      view: z.object({ days: z.number(), now: z.string() }),
      problems: noRefusals,
      run: async (deed, { body }) => {
        const row = await sql<{ value: number }>`insert into kernel.setting (name, value) values (${name}, to_jsonb(${body.days}::int))
          on conflict (name) do update set value = to_jsonb((kernel.setting.value #>> '{}')::int + ${body.days}::int) returning value`.execute(rawOf(deed.tx));
        const days = Number(row.rows[0]?.value ?? 0);
        deed.audit({ object: { kind: 'demo-clock', id: name }, detail: { days } });
        deed.afterCommit(() => {
          shift.days += body.days;
        });
        return done({ days, now: new Date(deed.now.getTime() + body.days * 86_400_000).toISOString() });
      },
    }),
  ];
}
