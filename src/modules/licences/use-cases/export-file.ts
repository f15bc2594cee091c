import type { Deed } from '../../../kernel/deed.ts';
import { done, type Outcome, refuse } from '../../../kernel/outcome.ts';
import { queriesOf } from '../../../kernel/queries.ts';
import { proofOfEvent } from '../../../kernel/tlog/store.ts';
import type { LicenceId } from '../contract.ts';
import { type LicenceFile, standingText } from '../domain/licence-file.ts';
import { digestHex } from '../domain/log-event.ts';
import type { Ground } from '../needs.ts';
import { openLicence } from '../open-licence.ts';
import type { LicencesRefusal } from '../problems.ts';
import { findLicence } from '../sql/licence.ts';

type ExportRefusal = Extract<LicencesRefusal, { kind: 'licence-unknown' | 'licence-not-ready' }>;

/**
 * The licence as one file that anybody verifies without a network: exact bytes, signature, proof from the log and, where it is
 * asked for, what the issuer says of its standing now. That last statement is believed for a day only.
 */
export async function exportFile(ground: Ground, deed: Pick<Deed, 'tx' | 'today'>, id: LicenceId, withStanding: boolean): Promise<Outcome<string, ExportRefusal>> {
  const row = await findLicence(deed.tx, id);
  if (!row) return refuse({ kind: 'licence-unknown' });
  const licence = openLicence(ground, row, deed.today);
  const { signature } = licence;
  if (signature === null) return refuse({ kind: 'licence-not-ready' });
  const log = await proofOfEvent(queriesOf(deed.tx), 'licence', row.id, signature.salt);
  if (log === null) return refuse({ kind: 'licence-not-ready' });
  const file: LicenceFile = {
    format: 'onevisit-licence-file-1',
    record: { bytes: licence.bytes.toString('base64'), readable: licence.record },
    signature: {
      keyId: signature.kid,
      algorithm: signature.algorithm,
      value: signature.signature.toString('base64'),
      signedAt: signature.at.toISOString(),
    },
    log,
    standing: withStanding ? await statementOf(ground, licence.record.identifier, digestHex(signature.signature), licence.standing, deed.today) : null,
  };
  return done(`${JSON.stringify(file, null, 2)}\n`);
}

async function statementOf(ground: Ground, identifier: string, signatureDigest: string, standing: string, day: string): Promise<LicenceFile['standing']> {
  const text = standingText({ format: 'onevisit-standing-1', identifier, signatureDigest, standing, day, asOf: ground.realNow().toISOString() });
  const { kid, algorithm, signature } = await ground.keys.sign('receipt', Buffer.from(text, 'utf8'));
  return { bytes: Buffer.from(text, 'utf8').toString('base64'), keyId: kid, algorithm, value: signature.toString('base64') };
}
