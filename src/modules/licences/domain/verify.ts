import { canonicalText } from '../../../kernel/canonical.ts';
import type { SignatureAlgorithm } from '../../../kernel/keys/provider.ts';
import { isKnownAlgorithm, verifySignature } from '../../../kernel/keys/verify.ts';
import { verifyOwnCheckpoint } from '../../../kernel/tlog/checkpoint.ts';
import { readNote } from '../../../kernel/tlog/note.ts';
import { readProof, verifyEntry } from '../../../kernel/tlog/verify.ts';
import { type LicenceFile, readLicenceFile, readStanding } from './licence-file.ts';
import { digestHex, issueEventText } from './log-event.ts';
import { readRecord, type SignedRecord } from './record.ts';
import type { TrustFile } from './trust-file.ts';

export type StepName = 'file' | 'record' | 'key' | 'signature' | 'log' | 'standing';

export interface Step {
  readonly step: StepName;
  readonly ok: boolean;
  readonly reason: string;
}

/** What an offline verifier answers; `valid` is genuine and in force. */
export interface Verdict {
  readonly valid: boolean;
  /** the first step that failed */
  readonly failed: StepName | null;
  readonly steps: readonly Step[];
  /** as the issuer stated it, or null when no statement can be believed */
  readonly standing: string | null;
  readonly asOf: string | null;
  readonly record: SignedRecord | null;
}

/**
 * Is this licence genuine and in force? Needs the file and a list of keys that the verifier trusts: no network, no database,
 * and no key out of the file. Each step stands on the ones before it; the first that fails ends the walk.
 */
export function verifyLicenceFile(source: string, trust: TrustFile, now: Date): Verdict {
  const steps: Step[] = [];
  const pass = (step: StepName, reason: string) => steps.push({ step, ok: true, reason });
  const fail = (step: StepName, reason: string, known: Partial<Verdict> = {}): Verdict => {
    steps.push({ step, ok: false, reason });
    return { valid: false, failed: step, steps, standing: null, asOf: null, record: null, ...known };
  };
  const file = readLicenceFile(source);
  if (!file) return fail('file', 'not a licence file, or changed in form');
  pass('file', 'the form of the file is right');
  const signedText = Buffer.from(file.record.bytes, 'base64').toString('utf8');
  const bytes = Buffer.from(signedText, 'utf8');
  if (bytes.toString('base64') !== file.record.bytes) return fail('record', 'the signed bytes are no UTF-8 text');
  const read = readRecord(signedText);
  if (!('record' in read)) return fail('record', read.wrong);
  const { record } = read;
  if (record.instance !== trust.instance) return fail('record', `issued by another installation: ${record.instance}`);
  if (readableText(file) !== signedText) return fail('record', 'the readable part is not what was signed');
  pass('record', 'the signed text is whole and in its one form');
  const signed = judgeSignature(file, bytes, trust);
  if (signed !== null) return fail(signed.step, signed.reason);
  pass('key', `signed by ${file.signature.keyId}, which was believed then`);
  pass('signature', `the ${file.signature.algorithm} signature fits the text`);
  const logged = judgeLog(file, record, bytes, trust);
  if (!logged.ok) return fail('log', logged.reason);
  pass('log', logged.reason);
  return judgeStanding(file, record, trust, now, steps, fail);
}

function readableText(file: LicenceFile): string | null {
  try {
    return canonicalText(file.record.readable);
  } catch {
    return null;
  }
}

function signatureOf(part: { readonly keyId: string; readonly algorithm: string; readonly value: string }) {
  return { kid: part.keyId, algorithm: part.algorithm as SignatureAlgorithm, signature: Buffer.from(part.value, 'base64') };
}

/** The key comes from the trusted list by name and purpose, and the key alone says which algorithm counts. */
function judgeSignature({ signature }: LicenceFile, bytes: Buffer, trust: TrustFile): { step: 'key' | 'signature'; reason: string } | null {
  const key = trust.keys.find((one) => one.purpose === 'licence' && one.kid === signature.keyId);
  if (!key) return { step: 'key', reason: `no trusted key is called ${signature.keyId}` };
  if (!isKnownAlgorithm(signature.algorithm)) return { step: 'signature', reason: `no such algorithm: ${signature.algorithm}` };
  const verified = verifySignature(key, bytes, signatureOf(signature), new Date(signature.signedAt));
  if (verified.ok) return null;
  const ofKey = new Set(['signature-key-unknown', 'signature-key-broken', 'signature-key-revoked', 'signature-key-outside-window']);
  return { step: ofKey.has(verified.refusal.kind) ? 'key' : 'signature', reason: verified.refusal.kind };
}

