/** One word of the platform as the glossary has it. */
export interface Entry {
  readonly chinese: string;
  /** the names in backticks: types, values, files */
  readonly names: readonly string[];
  readonly line: number;
  readonly complete: boolean;
}

const heading = /^\|\s*(?:中文|-)/;

export function entriesOf(markdown: string): Entry[] {
  return markdown.split('\n').flatMap((line, index) => {
    if (!line.startsWith('|') || heading.test(line)) return [];
    const cells = line.split('|').slice(1, -1).map((cell) => cell.trim());
    const [chinese = '', word = ''] = cells;
    return [{ chinese, names: [...word.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name), line: index + 1, complete: cells.length === 4 && cells.every((cell) => cell !== '') }];
  });
}

/** Words that stand twice, in Chinese or in code. */
export function twice(entries: readonly Entry[]): string[] {
  const words = [...entries.map(({ chinese }) => chinese), ...entries.flatMap(({ names }) => names)];
  return [...new Set(words.filter((word, index) => words.indexOf(word) !== index))];
}

export function missing(entries: readonly Entry[], wanted: readonly string[]): string[] {
  const known = new Set(entries.flatMap(({ names }) => names));
  return wanted.filter((name) => !known.has(name));
}

/** The types that a contract exports, under the name that others import. */
export function exportedTypes(contract: string): string[] {
  const declared = [...contract.matchAll(/^export (?:declare )?(?:type|interface|class|const) (\w+)/gm)].map(([, name = '']) => name);
  const passedOn = [...contract.matchAll(/^export (?:type )?\{([^}]*)\} from/gm)].flatMap(([, names = '']) => names.split(',').map((name) => name.replace(/^\s*type /, '').replace(/.* as /, '').trim()));
  return [...declared, ...passedOn].filter(Boolean);
}

/** The members of a union of texts, as `Type.member`. */
export function membersOf(contract: string, type: string): string[] {
  const [, union = ''] = new RegExp(`export type ${type} =([^;]*);`).exec(contract) ?? [];
  return [...union.matchAll(/'([\w-]+)'/g)].map(([, member]) => `${type}.${member}`);
}

/** Names that nothing in the code bears any more. */
export function unknownIn(entries: readonly Entry[], code: ReadonlySet<string>): string[] {
  return entries.flatMap(({ names, line }) => names.filter((name) => !wordsOf(name).every((word) => code.has(word))).map((name) => `line ${line}: ${name}`));
}

/** The words of a text as code spells them: `limits.legal` has two, `contract.ts` one of them by its file. */
export function wordsOf(text: string): string[] {
  return text.match(/[A-Za-z_$][\w$-]*/g) ?? [];
}
