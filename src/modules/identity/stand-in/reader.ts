import { randomUUID, sign, type KeyObject } from 'node:crypto';
import { requestBytes, statementBytes } from '../domain/reading.ts';
import * as paths from '../paths.ts';

/**
 * A card reader that is a program: it asks the platform whether a card is wanted at its window, and answers with the card
 * it was told, signed by the key that was registered for it. A real reader's bridge speaks the same three requests.
 */
export interface StandInReader {
  /** asks once; when a card is wanted, answers */
  turn(card: { readonly number: string; readonly name: string }): Promise<Turn>;
}

export type Turn = { readonly kind: 'nothing-wanted' } | { readonly kind: 'read'; readonly reading: string } | { readonly kind: 'refused'; readonly problem: string };

export interface StandInReaderNeeds {
  readonly reader: string;
  readonly key: KeyObject;
  readonly address: string;
  readonly fetch: (url: string, init?: { method: string; headers: Record<string, string>; body: string }) => Promise<{ status: number; json(): Promise<unknown> }>;
  readonly now: () => Date;
}

const emptyDigest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** The reader sets its clock by the platform's, so that a difference of clocks does not stop it. */
export async function openStandInReader(needs: StandInReaderNeeds): Promise<StandInReader> {
  const answer = await needs.fetch(`${needs.address}${paths.readerTime()}`);
  const ahead = Date.parse((await answer.json() as { now: string }).now) - needs.now().getTime();
  const time = () => new Date(needs.now().getTime() + ahead).toISOString();
  return {
    turn: async (card) => {
      const asked = await ask(needs, time());
      if (asked.kind !== 'wanted') return asked;
      return hand(needs, time(), asked.challenge, card);
    },
  };
}

interface Challenge {
  readonly nonce: string;
  readonly window: string;
}

async function ask(needs: StandInReaderNeeds, at: string): Promise<{ kind: 'wanted'; challenge: Challenge } | Turn> {
  const path = paths.readerChallenge(needs.reader);
  const signature = sign(null, requestBytes('GET', path, at, emptyDigest), needs.key).toString('base64url');
  const response = await needs.fetch(`${needs.address}${path}?at=${encodeURIComponent(at)}&signature=${signature}`);
  const body = (await response.json()) as { challenge?: Challenge | null; title?: string };
  if (response.status !== 200) return { kind: 'refused', problem: body.title ?? String(response.status) };
  return body.challenge ? { kind: 'wanted', challenge: body.challenge } : { kind: 'nothing-wanted' };
}

async function hand(needs: StandInReaderNeeds, readAt: string, { nonce, window }: Challenge, card: { number: string; name: string }): Promise<Turn> {
  const statement = { challenge: nonce, reader: needs.reader, window, citizenNumber: card.number, name: card.name, readAt };
  const signature = sign(null, statementBytes(statement), needs.key).toString('base64url');
  const response = await needs.fetch(`${needs.address}${paths.readerAnswers(needs.reader)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ challenge: nonce, window, number: card.number, name: card.name, readAt, signature }),
  });
  const body = (await response.json()) as { reading?: string; title?: string };
  return response.status === 200 && body.reading ? { kind: 'read', reading: body.reading } : { kind: 'refused', problem: body.title ?? String(response.status) };
}
