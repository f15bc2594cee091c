import type { Command, CommandAnswer } from '../kernel/room.ts';
import { parseArguments } from './arguments.ts';
import { pureCommands } from './pure.ts';

/** `onevisit <room> <verb> …`: exit 0 done, 1 refused, 2 fault or unusable arguments. */
const flags = new Set(['json', 'once', 'help']);

async function main(words: readonly string[]): Promise<CommandAnswer> {
  const args = parseArguments(words, flags);
  const [room, verb, ...rest] = args.positional;
  const pure = find(pureCommands, room, verb);
  if (pure) return pure.run(null, { ...args, positional: rest });
  // The rooms are loaded only for verbs that need them: a pure verb answers at once.
  const { houseCommands, openContext } = await import('./house.ts');
  const found = find(houseCommands, room, verb) ?? find(houseCommands, room, '');
  if (!found) return usage([...pureCommands, ...houseCommands], args.options.help === true || room === undefined || room === 'help');
  const own = { ...args, positional: found.verb === '' ? [...(verb === undefined ? [] : [verb]), ...rest] : rest };
  if (found.pure) return found.run(null as never, own);
  const context = await openContext(process.env);
  try {
    return await found.run(context, own);
  } finally {
    await context.close();
  }
}

function find<C>(commands: readonly Command<C>[], room: string | undefined, verb: string | undefined): Command<C> | undefined {
  return commands.find((command) => command.room === room && command.verb === (verb ?? ''));
}

function usage(commands: readonly { room: string; verb: string; describe: string }[], asked: boolean): CommandAnswer {
  const lines = commands.map(({ room, verb, describe }) => `  onevisit ${[room, verb].filter(Boolean).join(' ')} ${describe}`);
  return { exit: asked ? 0 : 2, json: { commands: lines.map((line) => line.trim()) }, text: ['一次办 OneVisit', ...lines].join('\n') };
}

const words = process.argv.slice(2);
try {
  const answer = await main(words);
  const json = words.includes('--json');
  process.stdout.write(`${json ? JSON.stringify(answer.json) : answer.text}\n`);
  process.exitCode = answer.exit;
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  if (words.includes('--json')) process.stdout.write(`${JSON.stringify({ fault: message })}\n`);
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}
