import { setTimeout as sleep } from 'node:timers/promises';
import type { Act } from '../house/deeds.ts';
import { type Asked, type Door, doorOf, doorsIn, readJson, requestOf } from '../house/doors.ts';
import type { Journal } from './journal.ts';

export interface ClientCounts {
  acknowledged: number;
  /** requests whose first try ended without an answer that can be believed */
  unknown: number;
  /** … of which the first try had happened after all: without keys these would have been done twice */
  unknownButDone: number;
  /** 500 instead of 503 while something was away */
  faults: { name: string; status: number; body: string }[];
}

/** An answer that ends the deed: the request was refused for good. */
export class Refused extends Error {
  readonly status: number;
  constructor(name: string, status: number, text: string) {
    super(`${name} was refused with ${status}: ${text.slice(0, 300)}`);
    this.status = status;
  }
}

export interface Client {
  readonly act: Act;
  readonly counts: ClientCounts;
  /** asks once, with the key of an earlier request */
  repeat(name: string, asked: Asked): Promise<{ status: number; text: string; repeated: boolean }>;
}

const requestMilliseconds = 15_000;
const giveUpMilliseconds = 60_000;

/** A client as the platform's own pages are: one key a deed, repeated until somebody says what became of it. */
export async function openClient(url: string, journal: Journal): Promise<Client> {
  const doors = await readDoors(url);
  const counts: ClientCounts = { acknowledged: 0, unknown: 0, unknownButDone: 0, faults: [] };
  const act: Act = async (name, asked) => {
    const key = crypto.randomUUID();
    const until = performance.now() + giveUpMilliseconds;
    for (let wasUnknown = false; ; ) {
      const answer = await send(url, doorOf(doors, name), { ...asked, key });
      if (answer !== null && answer.status === 200) {
        const body = readJson(answer.text) as Record<string, unknown>;
        counts.acknowledged += 1;
        if (wasUnknown && answer.repeated) counts.unknownButDone += 1;
        journal.note({ name, account: asked.as.account, key, case: textOf(body.case), version: typeof body.version === 'number' ? body.version : null, licence: textOf(body.licence), answer: answer.text, wasUnknown });
        return body;
      }
      if (answer !== null && answer.status < 500) throw new Refused(name, answer.status, answer.text);
      if (answer !== null && answer.status !== 503) counts.faults.push({ name, status: answer.status, body: answer.text.slice(0, 300) });
      if (!wasUnknown) counts.unknown += 1;
      wasUnknown = true;
      if (performance.now() > until) throw new Error(`nobody said for ${giveUpMilliseconds} ms what became of ${name}`);
      await sleep(50);
    }
  };
  return {
    act,
    counts,
    repeat: async (name, asked) => (await send(url, doorOf(doors, name), asked)) ?? { status: 0, text: '', repeated: false },
  };
}

async function readDoors(url: string): Promise<ReadonlyMap<string, Door>> {
  const answer = await fetch(`${url}/api/openapi.json`);
  return doorsIn((await answer.json()) as Parameters<typeof doorsIn>[0]);
}

/** null when the connection died: nobody knows whether it was done */
async function send(url: string, door: Door, asked: Asked): Promise<{ status: number; text: string; repeated: boolean } | null> {
  const { method, url: path, headers, payload } = requestOf(door, asked);
  try {
    const answer = await fetch(url + path, { method, headers, ...(payload === undefined ? {} : { body: payload }), signal: AbortSignal.timeout(requestMilliseconds) });
    return { status: answer.status, text: await answer.text(), repeated: answer.headers.get('idempotent-replay') === 'true' };
  } catch {
    return null;
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
