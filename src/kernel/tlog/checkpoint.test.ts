import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKeyFolder } from '../keys/file-provider.ts';
import type { KeyProvider, PublicKeyInfo } from '../keys/provider.ts';
import { must } from '../outcome.ts';
import { type Checkpoint, type LogIdentity, readCheckpoint, signCheckpoint, verifyCheckpoint, verifyOwnCheckpoint } from './checkpoint.ts';
import { emptyFrontier, grow, leafHash, rootOf, saltedLeaf } from './merkle.ts';
import { keyIdOf, readNote, verifierKey, writeNote } from './note.ts';
import { readProof, verifyEntry, writeProof } from './verify.ts';

const origin = 'onevisit.changsha/licence';
let parent: string;
let keys: KeyProvider;
let log: LogIdentity;
let note: string;
let instant = new Date('2026-11-01T00:00:00Z');
const checkpoint: Checkpoint = { origin, size: 3, root: Buffer.alloc(32, 5), previous: 1, at: new Date('2026-11-02T03:04:05.678Z') };

const keysIn = (name: string, suite: 'sm' | 'intl' = 'sm') => must(openKeyFolder({ folder: join(parent, name), passphrase: null, mode: 'demo', suite, now: () => instant }));

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'onevisit-checkpoint-'));
  keys = keysIn('own');
  log = { origin, keys: await keys.publicKeys('checkpoint') };
  note = await signCheckpoint(keys, checkpoint);
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe('a signed note (c2sp.org/signed-note)', () => {
  // The note of the specification's example; its key is not published, its form is.
  const example =
    'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n';

  test('is read as the specification reads its example, and written back the same', () => {
    const read = readNote(example);
    expect(read?.text).toBe('Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n');
    expect(read?.signatures).toMatchObject([{ name: 'quasimodo.example/salvatore' }]);
    expect(read?.signatures[0]?.signature).toHaveLength(64);
    expect(read && writeNote(read)).toBe(example);
  });

  test.each([
    ['no signature', 'text\n'],
    ['no blank line', 'text\n— a AAAAAAAA\n'],
    ['no newline at the end', example.slice(0, -1)],
    ['a control character', example.replace('solo', 'so\tlo')],
    ['a carriage return', example.replaceAll('\n', '\r\n')],
    ['half a surrogate pair', example.replace('solo', '\ud800')],
    ['a hyphen for the dash', example.replace('—', '-')],
    ['a plus in the name', example.replace('quasimodo', 'quasi+modo')],
    ['two spaces', example.replace('— ', '—  ')],
    ['a signature of four bytes', 'text\n\n— a AAAAAA==\n'],
    ['spare bits in the base64', 'text\n\n— a AAAAAAB=\n'],
    ['an unfinished line', `${example}—`],
    ['too many lines', `text\n\n${'— a AAAAAAAA\n'.repeat(65)}`],
  ])('is not read with %s', (_name, broken) => {
    expect(readNote(broken)).toBeNull();
  });

  test('names an Ed25519 key as the Go checksum database does', () => {
    // The published key of sum.golang.org: its id is the hash of name, type and key.
    const known = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
    const raw = Buffer.from('Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8', 'base64').subarray(1);
    const publicKey = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]).toString('base64');
    expect(verifierKey('sum.golang.org', { publicKey })).toBe(known);
  });
});

