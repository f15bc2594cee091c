import { randomBytes } from 'node:crypto';
import type { StaffAsker } from '../../../kernel/asker.ts';
import type { Id } from '../../../kernel/brand.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import type { ReadingId } from '../contract.ts';
import { readingLimits } from '../domain/reading.ts';
import type { IdentityGround } from '../ground.ts';
import { getPerson } from '../sql/people.ts';
import { activeReadersAt, type CardReader, findChallenge, findReader, findReadingOf, insertChallenge } from '../sql/readers.ts';

export type OpenReadingRefusal = { kind: 'window-missing' } | { kind: 'reader-missing'; window: string };

export interface OpenedReading {
  readonly challenge: Id<'ReadingChallenge'>;
  readonly expiresAt: string;
}

/** The clerk asks for a card: the reader of the clerk's own window is asked to sign what it reads, for this case. */
export async function openReading(needs: Pick<IdentityGround, 'place'>, deed: Deed<StaffAsker>, caseId: string): Promise<Outcome<OpenedReading, OpenReadingRefusal>> {
  const { window, office, account } = deed.asker;
  if (window === null) return refuse({ kind: 'window-missing' });
  const { tree } = needs.place;
  const reader = (await activeReadersAt(deed.tx, window)).find((one) => one.office === office || tree.answersFor(one.office, office));
  if (!reader) return refuse({ kind: 'reader-missing', window });
  const challenge = deed.newId<'ReadingChallenge'>();
  const expiresAt = new Date(deed.now.getTime() + readingLimits.answerMinutes * 60_000);
  await insertChallenge(deed.tx, {
    id: challenge,
    reader: reader.id,
    nonce: randomBytes(32).toString('base64url'),
    window,
    clerk: account,
    case: caseId,
    openedAt: deed.now,
    expiresAt,
    closedAt: null,
  });
  deed.audit({ object: { kind: 'reading-challenge', id: challenge }, case: caseId, detail: { reader: reader.id, window } });
  return done({ challenge, expiresAt: expiresAt.toISOString() });
}

export interface ReadingStatus {
  readonly state: 'waiting' | 'read' | 'used' | 'expired' | 'closed';
  readonly reading: ReadingId | null;
  readonly expiresAt: string;
  /** did the reader ask for work within the last moments? a clerk should know whether to wait */
  readonly readerListening: boolean;
  readonly name: string | null;
  readonly citizenNumber: string | null;
}

const silentAfterMilliseconds = 45_000;

export async function readingStatus(needs: Pick<IdentityGround, 'cells'>, deed: Deed, id: Id<'ReadingChallenge'>): Promise<Outcome<ReadingStatus, { kind: 'reading-unknown' }>> {
  const challenge = await findChallenge(deed.tx, id);
  if (challenge === null) return refuse({ kind: 'reading-unknown' });
  const reader = await findReader(deed.tx, challenge.reader);
  const reading = await findReadingOf(deed.tx, id);
  const listening = isListening(reader, deed.now);
  if (reading === null) {
    const state = challenge.closedAt !== null ? 'closed' : deed.now >= challenge.expiresAt ? 'expired' : 'waiting';
    return done({ state, reading: null, expiresAt: challenge.expiresAt.toISOString(), readerListening: listening, name: null, citizenNumber: null });
  }
  const useUntil = new Date(reading.readAt.getTime() + readingLimits.useMinutes * 60_000);
  const person = await getPerson(deed.tx, needs.cells, reading.person);
  deed.readsPersonal({ subject: person.id, fields: ['name', 'citizen-number'], purpose: 'card-reading', case: reading.case });
  const state = reading.usedAt !== null ? 'used' : deed.now >= useUntil ? 'expired' : 'read';
  return done({ state, reading: reading.id, expiresAt: useUntil.toISOString(), readerListening: listening, name: person.name, citizenNumber: person.citizenNumber });
}

function isListening(reader: CardReader | null, now: Date): boolean {
  return reader?.seenAt != null && now.getTime() - reader.seenAt.getTime() < silentAfterMilliseconds;
}
