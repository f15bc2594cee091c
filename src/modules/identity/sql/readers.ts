import type { AccountId, OfficeId, PersonId } from '../../../kernel/asker.ts';
import type { Id } from '../../../kernel/brand.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Text } from '../../../kernel/text.ts';
import type { ReadingId } from '../contract.ts';
import type { Challenge } from '../domain/reading.ts';
import { identityOf } from './tables.ts';

export interface CardReader {
  readonly id: string;
  readonly office: OfficeId;
  readonly window: string;
  readonly serial: string;
  readonly model: Text;
  readonly publicKey: string;
  readonly standIn: boolean;
  readonly state: 'active' | 'suspended';
  readonly seenAt: Date | null;
}

function readers(reader: Reader) {
  return identityOf(reader)
    .selectFrom('card_reader')
    .select(['id', 'office', 'window_name as window', 'serial', 'model', 'public_key as publicKey', 'stand_in as standIn', 'state', 'seen_at as seenAt']);
}

export async function findReader(reader: Reader, id: string): Promise<CardReader | null> {
  return (await readers(reader).where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function activeReadersAt(reader: Reader, window: string): Promise<readonly CardReader[]> {
  return readers(reader).where('window_name', '=', window).where('state', '=', 'active').orderBy('id').execute();
}

export async function allReaders(reader: Reader): Promise<readonly CardReader[]> {
  return readers(reader).orderBy('id').limit(1_000).execute();
}

/** @returns false when the name is taken: a known reader keeps its key */
export async function registerReader(tx: Tx, reader: Omit<CardReader, 'seenAt'> & { instance: string; region: string; now: Date }): Promise<boolean> {
  const result = await identityOf(tx)
    .insertInto('card_reader')
    .values({
      id: reader.id,
      instance: reader.instance,
      office: reader.office,
      region: reader.region,
      window_name: reader.window,
      serial: reader.serial,
      model: JSON.stringify(reader.model),
      public_key: reader.publicKey,
      stand_in: reader.standIn,
      state: reader.state,
      registered_at: reader.now,
      seen_at: null,
    })
    .onConflict((conflict) => conflict.constraint('card_reader_key').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** For the stand-ins of a demo, whose keys lie in the data folder and may be made anew. */
export async function setStandInKey(tx: Tx, id: string, publicKey: string): Promise<void> {
  await identityOf(tx).updateTable('card_reader').set({ public_key: publicKey }).where('id', '=', id).where('stand_in', '=', true).execute();
}

export async function setReaderState(tx: Tx, id: string, state: CardReader['state']): Promise<void> {
  await identityOf(tx).updateTable('card_reader').set({ state }).where('id', '=', id).execute();
}

export async function touchReader(tx: Tx, id: string, now: Date): Promise<void> {
  await identityOf(tx).updateTable('card_reader').set({ seen_at: now }).where('id', '=', id).execute();
}

export interface StoredChallenge extends Challenge {
  readonly id: Id<'ReadingChallenge'>;
  readonly clerk: AccountId;
  readonly case: string;
}

/** A window asks for one card at a time: what it asked before is closed. */
export async function insertChallenge(tx: Tx, challenge: StoredChallenge): Promise<void> {
  await identityOf(tx)
    .updateTable('reading_challenge')
    .set({ closed_at: challenge.openedAt })
    .where('reader', '=', challenge.reader)
    .where('closed_at', 'is', null)
    .execute();
  await identityOf(tx)
    .insertInto('reading_challenge')
    .values({
      id: challenge.id,
      reader: challenge.reader,
      nonce: challenge.nonce,
      window_name: challenge.window,
      clerk: challenge.clerk,
      case_id: challenge.case,
      opened_at: challenge.openedAt,
      expires_at: challenge.expiresAt,
      closed_at: null,
    })
    .execute();
}

function challenges(reader: Reader) {
  return identityOf(reader)
    .selectFrom('reading_challenge')
    .select([
      'id',
      'reader',
      'nonce',
      'window_name as window',
      'clerk',
      'case_id as case',
      'opened_at as openedAt',
      'expires_at as expiresAt',
      'closed_at as closedAt',
    ]);
}

export async function openChallengeOf(reader: Reader, cardReader: string, now: Date): Promise<StoredChallenge | null> {
  const row = await challenges(reader)
    .where('reader', '=', cardReader)
    .where('closed_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

export async function findChallenge(reader: Reader, id: Id<'ReadingChallenge'>): Promise<StoredChallenge | null> {
  return (await challenges(reader).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Two answers to one challenge wait for each other here. */
export async function lockChallengeByNonce(tx: Tx, nonce: string): Promise<StoredChallenge | null> {
  return (await challenges(tx).where('nonce', '=', nonce).forUpdate().executeTakeFirst()) ?? null;
}

export async function closeChallenge(tx: Tx, id: Id<'ReadingChallenge'>, now: Date): Promise<void> {
  await identityOf(tx).updateTable('reading_challenge').set({ closed_at: now }).where('id', '=', id).execute();
}

export interface ReadingRow {
  readonly id: ReadingId;
  readonly challenge: Id<'ReadingChallenge'>;
  readonly reader: string;
  readonly window: string;
  readonly clerk: AccountId;
  readonly case: string;
  readonly person: PersonId;
  readonly readAt: Date;
  readonly usedAt: Date | null;
}

export async function insertReading(tx: Tx, reading: ReadingRow & { statement: string; signature: string }): Promise<void> {
  await identityOf(tx)
    .insertInto('card_reading')
    .values({
      id: reading.id,
      challenge: reading.challenge,
      reader: reading.reader,
      window_name: reading.window,
      clerk: reading.clerk,
      case_id: reading.case,
      person: reading.person,
      statement: reading.statement,
      signature: reading.signature,
      read_at: reading.readAt,
      used_at: null,
    })
    .execute();
}

function readings(reader: Reader) {
  return identityOf(reader)
    .selectFrom('card_reading')
    .select(['id', 'challenge', 'reader', 'window_name as window', 'clerk', 'case_id as case', 'person', 'read_at as readAt', 'used_at as usedAt']);
}

export async function findReadingOf(reader: Reader, challenge: Id<'ReadingChallenge'>): Promise<ReadingRow | null> {
  return (await readings(reader).where('challenge', '=', challenge).executeTakeFirst()) ?? null;
}

/** Whoever comes second waits for the first, and then finds the reading used. */
export async function lockReading(tx: Tx, reading: ReadingId): Promise<ReadingRow | null> {
  return (await readings(tx).where('id', '=', reading).forUpdate().executeTakeFirst()) ?? null;
}

export async function markReadingUsed(tx: Tx, reading: ReadingId, now: Date): Promise<void> {
  await identityOf(tx).updateTable('card_reading').set({ used_at: now }).where('id', '=', reading).execute();
}
