import { loadDemo } from '../city.ts';
import { cookieNames } from '../kernel/http/cookies.ts';
import { readConfig } from '../kernel/config.ts';
import type { Command } from '../kernel/room.ts';
import { casesCommands } from '../modules/cases/commands.ts';
import { type IdentityCommandContext, identityCommands } from '../modules/identity/commands.ts';
import { licencesCommands } from '../modules/licences/commands.ts';
import type { CliContext } from './context.ts';

/** The rooms' own verbs, each bound to what it needs of the house. */
export const roomCommands: readonly Command<CliContext>[] = [
  ...identityCommands<CliContext>({
    context: identityContext,
    reader: () => {
      const config = configHere();
      return {
        demo: config.mode === 'demo',
        dataFolder: config.dataFolder,
        publicUrl: config.publicUrl,
        nameOf: async (number) => (await loadDemo(config.city)).people.find((person) => person.number === number)?.name ?? null,
        say: (line) => process.stderr.write(`${line}\n`),
      };
    },
  }),
  ...licencesCommands<CliContext>({
    ground: async (context) => (await context.house()).rooms.licences.ground,
    dataFolder: () => configHere().dataFolder,
  }),
  ...casesCommands,
];

function configHere() {
  return readConfig(process.env, process.cwd());
}

async function identityContext(context: CliContext): Promise<IdentityCommandContext> {
  const house = await context.house();
  const { config } = house;
  return {
    room: house.rooms.identity,
    database: house.database,
    clock: house.clock,
    demo: config.mode === 'demo',
    dataFolder: config.dataFolder,
    publicUrl: config.publicUrl,
    cookieName: cookieNames(config.publicUrl.startsWith('https://')).session,
    csrfOf: house.csrfOf,
  };
}
