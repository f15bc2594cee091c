import type { Room } from '../../kernel/room.ts';
import { saltedLeaf } from '../../kernel/tlog/merkle.ts';
import { appendLeaf } from '../../kernel/tlog/store.ts';
import type { Licences } from './contract.ts';
import { contractOf } from './contract-of.ts';
import { readLicenceTypes } from './domain/licence-type.ts';
import { licencesJobs, startReconciler } from './jobs.ts';
import type { Ground, LicencesNeeds } from './needs.ts';
import { startPainter } from './painter.ts';
import { licencesRoutes } from './routes.ts';
import { startSigner } from './signer.ts';
import { countWaiting } from './sql/signing.ts';

export type LicencesRoom = Room<Licences> & { readonly ground: Ground };

/** Builds the room. The signer works as soon as something is prepared; `start` adds the reconciler that finishes what a crash left. */
export function licencesRoom(needs: LicencesNeeds): LicencesRoom {
  const realNow = needs.realNow ?? (() => new Date());
  const leaveLeaf: Ground['leaveLeaf'] = async (tx, leaves) => {
    for (const leaf of leaves) await appendLeaf(tx, 'licence', leaf.event, saltedLeaf(leaf.salt, Buffer.from(leaf.text, 'utf8')));
  };
  const ground: Ground = {
    ...needs,
    realNow,
    leaveLeaf,
    types: readLicenceTypes(needs.licenceTypes),
    signer: startSigner({ ...needs, realNow, leaveLeaf }),
    painter: startPainter(),
  };
  return {
    name: 'licences',
    contract: contractOf(ground),
    routes: licencesRoutes(ground),
    jobs: licencesJobs(ground),
    start: () => startReconciler(ground),
    ready: async (reader) => {
      const late = await countWaiting(reader, new Date(needs.clock.now().getTime() - lateMilliseconds));
      if (late > 0) throw new Error(`${late} licences wait for their signature for more than a minute`);
    },
    ground,
  };
}

const lateMilliseconds = 60_000;
