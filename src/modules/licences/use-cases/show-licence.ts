import type { OfficeId, Relation } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import type { Text } from '../../../kernel/text.ts';
import type { Identity } from '../../identity/contract.ts';
import type { LicenceId, LicenceSummary } from '../contract.ts';
import { wholeFace } from '../domain/face-shown.ts';
import { shortCodeOf } from '../domain/short-code.ts';
import { actsOn } from '../domain/standing.ts';
import type { Ground } from '../needs.ts';
import { holderOf, openLicence, type OpenedLicence } from '../open-licence.ts';
import { verifyIdentifierPath } from '../paths.ts';
import { findLicence, lockLicence } from '../sql/licence.ts';
import { reusesOf } from '../sql/reuse.ts';
import { changesOf } from '../sql/standing.ts';
import type { LicenceRow } from '../sql/tables.ts';
import { whoHolds } from './who-holds.ts';

/** How the asker stands to a licence: its holder, the office that issued it, or a post above that office. */
export async function relationTo(ground: Ground, deed: Deed, id: LicenceId, writes: boolean): Promise<Relation> {
  const row = writes ? await lockLicence(deed.tx, id) : await findLicence(deed.tx, id);
  return row ? relationToRow(ground, deed, row) : 'none';
}

async function relationToRow(ground: Ground, deed: Deed, row: LicenceRow): Promise<Relation> {
  const { asker } = deed;
  if (asker.role === 'public') return 'none';
  if (asker.role !== 'citizen') return ground.identity.reaches(asker, row.office as OfficeId, row.region);
  const holding = await whoHolds(ground, deed, asker.person);
  return holding.pathTo(holderOf(row)) === null ? 'none' : 'own';
}

export function cardOf(summary: LicenceSummary) {
  const { holder, face: _face, ...rest } = summary;
  return { ...rest, holderKind: holder.kind, grade: summary.grade === 'B' ? ('B' as const) : ('A' as const) };
}

/** Whoever of the office sees, prints or takes out a person's licence has read it, and the person finds that. */
export async function noteReading(deed: Deed, id: LicenceId): Promise<void> {
  if (deed.asker.role === 'citizen') return;
  const row = await findLicence(deed.tx, id);
  const holder = row && holderOf(row);
  if (holder?.kind !== 'person') return;
  deed.readsPersonal({ subject: holder.person, fields: ['licence'], purpose: 'licence:administer', ...(row?.case_id ? { case: row.case_id } : {}) });
}

/** One licence whole: face, standing with its reasons, and where it was used. */
export async function showLicence(ground: Ground, deed: Deed, id: LicenceId) {
  const row = await findLicence(deed.tx, id);
  if (!row) return null;
  const licence = openLicence(ground, row, deed.today);
  const own = deed.asker.role === 'citizen';
  const [history, reuses] = [await changesOf(deed.tx, id), own ? await reusesOf(deed.tx, id, reuseLimit) : []];
  const names = await officeNames(ground.identity, deed, reuses.flatMap((reuse) => (reuse.office ? [reuse.office as OfficeId] : [])));
  await noteReading(deed, id);
  const type = ground.types.get(licence.record.type.code);
  const shortCode = licence.signature === null ? null : shortCodeOf(licence.signature.signature);
  return {
    card: cardOf(licence.summary),
    face: type ? [...wholeFace(type, licence.record.face)] : [],
    case: own ? row.case_id : null,
    verifyAddress: verifyAddressOf(ground, licence, own ? shortCode : null),
    shortCode: own ? shortCode : null,
    history: history.map((change) => ({ ...change, at: change.at.toISOString() })),
    reuses: reuses.map((reuse) => ({
      id: reuse.id,
      case: reuse.case,
      material: reuse.material,
      purpose: reuse.purpose,
      ground: reuse.ground,
      at: reuse.at.toISOString(),
      office: reuse.office === null ? null : (names.get(reuse.office) ?? null),
    })),
    acts: own ? [] : [...actsOn(licence.standing)],
  };
}

const reuseLimit = 100;

/** Where the QR code leads; null until the licence is signed. */
export function verifyAddressOf(ground: Ground, licence: OpenedLicence, shortCode: string | null): string | null {
  if (licence.signature === null) return null;
  return `${ground.publicAddress()}${verifyIdentifierPath(licence.record.identifier, shortCode)}`;
}

async function officeNames(identity: Identity, deed: Deed, offices: readonly OfficeId[]): Promise<ReadonlyMap<string, Text>> {
  const names = new Map<string, Text>();
  for (const office of new Set(offices)) names.set(office, (await identity.office(deed.tx, office)).name);
  return names;
}
