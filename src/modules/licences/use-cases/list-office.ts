import type { OfficeId, StaffAsker } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { actsOn } from '../domain/standing.ts';
import type { Ground } from '../needs.ts';
import { openLicence } from '../open-licence.ts';
import { licencesOfOffice } from '../sql/licence.ts';
import { cardOf } from './show-licence.ts';

const pageSize = 50;

/** The licences that the asker's office issued, newest first: by identifier or number where one is asked for. */
export async function listOffice(ground: Ground, deed: Deed<StaffAsker>, question: { q: string | null; type: string | null; after: string | null }) {
  const office: OfficeId = deed.asker.office;
  const type = question.type === null ? null : (ground.types.get(question.type)?.code ?? question.type);
  const rows = await licencesOfOffice(deed.tx, { office, q: question.q, type, after: question.after, limit: pageSize + 1 });
  const licences = rows.slice(0, pageSize).map((row) => openLicence(ground, row, deed.today));
  return {
    licences: licences.map((licence) => ({ ...cardOf(licence.summary), acts: [...actsOn(licence.standing)] })),
    next: rows.length > pageSize ? (rows[pageSize - 1]?.id ?? null) : null,
  };
}
