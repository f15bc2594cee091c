import { deflateSync } from 'node:zlib';
import { crc32 } from 'node:zlib';
import { join } from 'node:path';
import { findStandInKey } from '../../src/modules/identity/stand-in/reader-keys.ts';
import { openStandInReader } from '../../src/modules/identity/stand-in/reader.ts';
import type { Person, TestHouse } from './house.ts';

/**
 * A card laid on the reader of the clerk's window: the clerk opens a challenge for the case, the reader's program answers
 * it with its own key through the public door.
 * @returns the id of the reading
 */
export async function readCard(house: TestHouse, clerk: Person, caseId: string, number: string, name: string, reader = 'reader-w01'): Promise<string> {
  await clerk.done('identity.open-reading', { body: { case: caseId } });
  return answerChallenge(house, number, name, reader);
}

/** The reader's program alone: answers the challenge that waits for it. */
export async function answerChallenge(house: TestHouse, number: string, name: string, reader = 'reader-w01'): Promise<string> {
  const key = findStandInKey(join(house.folder, 'data'), reader);
  if (!key) throw new Error(`no key for ${reader}`);
  const program = await openStandInReader({
    reader,
    key,
    address: '',
    now: () => house.clock.now(),
    fetch: async (url, init) => {
      const answer = await house.app.inject({ method: (init?.method ?? 'GET') as 'GET', url, headers: init?.headers ?? {}, ...(init?.body === undefined ? {} : { payload: init.body }) });
      return { status: answer.statusCode, json: async () => answer.json() as unknown };
    },
  });
  const turn = await program.turn({ number, name });
  if (turn.kind !== 'read') throw new Error(`the card was not read: ${JSON.stringify(turn)}`);
  return turn.reading;
}

/** A real picture of a few bytes: what a scanner would give, small. */
export function pngPlan(width = 32, height = 32): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.concat(Array.from({ length: height }, (_, row) => Buffer.concat([Buffer.from([0]), Buffer.alloc(width, row * 7)])));
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
