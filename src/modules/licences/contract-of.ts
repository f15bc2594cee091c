import type { Licences } from './contract.ts';
import type { Ground } from './needs.ts';
import { openLicence } from './open-licence.ts';
import { licencesHeldBy, licencesOfCase } from './sql/licence.ts';
import { prepareLicence } from './use-cases/prepare.ts';
import { reuseLicence } from './use-cases/reuse-licence.ts';

/** What later rooms may ask of licences. */
export function contractOf(ground: Ground): Licences {
  return {
    prepare: (deed, { type, holder, case: caseId, caseNumber, item, issuer, face, validFrom }) =>
      prepareLicence(ground, deed, {
        type,
        holder,
        case: { id: caseId, number: caseNumber, item },
        issuer,
        face,
        validFrom,
        grade: 'A',
        checked: null,
        original: null,
      }),
    heldBy: async (reader, holders, today) => (await licencesHeldBy(reader, holders)).map((row) => openLicence(ground, row, today).summary),
    ofCase: async (reader, caseId, today) => (await licencesOfCase(reader, caseId)).map((row) => openLicence(ground, row, today).summary),
    reuse: (deed, request) => reuseLicence(ground, deed, request),
  };
}
