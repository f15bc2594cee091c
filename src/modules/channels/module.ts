import type { PersonId } from '../../kernel/asker.ts';
import type { Reader } from '../../kernel/db.ts';
import type { Room } from '../../kernel/room.ts';
import type { Channels } from './contract.ts';
import { channelsRoutes } from './routes.ts';
import type { MessageSender } from './sender.ts';
import type { MessageSeal } from './stand-in.ts';
import { tell } from './use-cases/tell.ts';

export interface ChannelsNeeds {
  readonly instance: string;
  readonly cells: MessageSeal;
  readonly sender: MessageSender;
  /** the phone of a person, or null when none is known */
  readonly phoneOf: (reader: Reader, person: PersonId) => Promise<string | null>;
}

export function channelsRoom(needs: ChannelsNeeds): Room<Channels> {
  const { sender } = needs;
  return {
    name: 'channels',
    contract: { tell: (deed, notice) => tell(needs.instance, deed, notice) },
    routes: channelsRoutes(needs.cells, sender.standIn !== null),
    topics: {
      'channels.message': async (deed, payload) => {
        const phone = await needs.phoneOf(deed.tx, String(payload.person) as PersonId);
        if (phone !== null) await sender.send(deed, { id: String(payload.id), phone, text: String(payload.text) });
      },
    },
    standIns: sender.standIn === null ? [] : [sender.standIn],
  };
}
