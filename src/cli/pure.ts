import { loadCalendar } from '../city.ts';
import { dayIn } from '../kernel/day.ts';
import type { Command } from '../kernel/room.ts';
import { calendarDue, check, checkKinds, dueRefusalInWords } from '../standards/commands.ts';
import { optionOf } from './arguments.ts';

/** Verbs that need neither a database nor a server. */
export const pureCommands: readonly Command<unknown>[] = [
  {
    room: 'calendar',
    verb: 'due',
    describe: '--from yyyy-mm-dd --days N: the last day of a limit in working days; the day of receipt does not count',
    pure: true,
    run: async (_context, args) => {
      const outcome = calendarDue({ from: optionOf(args, 'from') ?? '', days: optionOf(args, 'days') ?? '', calendar: await loadCalendar() });
      if (outcome.ok) return { exit: 0, json: outcome.value, text: `${outcome.value.due}\n${outcome.value.explanation.zh}` };
      const words = dueRefusalInWords(outcome.refusal);
      return { exit: 1, json: { refused: outcome.refusal, words }, text: `${words.zh}\n${words.en}` };
    },
  },
  ...checkKinds.map((kind): Command<unknown> => ({
    room: 'check',
    verb: kind,
    describe: 'VALUE: whether it is valid, and if not, why',
    pure: true,
    run: async (_context, args) => {
      const value = args.positional[0];
      if (value === undefined) return { exit: 2, json: { usage: `check ${kind} VALUE` }, text: `check ${kind} VALUE` };
      const answer = check(kind, value, dayIn('Asia/Shanghai', new Date()));
      if (answer.valid) return { exit: 0, json: answer, text: '有效 valid' };
      return { exit: 1, json: answer, text: `${answer.words.zh}\n${answer.words.en}` };
    },
  })),
];
