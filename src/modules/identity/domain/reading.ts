import { createPublicKey, verify } from 'node:crypto';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import type { ReadingRefusal } from '../contract.ts';

/** A clerk waits this long for the card; what was read serves one act within this time. */
export const readingLimits = { answerMinutes: 2, useMinutes: 10, requestSeconds: 60 } as const;

/** What a reader signs when a card lay on it. */
export interface ReadingStatement {
  readonly challenge: string;
  readonly reader: string;
  readonly window: string;
  readonly citizenNumber: string;
  readonly name: string;
  readonly readAt: string;
}

/** One way to write a statement, so that signer and verifier mean the same bytes: keys in order, no blanks (RFC 8785 for flat strings). */
export function statementBytes(statement: ReadingStatement): Buffer {
  const { challenge, citizenNumber, name, readAt, reader, window } = statement;
  return Buffer.from(`onevisit-card-reading\n${JSON.stringify({ challenge, citizenNumber, name, readAt, reader, window })}`);
}

/** What a reader signs to ask whether it is wanted: who asks, for what, when. */
export function requestBytes(method: string, path: string, at: string, bodyDigest: string): Buffer {
  return Buffer.from(`onevisit-reader-request\n${method}\n${path}\n${at}\n${bodyDigest}`);
}

/** Ed25519 with the key that was registered for the reader; a text that is no signature is a wrong one. */
export function isSignedBy(publicKeyPem: string, bytes: Uint8Array, signature: string): boolean {
  const raw = Buffer.from(signature, 'base64url');
  return raw.length === 64 && verify(null, bytes, createPublicKey(publicKeyPem), raw);
}

export interface Challenge {
  readonly nonce: string;
  readonly reader: string;
  readonly window: string;
  readonly openedAt: Date;
  readonly expiresAt: Date;
  readonly closedAt: Date | null;
}

export type AnswerRefusal =
  | { kind: 'reader-signature-wrong' }
  | { kind: 'reading-challenge-unknown' }
  | { kind: 'reading-challenge-answered' }
  | { kind: 'reading-challenge-expired'; minutes: number }
  | { kind: 'reading-time-wrong' };

// The statement is written before it travels: a moment of difference between two clocks is no fraud.
const skewMilliseconds = 5_000;

/** The signature comes first: without it nothing else in the answer is worth a look. */
export function checkAnswer(
  reader: { readonly id: string; readonly publicKey: string; readonly active: boolean } | null,
  challenge: Challenge | null,
  statement: ReadingStatement,
  signature: string,
  now: Date,
): Outcome<null, AnswerRefusal> {
  if (!reader?.active || statement.reader !== reader.id || !isSignedBy(reader.publicKey, statementBytes(statement), signature)) {
    return refuse({ kind: 'reader-signature-wrong' });
  }
  if (challenge === null || challenge.reader !== reader.id || challenge.nonce !== statement.challenge || challenge.window !== statement.window) {
    return refuse({ kind: 'reading-challenge-unknown' });
  }
  if (challenge.closedAt !== null) return refuse({ kind: 'reading-challenge-answered' });
  if (now >= challenge.expiresAt) return refuse({ kind: 'reading-challenge-expired', minutes: readingLimits.answerMinutes });
  const readAt = Date.parse(statement.readAt);
  const early = readAt < challenge.openedAt.getTime() - skewMilliseconds;
  if (Number.isNaN(readAt) || early || readAt > now.getTime() + skewMilliseconds) return refuse({ kind: 'reading-time-wrong' });
  return done(null);
}

export interface StoredReading {
  readonly case: string;
  readonly clerk: string;
  readonly window: string;
  readonly readAt: Date;
  readonly usedAt: Date | null;
}

export function checkUse(
  reading: StoredReading | null,
  use: { readonly case: string; readonly clerk: string; readonly window: string | null; readonly now: Date },
): Outcome<null, ReadingRefusal> {
  if (reading === null) return refuse({ kind: 'reading-unknown' });
  if (reading.clerk !== use.clerk || reading.window !== use.window) return refuse({ kind: 'reading-of-another-clerk' });
  if (reading.case !== use.case) return refuse({ kind: 'reading-of-another-case' });
  if (reading.usedAt !== null) return refuse({ kind: 'reading-used' });
  const age = use.now.getTime() - reading.readAt.getTime();
  if (age >= readingLimits.useMinutes * 60_000) return refuse({ kind: 'reading-expired', minutes: readingLimits.useMinutes });
  return done(null);
}