/** The log binds what the signature does not: which key signed, by which algorithm, when. */
function judgeLog(file: LicenceFile, record: SignedRecord, bytes: Buffer, trust: TrustFile): { ok: boolean; reason: string } {
  const { signature } = file;
  const event = issueEventText({
    identifier: record.identifier,
    recordDigest: digestHex(bytes),
    signatureDigest: digestHex(Buffer.from(signature.value, 'base64')),
    keyId: signature.keyId,
    algorithm: signature.algorithm,
    signedAt: signature.signedAt,
  });
  const log = { origin: trust.origin, keys: trust.keys.filter((key) => key.purpose === 'checkpoint') };
  const entry = verifyEntry(Buffer.from(event, 'utf8'), file.log, log);
  if (!entry.ok) return { ok: false, reason: entry.refusal.kind };
  // Our own export carries our own lines only: one more, or one less, is somebody's edit.
  const note = readProof(file.log)?.checkpoint ?? '';
  const own = verifyOwnCheckpoint(note, log);
  if (!own.ok) return { ok: false, reason: own.refusal.kind };
  const signers = readNote(note)?.signatures.map((line) => line.keyId.toString('hex')) ?? [];
  if (new Set(signers).size !== signers.length) return { ok: false, reason: 'a line of the checkpoint stands twice' };
  return { ok: true, reason: `entry ${entry.value.index} of ${trust.origin}, checkpoint of ${entry.value.checkpoint.size} entries` };
}

/** A statement of standing is believed for a day; clocks may differ by ten minutes. */
const believedMilliseconds = 86_400_000;
const toleranceMilliseconds = 600_000;

function judgeStanding(
  file: LicenceFile,
  record: SignedRecord,
  trust: TrustFile,
  now: Date,
  steps: Step[],
  fail: (step: StepName, reason: string, known?: Partial<Verdict>) => Verdict,
): Verdict {
  const part = file.standing;
  if (part === null) return fail('standing', 'genuine, but the file says nothing of its standing today: scan the QR code or export it anew', { record });
  const text = Buffer.from(part.bytes, 'base64').toString('utf8');
  const statement = readStanding(text);
  if (!statement || Buffer.from(text, 'utf8').toString('base64') !== part.bytes) return fail('standing', 'the statement of standing is not in its one form', { record });
  const key = trust.keys.find((one) => one.purpose === 'receipt' && one.kid === part.keyId);
  if (!key) return fail('standing', `no trusted key is called ${part.keyId}`, { record });
  const verified = verifySignature(key, Buffer.from(text, 'utf8'), signatureOf(part), new Date(statement.asOf));
  if (!verified.ok) return fail('standing', verified.refusal.kind, { record });
  if (statement.identifier !== record.identifier || statement.signatureDigest !== digestHex(Buffer.from(file.signature.value, 'base64'))) {
    return fail('standing', 'the statement speaks of another licence', { record });
  }
  const known = { record, standing: statement.standing, asOf: statement.asOf };
  const age = now.getTime() - Date.parse(statement.asOf);
  if (age > believedMilliseconds) return fail('standing', 'the statement is older than a day: export the licence anew', known);
  if (age < -toleranceMilliseconds) return fail('standing', 'the statement is from the future: check the clock', known);
  if (statement.standing !== 'valid') return fail('standing', `the licence is ${statement.standing}`, known);
  if (statement.day < record.validFrom) return fail('standing', `not in force before ${record.validFrom}`, known);
  if (record.validTo !== null && statement.day > record.validTo) return fail('standing', `expired after ${record.validTo}`, known);
  steps.push({ step: 'standing', ok: true, reason: `in force as the issuer stated at ${statement.asOf}` });
  return { valid: true, failed: null, steps, ...known };
}
