import type { Command, CommandAnswer, CommandArguments } from '../../../kernel/room.ts';
import { openStandInReader } from './reader.ts';
import { findStandInKey } from './reader-keys.ts';

/** What the program needs to know of its installation; it opens no database. */
export interface ReaderCommandNeeds {
  readonly demo: boolean;
  readonly dataFolder: string;
  readonly publicUrl: string;
  /** name on the card of a demo person, or null */
  readonly nameOf: (number: string) => Promise<string | null>;
  readonly say: (line: string) => void;
}

const pauseMilliseconds = 1_000;
// As long as a clerk's question stays open.
const onceMilliseconds = 120_000;

/** `onevisit identity card-reader`: lays a demo card on a reader of this installation. */
export function readerCommand(needs: () => ReaderCommandNeeds): Command<unknown> {
  return {
    room: 'identity',
    verb: 'card-reader',
    describe: '--reader ID --card NUMBER [--name NAME] [--url URL] [--once]: lays a card on the stand-in reader, once or until Ctrl-C; demo mode only',
    pure: true,
    run: (_context, args) => run(needs(), args),
  };
}

async function run(needs: ReaderCommandNeeds, args: CommandArguments): Promise<CommandAnswer> {
  if (!needs.demo) return refused('demo-only', '替身读卡器不在生产环境运行 the stand-in reader refuses production');
  const [reader, number] = [option(args, 'reader'), option(args, 'card')];
  if (reader === null || number === null || !/^[a-z0-9-]{1,40}$/.test(reader)) return { exit: 2, json: { usage: '--reader ID --card NUMBER' }, text: '--reader ID --card NUMBER' };
  const key = findStandInKey(needs.dataFolder, reader);
  if (key === null) return refused('reader-unknown', `没有这个读卡器的密钥 no key of ${reader} in ${needs.dataFolder}`);
  const name = option(args, 'name') ?? (await needs.nameOf(number));
  if (name === null) return refused('card-unknown', '不是演示人员的证件，请用 --name 写明姓名 not a demo person’s card: give --name');
  needs.say(`替身 stand-in: 这不是真的读卡器 this is no real card reader (${reader})`);
  const device = await openStandInReader({ reader, key, address: option(args, 'url') ?? needs.publicUrl, fetch, now: () => new Date() });
  const end = Date.now() + onceMilliseconds;
  for (;;) {
    const turn = await device.turn({ number, name });
    if (turn.kind === 'refused') return refused('reader-refused', turn.problem);
    if (turn.kind === 'read' && args.options.once === true) return { exit: 0, json: { reading: turn.reading }, text: `已读 read: ${turn.reading}` };
    if (turn.kind === 'read') needs.say(`已读 read: ${turn.reading}`);
    if (args.options.once === true && Date.now() >= end) return refused('nothing-wanted', '没有窗口在等待读证 no window waits for a card');
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
}

function option(args: CommandArguments, name: string): string | null {
  const value = args.options[name];
  return typeof value === 'string' ? value : null;
}

function refused(kind: string, text: string): CommandAnswer {
  return { exit: 1, json: { refused: kind }, text };
}
