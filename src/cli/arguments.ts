import type { CommandArguments } from '../kernel/room.ts';

/** `--name value`, `--name=value` and flags; everything else is positional. A flag is an option without a value. */
export function parseArguments(words: readonly string[], flags: ReadonlySet<string>): CommandArguments {
  const positional: string[] = [];
  const options: Record<string, string | true> = Object.create(null);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('--')) {
      positional.push(word);
      continue;
    }
    const [name = '', inline] = splitOnce(word.slice(2));
    const next = words[at + 1];
    if (inline !== null) options[name] = inline;
    else if (flags.has(name) || next === undefined || next.startsWith('--')) options[name] = true;
    else {
      options[name] = next;
      at += 1;
    }
  }
  return { positional, options };
}

function splitOnce(word: string): [string, string | null] {
  const at = word.indexOf('=');
  return at === -1 ? [word, null] : [word.slice(0, at), word.slice(at + 1)];
}

/** The value of an option as text; null when it is missing or stands without a value. */
export function optionOf(args: CommandArguments, name: string): string | null {
  const value = args.options[name];
  return typeof value === 'string' ? value : null;
}
