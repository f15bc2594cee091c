import type { Room } from '../../kernel/room.ts';
import type { Registers } from './contract.ts';
import { entityNameExists, findPerson } from './sql/registers.ts';
import { type LookUpNeeds, lookUpEntity, lookUpPerson } from './use-cases/look-up.ts';

/** The registers have no route of their own: other rooms ask through the contract, with a purpose. */
export function registersRoom(needs: LookUpNeeds): Room<Registers> {
  return {
    name: 'registers',
    contract: {
      lookUpPerson: (deed, question) => lookUpPerson(needs, deed, question),
      lookUpEntity: (deed, question) => lookUpEntity(needs, deed, question),
      isEntityNameTaken: (deed, name) => entityNameExists(deed.tx, name),
      confirmPerson: async (deed, number, name) => {
        const found = await findPerson(deed.tx, number);
        if (!found) return 'unknown';
        return found.record.name === name && found.record.alive ? 'agrees' : 'differs';
      },
    },
    routes: [],
  };
}
