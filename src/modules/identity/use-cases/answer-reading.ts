import type { PersonId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import type { CitizenNumber } from '../../../standards/citizen-number.ts';
import type { ReadingId } from '../contract.ts';
import { type AnswerRefusal, checkAnswer, isSignedBy, readingLimits, requestBytes, statementBytes } from '../domain/reading.ts';
import type { IdentityGround } from '../ground.ts';
import { findPersonByNumber, getPerson, insertPerson, setNameAndLevel } from '../sql/people.ts';
import { closeChallenge, findReader, insertReading, lockChallengeByNonce, openChallengeOf, touchReader } from '../sql/readers.ts';
import { type NameRefusal, type NumberRefusal, readName, readNumber } from './input.ts';

export interface PollInput {
  readonly reader: string;
  readonly path: string;
  readonly at: string;
  readonly signature: string;
}

export type PollRefusal = { kind: 'reader-signature-wrong' } | { kind: 'reader-clock-wrong' };

export interface OpenChallenge {
  readonly challenge: { readonly nonce: string; readonly window: string; readonly expiresAt: string } | null;
}

const emptyDigest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const touchMilliseconds = 20_000;

/** A reader asks whether a card is wanted; it shows by signature over what, whither and when that it is the one. */
export async function pollChallenge(deed: Deed, input: PollInput): Promise<Outcome<OpenChallenge, PollRefusal>> {
  const reader = await findReader(deed.tx, input.reader);
  const bytes = requestBytes('GET', input.path, input.at, emptyDigest);
  if (reader?.state !== 'active' || !isSignedBy(reader.publicKey, bytes, input.signature)) return refuse({ kind: 'reader-signature-wrong' });
  const distance = Math.abs(deed.now.getTime() - Date.parse(input.at));
  if (Number.isNaN(distance) || distance > readingLimits.requestSeconds * 1000) return refuse({ kind: 'reader-clock-wrong' });
  if (reader.seenAt === null || deed.now.getTime() - reader.seenAt.getTime() >= touchMilliseconds) {
    await touchReader(deed.tx, reader.id, deed.now);
  }
  const open = await openChallengeOf(deed.tx, reader.id, deed.now);
  return done({ challenge: open === null ? null : { nonce: open.nonce, window: open.window, expiresAt: open.expiresAt.toISOString() } });
}

export interface AnswerInput {
  readonly reader: string;
  readonly challenge: string;
  readonly window: string;
  readonly number: string;
  readonly name: string;
  readonly readAt: string;
  readonly signature: string;
}

export type ReadingAnswerRefusal = AnswerRefusal | NumberRefusal | NameRefusal;

/**
 * Takes what a reader read. The signature over the statement is the reader's proof: it binds challenge, reader, window,
 * card and time, so no cookie and no second signature is needed, and without it an ID number is only a text.
 */
export async function answerReading(needs: Pick<IdentityGround, 'cells' | 'place'>, deed: Deed, input: AnswerInput): Promise<Outcome<{ reading: ReadingId }, ReadingAnswerRefusal>> {
  const { signature, number: citizenNumber, ...told } = input;
  const statement = { ...told, citizenNumber };
  const reader = await findReader(deed.tx, input.reader);
  const challenge = await lockChallengeByNonce(deed.tx, input.challenge);
  const known = reader === null ? null : { id: reader.id, publicKey: reader.publicKey, active: reader.state === 'active' };
  const allowed = checkAnswer(known, challenge, statement, signature, deed.now);
  if (!allowed.ok) return allowed;
  if (reader === null || challenge === null) throw new Error('an answer without reader or challenge was allowed');
  const number = readNumber(input.number, deed.today);
  if (!number.ok) return number;
  const name = readName(input.name);
  if (!name.ok) return name;
  const person = await personOnCard(needs, deed, number.value, name.value);
  const reading = deed.newId<'CardReading'>();
  await closeChallenge(deed.tx, challenge.id, deed.now);
  await insertReading(deed.tx, {
    id: reading,
    challenge: challenge.id,
    reader: reader.id,
    window: challenge.window,
    clerk: challenge.clerk,
    case: challenge.case,
    person,
    statement: needs.cells.seal('identity.card_reading.statement', reading, statementBytes(statement).toString('utf8')),
    signature,
    readAt: deed.now,
    usedAt: null,
  });
  deed.audit({ object: { kind: 'card-reading', id: reading }, case: challenge.case, detail: { reader: reader.id, window: challenge.window } });
  return done({ reading });
}

/**
 * The card says who somebody is: a person nobody knew is entered by it, and a name that changed is taken from it. An online
 * account keeps the level that its own registration proved: who holds the card need not be who registered it.
 */
async function personOnCard(needs: Pick<IdentityGround, 'cells' | 'place'>, deed: Deed, number: CitizenNumber, name: string): Promise<PersonId> {
  const id = deed.newId<'Person'>();
  const { instance, office, region } = needs.place;
  const person = { id, instance, office, region, name, citizenNumber: number, phone: null, realNameLevel: 'L3' as const, now: deed.now };
  if (await insertPerson(deed.tx, needs.cells, person)) return id;
  const known = await findPersonByNumber(deed.tx, needs.cells, number);
  if (known === null) throw new Error('a person that was in the way is gone');
  const before = await getPerson(deed.tx, needs.cells, known);
  if (before.name !== name) {
    await setNameAndLevel(deed.tx, needs.cells, known, name, before.realNameLevel);
    deed.audit({ fields: ['name'] });
  }
  return known;
}
