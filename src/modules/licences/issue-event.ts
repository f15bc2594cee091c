import { digestHex, issueEventText } from './domain/log-event.ts';
import type { LicenceRow } from './sql/tables.ts';

/** The event of the issue as the log holds it, made again from the row. @throws when the row is not signed */
export function issueEventOf(row: LicenceRow): string {
  if (row.signature === null || row.key_id === null || row.algorithm === null || row.signed_at === null) throw new Error(`licence ${row.id} is not signed`);
  return issueEventText({
    identifier: row.identifier,
    recordDigest: row.record_digest.toString('hex'),
    signatureDigest: digestHex(row.signature),
    keyId: row.key_id,
    algorithm: row.algorithm,
    signedAt: row.signed_at.toISOString(),
  });
}
