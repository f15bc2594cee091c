import { parseStrict } from '../../../kernel/canonical.ts';
import type { PublicKeyInfo } from '../../../kernel/keys/provider.ts';
import { base64, exactly, instant, listOf, matching, misfit, nullOr, objectOf, text } from './shape.ts';

/** What a verifier believes in: the public keys of one installation with their purposes, windows and states. Never taken from the licence file itself. */
export interface TrustFile {
  readonly format: 'onevisit-keys-1';
  readonly instance: string;
  /** of the log `licence` */
  readonly origin: string;
  readonly exportedAt: string;
  readonly keys: readonly PublicKeyInfo[];
  /** the log's Ed25519 keys as other tools of the C2SP family are told them */
  readonly logVerifiers: readonly string[];
}

const key = objectOf({
  kid: text(120),
  purpose: exactly('licence', 'receipt', 'checkpoint'),
  algorithm: exactly('sm2-sm3', 'ed25519', 'es256'),
  publicKey: base64(500),
  notBefore: instant,
  notAfter: nullOr(instant),
  revokedAt: nullOr(instant),
  state: exactly('active', 'verify-only', 'revoked', 'destroyed'),
});

/** null when the text is no key list of ours; a list with an unknown field is not guessed at */
export function readTrustFile(source: string): TrustFile | null {
  const parsed = parseStrict(source, { maximumDepth: 4 });
  if (!parsed.ok) return null;
  const path = misfit(parsed.value, {
    format: exactly('onevisit-keys-1'),
    instance: matching(/^[a-z0-9][a-z0-9.-]{0,62}$/),
    origin: matching(/^onevisit\.[a-z0-9][a-z0-9.-]{0,62}\/licence$/),
    exportedAt: instant,
    keys: listOf(1_000, key),
    logVerifiers: listOf(1_000, text(300)),
  });
  return path === null ? (parsed.value as TrustFile) : null;
}