describe('a checkpoint', () => {
  test('is believed by its two lines or either of them', () => {
    expect(must(verifyCheckpoint(note, log))).toEqual(checkpoint);
    const read = readNote(note);
    expect(read?.signatures).toHaveLength(2);
    for (const line of read?.signatures ?? []) expect(verifyCheckpoint(writeNote({ text: read?.text ?? '', signatures: [line] }), log).ok).toBe(true);
  });

  test('is readable text of the common form', () => {
    expect(note.split('\n').slice(0, 6)).toEqual([origin, '3', checkpoint.root.toString('base64'), 'previous 1', 'time 2026-11-02T03:04:05.678Z', '']);
  });

  test('is refused after any one character was changed', () => {
    for (let at = 0; at < note.length; at += 1) {
      const edited = note.slice(0, at) + (note[at] === 'A' ? 'B' : 'A') + note.slice(at + 1);
      // A changed name or key id makes the line a stranger's; in the log's own store even that is refused.
      expect(verifyOwnCheckpoint(edited, log).ok).toBe(false);
    }
    expect(verifyOwnCheckpoint(note, log).ok).toBe(true);
  });

  test('is refused for another log, under other keys, and unsigned', async () => {
    expect(verifyCheckpoint(note, { ...log, origin: 'onevisit.changsha/audit' })).toMatchObject({ refusal: { kind: 'checkpoint-of-another-log' } });
    expect(verifyCheckpoint(note, { ...log, keys: await keysIn('other').publicKeys('checkpoint') })).toMatchObject({ refusal: { kind: 'checkpoint-not-signed' } });
    expect(verifyCheckpoint(note, { ...log, keys: [] })).toMatchObject({ refusal: { kind: 'checkpoint-not-signed' } });
  });

  test('is refused when one trusted line is wrong, even beside a right one', () => {
    const read = readNote(note);
    const [first, second] = read?.signatures ?? [];
    if (!read || !first || !second) throw new Error('two lines expected');
    const forged = { ...second, signature: Buffer.from(first.signature) };
    expect(verifyCheckpoint(writeNote({ ...read, signatures: [first, forged] }), log)).toMatchObject({ refusal: { kind: 'checkpoint-signature-wrong' } });
  });

  test("keeps its belief beside a witness's line, and in the own store wants no line missing or added", () => {
    const read = readNote(note);
    if (!read) throw new Error('a note expected');
    const witness = { name: 'witness.hunan', keyId: Buffer.alloc(4, 1), signature: Buffer.alloc(72, 2) };
    const cosigned = writeNote({ ...read, signatures: [...read.signatures, witness] });
    expect(verifyCheckpoint(cosigned, log).ok).toBe(true);
    expect(verifyOwnCheckpoint(cosigned, log).ok).toBe(false);
    for (const line of read.signatures) expect(verifyOwnCheckpoint(writeNote({ ...read, signatures: [line] }), log)).toMatchObject({ refusal: { kind: 'checkpoint-signature-wrong' } });
  });

  test('is judged by its own time: a key signs in its window only', async () => {
    const windowed = keysIn('windowed');
    const before = await signCheckpoint(windowed, { ...checkpoint, at: new Date('2026-10-31T23:59:59Z') });
    instant = new Date('2026-11-05T00:00:00Z');
    await windowed.rotate('checkpoint');
    const identity = { origin, keys: await windowed.publicKeys('checkpoint') };
    expect(verifyCheckpoint(before, identity)).toMatchObject({ refusal: { why: 'signature-key-outside-window' } });
    const after = await signCheckpoint(windowed, { ...checkpoint, at: new Date('2026-11-05T00:00:01Z') });
    expect(verifyOwnCheckpoint(after, identity).ok).toBe(true);
    instant = new Date('2026-11-01T00:00:00Z');
  });

  test('has one text', () => {
    const text = readNote(note)?.text ?? '';
    expect(readCheckpoint(text)).toEqual(checkpoint);
    for (const broken of [text.replace('\n3\n', '\n03\n'), text.replace('\n3\n', '\n3.0\n'), text.replace('\n3\n', '\n-3\n'), text.replace('.678', ''), text.slice(0, -1), `${text}more\n`, text.replace('time', 'at'), text.replace('previous 1', 'previous 4'), text.replace('previous 1\n', ''), text.replace(origin, '')]) {
      expect(readCheckpoint(broken)).toBeNull();
    }
  });

  test('by an installation of the international suite has one line', async () => {
    const intl = keysIn('intl', 'intl');
    const single = await signCheckpoint(intl, checkpoint);
    const [key] = await intl.publicKeys('checkpoint');
    expect(readNote(single)?.signatures).toHaveLength(1);
    expect(readNote(single)?.signatures[0]?.keyId).toEqual(keyIdOf(origin, key as PublicKeyInfo));
  });
});

describe('the proof that a person keeps', () => {
  const salt = Buffer.alloc(32, 8);
  const event = Buffer.from('{"licence":"1"}');
  const proofOf = async (): Promise<string> => {
    const leaves = [leafHash(Buffer.from('a')), saltedLeaf(salt, event), leafHash(Buffer.from('c'))];
    const root = rootOf(grow(emptyFrontier, leaves, () => {}).hashes);
    const hashes = [leaves[0], leaves[2]].map((hash) => hash ?? Buffer.alloc(32));
    return writeProof({ salt, index: 1, hashes, checkpoint: await signCheckpoint(keys, { ...checkpoint, root }) });
  };

  test('shows the event in the log, with nothing else at hand', async () => {
    expect(verifyEntry(event, await proofOf(), log)).toMatchObject({ ok: true, value: { index: 1, checkpoint: { size: 3 } } });
  });

  test('shows no other event, and is refused after any change', async () => {
    const proof = await proofOf();
    expect(verifyEntry(Buffer.from('{"licence":"2"}'), proof, log)).toMatchObject({ refusal: { kind: 'entry-not-in-log' } });
    const border = proof.indexOf('— ');
    for (let at = 0; at < border; at += 1) {
      const edited = proof.slice(0, at) + (proof[at] === '1' ? '2' : '1') + proof.slice(at + 1);
      expect(verifyEntry(event, edited, log).ok).toBe(false);
    }
  });

  test('of an empty path and of none is told apart from noise', () => {
    const alone = { salt, index: 0, hashes: [], checkpoint: 'x' };
    expect(readProof(writeProof(alone))).toEqual(alone);
    for (const broken of ['', 'x', '\n\n', writeProof(alone).replace('index 0', 'index 00'), writeProof({ ...alone, hashes: [Buffer.alloc(31)] })]) expect(readProof(broken)).toBeNull();
  });
});
