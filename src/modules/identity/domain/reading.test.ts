import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAnswer, checkUse, isSignedBy, requestBytes, statementBytes, type Challenge, type ReadingStatement, type StoredReading } from './reading.ts';

const keys = generateKeyPairSync('ed25519');
const foreign = generateKeyPairSync('ed25519');
const pem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const opened = new Date('2018-07-02T01:00:00Z');
const after = (seconds: number) => new Date(opened.getTime() + seconds * 1000);

const reader = { id: 'reader-w01', publicKey: pem, active: true };
const challenge: Challenge = { nonce: 'n1', reader: 'reader-w01', window: 'W01', openedAt: opened, expiresAt: after(120), closedAt: null };
const statement: ReadingStatement = {
  challenge: 'n1',
  reader: 'reader-w01',
  window: 'W01',
  citizenNumber: '430103199006150022',
  name: '李湘云',
  readAt: after(10).toISOString(),
};
const signed = (of: ReadingStatement, key = keys.privateKey) => sign(null, statementBytes(of), key).toString('base64url');
const kindOf = (answer: { ok: true } | { ok: false; refusal: { kind: string } }) => (answer.ok ? null : answer.refusal.kind);

describe('the answer of a reader', () => {
  it('is taken when the registered key signed what was asked', () => {
    expect(checkAnswer(reader, challenge, statement, signed(statement), after(11))).toEqual({ ok: true, value: null });
  });

  it.each([
    ['of a reader that nobody registered', null, challenge, statement, signed(statement), 11, 'reader-signature-wrong'],
    ['of a suspended reader', { ...reader, active: false }, challenge, statement, signed(statement), 11, 'reader-signature-wrong'],
    ['signed with another key', reader, challenge, statement, signed(statement, foreign.privateKey), 11, 'reader-signature-wrong'],
    ['without a signature', reader, challenge, statement, '', 11, 'reader-signature-wrong'],
    ['that nobody asked for', reader, null, statement, signed(statement), 11, 'reading-challenge-unknown'],
    ['to another reader’s challenge', reader, { ...challenge, reader: 'reader-w02' }, statement, signed(statement), 11, 'reading-challenge-unknown'],
    ['from another window', reader, { ...challenge, window: 'W02' }, statement, signed(statement), 11, 'reading-challenge-unknown'],
    ['given twice', reader, { ...challenge, closedAt: after(10) }, statement, signed(statement), 11, 'reading-challenge-answered'],
    ['after two minutes', reader, challenge, statement, signed(statement), 120, 'reading-challenge-expired'],
  ] as const)('%s is refused', (_, by, to, told, signature, seconds, kind) => {
    expect(kindOf(checkAnswer(by, to, told, signature, after(seconds)))).toBe(kind);
  });

  it.each([
    ['before the clerk asked', after(-6).toISOString()],
    ['in the future', after(17).toISOString()],
    ['at no time', 'yesterday'],
  ])('about a card read %s is refused', (_, readAt) => {
    const told = { ...statement, readAt };
    expect(kindOf(checkAnswer(reader, challenge, told, signed(told), after(11)))).toBe('reading-time-wrong');
  });

  it('does not survive a change of any of its values', () => {
    const field = fc.constantFrom(...(Object.keys(statement) as (keyof ReadingStatement)[]));
    fc.assert(
      fc.property(field, fc.string(), (name, value) => {
        fc.pre(statement[name] !== value);
        expect(isSignedBy(pem, statementBytes({ ...statement, [name]: value }), signed(statement))).toBe(false);
      }),
    );
  });

  it('never stands for a request nor a request for it', () => {
    const request = requestBytes('GET', '/x', after(0).toISOString(), '');
    expect(isSignedBy(pem, request, signed(statement))).toBe(false);
    expect(request.subarray(0, 20)).not.toEqual(statementBytes(statement).subarray(0, 20));
  });
});

describe('a reading', () => {
  const stored: StoredReading = { case: 'c1', clerk: 'k1', window: 'W01', readAt: opened, usedAt: null };
  const use = { case: 'c1', clerk: 'k1', window: 'W01', now: after(599) };

  it.each([
    ['serves its clerk for its case', stored, use, null],
    ['that does not exist', null, use, 'reading-unknown'],
    ['of another case', stored, { ...use, case: 'c2' }, 'reading-of-another-case'],
    ['of another clerk', stored, { ...use, clerk: 'k2' }, 'reading-of-another-clerk'],
    ['of another window', stored, { ...use, window: 'W02' }, 'reading-of-another-clerk'],
    ['by a clerk who sits at none', stored, { ...use, window: null }, 'reading-of-another-clerk'],
    ['after ten minutes', stored, { ...use, now: after(600) }, 'reading-expired'],
    ['used before', { ...stored, usedAt: after(5) }, use, 'reading-used'],
  ] as const)('%s: %s', (_, reading, asked, kind) => {
    expect(kindOf(checkUse(reading, asked))).toBe(kind);
  });
});
