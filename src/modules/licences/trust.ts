import type { LogIdentity } from '../../kernel/tlog/checkpoint.ts';
import { verifierKey } from '../../kernel/tlog/note.ts';
import { originOf } from '../../kernel/tlog/store.ts';
import type { TrustFile } from './domain/trust-file.ts';
import type { Ground } from './needs.ts';

/** Who signs the checkpoints of the log `licence` here. */
export async function logIdentity(ground: Pick<Ground, 'keys' | 'city'>): Promise<LogIdentity> {
  return { origin: originOf(ground.city.instance, 'licence'), keys: await ground.keys.publicKeys('checkpoint') };
}

/** All public keys that a stranger needs to verify our licences without asking us. */
export async function trustFile(ground: Pick<Ground, 'keys' | 'city' | 'realNow'>): Promise<TrustFile> {
  const [licence, receipt, checkpoint] = await Promise.all([
    ground.keys.publicKeys('licence'),
    ground.keys.publicKeys('receipt'),
    ground.keys.publicKeys('checkpoint'),
  ]);
  const origin = originOf(ground.city.instance, 'licence');
  return {
    format: 'onevisit-keys-1',
    instance: ground.city.instance,
    origin,
    exportedAt: ground.realNow().toISOString(),
    keys: [...licence, ...receipt, ...checkpoint],
    logVerifiers: checkpoint.filter((key) => key.algorithm === 'ed25519').map((key) => verifierKey(origin, key)),
  };
}
