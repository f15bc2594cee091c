import { createHash, randomBytes } from 'node:crypto';
import { performAs } from '../../kernel/http/perform.ts';
import { done } from '../../kernel/outcome.ts';
import type { LicenceId } from './contract.ts';
import { digestHex, issueEventText } from './domain/log-event.ts';
import { readRecord } from './domain/record.ts';
import type { Ground } from './needs.ts';
import { type Prepared, type Signed, storeSignatures, waitingForSignature } from './sql/signing.ts';
import { voidIntent } from './use-cases/void-intent.ts';

/** An intent with its exact text, opened. */
export interface ToSign {
  readonly id: LicenceId;
  readonly identifier: string;
  readonly text: string;
  readonly digest: Buffer;
}

export type SignerNeeds = Pick<Ground, 'database' | 'clock' | 'cells' | 'keys' | 'log' | 'leaveLeaf' | 'realNow'>;

export interface Signer {
  /** Asks for a signature soon; the answer is the licence itself turning valid. */
  sign(intent: ToSign): void;
  /** Signs what a crash or a fault left unsigned, or voids what cannot be signed any more. @returns how many were taken up */
  reconcile(graceMilliseconds: number): Promise<number>;
  /** All that was asked for is done or has failed. */
  settled(): Promise<void>;
}

const batchSize = 64;

/**
 * The second half of issuing (security design 4.2): signs outside any transaction, then stores signature, state and log
 * leaf in one. One batch at a time: while a batch is under way, more intents gather, so that a backlog costs few transactions.
 */
export function startSigner(needs: SignerNeeds): Signer {
  const queue = new Map<LicenceId, ToSign>();
  let running: Promise<void> | null = null;

  function sign(intent: ToSign): void {
    queue.set(intent.id, intent);
    running ??= drain().finally(() => {
      running = null;
    });
  }

  async function drain(): Promise<void> {
    while (queue.size > 0) {
      const batch = [...queue.values()].slice(0, batchSize);
      for (const intent of batch) queue.delete(intent.id);
      try {
        await signBatch(needs, batch);
      } catch (error) {
        // They stay prepared; the reconciler takes them up again.
        needs.log.error({ err: error, licences: batch.map((intent) => intent.id) }, 'signing failed');
      }
    }
  }

  async function reconcile(graceMilliseconds: number): Promise<number> {
    const until = new Date(needs.clock.now().getTime() - graceMilliseconds);
    const waiting = await needs.database.read((reader) => waitingForSignature(reader, until, batchSize * 4));
    for (const intent of waiting) {
      if (queue.has(intent.id)) continue;
      const text = openExact(needs, intent);
      if (text === 'closed') continue;
      if (text === 'changed') await voidIntent(needs, intent.id, '待签内容与登记摘要不符，未签发');
      else sign({ id: intent.id, identifier: intent.identifier, text: text.exact, digest: intent.digest });
    }
    await settled();
    return waiting.length;
  }

  async function settled(): Promise<void> {
    while (running) await running;
  }

  return { sign, reconcile, settled };
}

async function signBatch(needs: SignerNeeds, batch: readonly ToSign[]): Promise<void> {
  const signed: Signed[] = [];
  const events = new Map<LicenceId, string>();
  for (const intent of batch) {
    const { kid, algorithm, signature } = await needs.keys.sign('licence', Buffer.from(intent.text, 'utf8'));
    const signedAt = needs.realNow();
    signed.push({ id: intent.id, keyId: kid, algorithm, signature, signedAt, salt: randomBytes(32) });
    events.set(
      intent.id,
      issueEventText({
        identifier: intent.identifier,
        recordDigest: intent.digest.toString('hex'),
        signatureDigest: digestHex(signature),
        keyId: kid,
        algorithm,
        signedAt: signedAt.toISOString(),
      }),
    );
  }
  await performAs(needs.database, needs.clock, 'licences.sign', { role: 'public' }, async (deed) => {
    const issued = await storeSignatures(deed.tx, signed);
    const leaves = issued.map((one) => ({
      event: one.id,
      salt: signed.find((each) => each.id === one.id)?.salt ?? Buffer.alloc(0),
      text: events.get(one.id) ?? '',
    }));
    if (leaves.length > 0) await needs.leaveLeaf(deed.tx, leaves);
    for (const one of issued) {
      deed.emit('licence.issued', { licence: one.id, type: one.type, case: one.case, person: one.person, organisation: one.organisation });
    }
    return done(null);
  });
}

/**
 * The sealed text as it was written. `changed`: somebody altered it, it can never be signed. `closed`: it does not open, which
 * may be a key that is missing today, so the intent is kept.
 */
function openExact(needs: SignerNeeds, intent: Prepared): { readonly exact: string } | 'changed' | 'closed' {
  let text: string;
  try {
    text = needs.cells.open('licences.licence.to_be_signed', intent.id, intent.sealed);
  } catch (error) {
    needs.log.error({ err: error, licence: intent.id }, 'an intent to issue does not open');
    return 'closed';
  }
  const fits = createHash('sha256').update(text).digest().equals(intent.digest) && 'record' in readRecord(text);
  return fits ? { exact: text } : 'changed';
}
