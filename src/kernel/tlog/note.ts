import { createHash } from 'node:crypto';
import type { PublicKeyInfo } from '../keys/provider.ts';

/** Signed text of c2sp.org/signed-note: readable by people, verified by any tool of that family. */
export interface Note {
  /** ends with a newline; the signatures are over exactly this */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: Buffer;
  readonly signature: Buffer;
}

export function writeNote({ text, signatures }: Note): string {
  const lines = signatures.map(({ name, keyId, signature }) => `— ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`);
  return `${text}\n${lines.join('')}`;
}

/** null for anything that `writeNote` would not write */
export function readNote(note: string): Note | null {
  const border = note.lastIndexOf('\n\n');
  if (border < 0 || !note.endsWith('\n') || !note.isWellFormed() || hasControls(note)) return null;
  const text = note.slice(0, border + 1);
  const lines = note.slice(border + 2, -1).split('\n');
  if (lines.length > signatureLimit) return null;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const [, name = '', encoded = ''] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? [];
    const bytes = Buffer.from(encoded, 'base64');
    if (bytes.length <= keyIdBytes || bytes.toString('base64') !== encoded) return null;
    signatures.push({ name, keyId: bytes.subarray(0, keyIdBytes), signature: bytes.subarray(keyIdBytes) });
  }
  return { text, signatures };
}

/** Name and key id together say which key and which algorithm made a line. */
export function keyIdOf(name: string, key: Pick<PublicKeyInfo, 'algorithm' | 'publicKey'>): Buffer {
  const spki = Buffer.from(key.publicKey, 'base64');
  // An Ed25519 key is the last 32 bytes of its SubjectPublicKeyInfo (RFC 8410, 4); other algorithms have no number of their own.
  const typed = key.algorithm === 'ed25519' ? [Buffer.from([0x01]), spki.subarray(-32)] : [Buffer.from([0xff]), Buffer.from(`onevisit/${key.algorithm}\n`), spki];
  return createHash('sha256').update(`${name}\n`).update(Buffer.concat(typed)).digest().subarray(0, keyIdBytes);
}

/** `name+id+key`: what other tools of the family are configured with to verify our Ed25519 lines. */
export function verifierKey(name: string, key: Pick<PublicKeyInfo, 'publicKey'>): string {
  const typed = Buffer.concat([Buffer.from([0x01]), Buffer.from(key.publicKey, 'base64').subarray(-32)]);
  return `${name}+${keyIdOf(name, { ...key, algorithm: 'ed25519' }).toString('hex')}+${typed.toString('base64')}`;
}

const keyIdBytes = 4;
const signatureLimit = 64;

function hasControls(note: string): boolean {
  for (let at = 0; at < note.length; at += 1) {
    const code = note.charCodeAt(at);
    if (code < 0x20 && code !== 0x0a) return true;
  }
  return false;
}
