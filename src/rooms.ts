import type { City } from './city.ts';
import { inflate } from './inflate.ts';
import { joints } from './joints.ts';
import type { Cells } from './kernel/cells.ts';
import type { Clock } from './kernel/clock.ts';
import type { Config } from './kernel/config.ts';
import type { Database } from './kernel/db.ts';
import type { Files } from './kernel/files.ts';
import type { KeyProvider } from './kernel/keys/provider.ts';
import type { Logger } from './kernel/log.ts';
import type { Room, TopicHandler } from './kernel/room.ts';
import { casesRoom } from './modules/cases/module.ts';
import { channelsRoom } from './modules/channels/module.ts';
import { standInSender } from './modules/channels/stand-in.ts';
import { identityRoom } from './modules/identity/module.ts';
import { registerFieldsOf } from './modules/items/domain/item.ts';
import { itemsRoom } from './modules/items/module.ts';
import { licencesRoom } from './modules/licences/module.ts';
import { registersRoom } from './modules/registers/module.ts';
import { supervisionRoom } from './modules/supervision/module.ts';

export interface RoomsNeeds {
  readonly config: Config;
  readonly city: City;
  readonly clock: Clock;
  readonly database: Database;
  readonly cells: Cells;
  readonly keys: KeyProvider;
  readonly files: Files;
  readonly log: Logger;
}

export type Rooms = ReturnType<typeof buildRooms>;

/**
 * Builds each room and hands the contracts of the earlier ones to the later ones. Where the arrow must go backwards
 * the question is handed in as a function, or `joints` carries a message.
 */
export function buildRooms({ config, city, clock, database, cells, keys, files, log }: RoomsNeeds) {
  const { instance } = city.data;
  const sender = standInSender(cells);
  const items = itemsRoom();
  const identity = identityRoom({
    database,
    clock,
    cells,
    city: { data: city.data, offices: city.offices },
    confirmPerson: (deed, number, name) => registers.contract.confirmPerson(deed, number, name),
    sendCode: (deed, message) => sender.send(deed, message),
    authenticatorNow: () => new Date(),
  });
  const registers: ReturnType<typeof registersRoom> = registersRoom({
    listedFields: async (reader, slug) => {
      const found = await items.contract.findPublished(reader, slug);
      return found ? registerFieldsOf(found.item) : new Set();
    },
    personByNumber: identity.contract.findPersonByNumber,
  });
  const licences = licencesRoom({
    database,
    clock,
    cells,
    keys,
    files,
    log,
    identity: identity.contract,
    city: { instance, zone: city.data.zone },
    licenceTypes: city.licenceTypes,
    publicAddress: () => config.publicUrl,
    dataFolder: config.dataFolder,
  });
  const channels = channelsRoom({ instance, cells, sender, phoneOf: async (reader, person) => (await identity.contract.person(reader, person)).phone });
  const cases = casesRoom({
    database,
    clock,
    instance,
    calendar: () => city.calendar,
    cells,
    files,
    keys,
    inflate,
    identity: identity.contract,
    registers: registers.contract,
    items: items.contract,
    licences: licences.contract,
    channels: channels.contract,
  });
  const supervision = supervisionRoom({ instance, cells, cases: cases.contract, identity: identity.contract });
  const all: readonly Room<unknown>[] = [identity, registers, items, licences, channels, cases, supervision];
  const backwards: Readonly<Record<string, TopicHandler>> = joints({ identity: identity.contract, city });
  return { identity, registers, items, licences, channels, cases, supervision, all, joints: backwards };
}
