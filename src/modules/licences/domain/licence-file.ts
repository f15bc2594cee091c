import { canonicalText, parseStrict } from '../../../kernel/canonical.ts';
import type { SignedRecord } from './record.ts';
import { base64, exactly, instant, matching, misfit, nullOr, objectOf, text } from './shape.ts';

/** A licence with all its proofs, as it leaves the house. It carries no key: a file that brings its own key proves nothing. */
export interface LicenceFile {
  readonly format: 'onevisit-licence-file-1';
  /** the exact signed bytes, and the same for people; they must agree */
  readonly record: { readonly bytes: string; readonly readable: SignedRecord };
  readonly signature: { readonly keyId: string; readonly algorithm: string; readonly value: string; readonly signedAt: string };
  /** c2sp.org/tlog-proof with the leaf's salt */
  readonly log: string;
  /** what the issuer said of the standing, signed; null in a PDF, which is kept for years */
  readonly standing: { readonly bytes: string; readonly keyId: string; readonly algorithm: string; readonly value: string } | null;
}

/** A statement of standing is bound to one signature: it cannot be put beside another licence or another version. */
export interface StandingStatement {
  readonly format: 'onevisit-standing-1';
  readonly identifier: string;
  readonly signatureDigest: string;
  readonly standing: string;
  /** the legal day for which it was said */
  readonly day: string;
  readonly asOf: string;
}

export const fileLimitBytes = 262_144;

/** null for everything that is not exactly such a file */
export function readLicenceFile(source: string): LicenceFile | null {
  if (source.length > fileLimitBytes) return null;
  const parsed = parseStrict(source, { maximumDepth: 6 });
  if (!parsed.ok) return null;
  const keyId = matching(/^[a-z0-9-]{1,120}$/);
  const algorithm = matching(/^[a-zA-Z0-9-]{1,40}$/);
  const path = misfit(parsed.value, {
    format: exactly('onevisit-licence-file-1'),
    record: { bytes: base64(65_536), readable: (value) => typeof value === 'object' && value !== null },
    signature: { keyId, algorithm, value: base64(512), signedAt: instant },
    log: text(20_000),
    standing: nullOr(objectOf({ bytes: base64(2_048), keyId, algorithm, value: base64(512) })),
  });
  return path === null ? (parsed.value as LicenceFile) : null;
}

export function standingText(statement: StandingStatement): string {
  return canonicalText(statement);
}

/** null for every text that `standingText` does not write */
export function readStanding(source: string): StandingStatement | null {
  const parsed = parseStrict(source, { maximumDepth: 1 });
  if (!parsed.ok) return null;
  const path = misfit(parsed.value, {
    format: exactly('onevisit-standing-1'),
    identifier: matching(/^[0-9A-Z.]{1,130}$/),
    signatureDigest: matching(/^[0-9a-f]{64}$/),
    standing: exactly('valid', 'expired', 'suspended', 'revoked', 'replaced'),
    day: matching(/^\d{4}-\d{2}-\d{2}$/),
    asOf: instant,
  });
  const statement = parsed.value as StandingStatement;
  return path === null && standingText(statement) === source ? statement : null;
}
