import type { Ground } from '../needs.ts';
import { openLicence } from '../open-licence.ts';
import { signedSince } from '../sql/signing.ts';
import type { LicenceRow } from '../sql/tables.ts';

const dayMilliseconds = 86_400_000;
const pageSize = 200;

/** Reads again what was signed in the last 25 hours: does each record open, fit its digest and its signature? A fault is logged by its id. */
export async function checkIssued(ground: Ground): Promise<void> {
  const since = new Date(ground.realNow().getTime() - dayMilliseconds - 3_600_000);
  let checked = 0;
  let wrong = 0;
  let after: string | null = null;
  for (let more = true; more; ) {
    const rows: readonly LicenceRow[] = await ground.database.read((reader) => signedSince(reader, since, after, pageSize));
    for (const row of rows) {
      checked += 1;
      const fault = await faultOf(ground, row);
      if (fault === null) continue;
      wrong += 1;
      ground.log.error({ licence: row.id, fault }, 'an issued licence does not verify');
    }
    after = rows.at(-1)?.id ?? null;
    more = rows.length === pageSize;
  }
  ground.log.info({ checked, wrong }, 'licences of the day were read again');
}

async function faultOf(ground: Ground, row: LicenceRow): Promise<string | null> {
  try {
    const licence = openLicence(ground, row, ground.clock.today());
    if (licence.signature === null) return 'not signed';
    const verified = await ground.keys.verify('licence', licence.bytes, licence.signature, licence.signature.at);
    return verified.ok ? null : verified.refusal.kind;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
