import { createPublicKey } from 'node:crypto';
import type { OfficeId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import type { Place } from '../place.ts';
import { activeReadersAt, registerReader } from '../sql/readers.ts';

export interface ReaderToEnter {
  readonly id: string;
  readonly office: OfficeId;
  readonly window: string;
  readonly serial: string;
  readonly model: string;
  readonly publicKey: string;
}

export type EnterReaderRefusal = { kind: 'reader-key-wrong'; field: 'publicKey' } | { kind: 'reader-taken'; field: 'window' } | { kind: 'reader-known'; field: 'id' };

/** Registers a reader by the public key it made itself; the private key never leaves the device. A known reader keeps its key. */
export async function enterReader(place: Place, deed: Deed, reader: ReaderToEnter): Promise<Outcome<{ reader: string }, EnterReaderRefusal>> {
  const publicKey = readKey(reader.publicKey);
  if (publicKey === null) return refuse({ kind: 'reader-key-wrong', field: 'publicKey' });
  const there = await activeReadersAt(deed.tx, reader.window);
  if (there.some((one) => one.office === reader.office)) return refuse({ kind: 'reader-taken', field: 'window' });
  const { region } = place.tree.find(reader.office) ?? place;
  const { model, ...rest } = reader;
  const entered = { ...rest, model: { zh: model }, publicKey, standIn: false, state: 'active' as const, instance: place.instance, region, now: deed.now };
  if (!(await registerReader(deed.tx, entered))) return refuse({ kind: 'reader-known', field: 'id' });
  deed.audit({ object: { kind: 'card-reader', id: reader.id }, detail: { window: reader.window } });
  return done({ reader: reader.id });
}

function readKey(text: string): string | null {
  try {
    const key = createPublicKey(text);
    return key.asymmetricKeyType === 'ed25519' ? key.export({ type: 'spki', format: 'pem' }).toString() : null;
  } catch {
    // Anything that is no key at all is a wrong key: the parser says so by throwing.
    return null;
  }
}
