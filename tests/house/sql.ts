import type { TextFile } from './tracked.ts';

/** What a migration forgot: a table without its comment, a constraint without its name. */
export function forgottenIn({ path, text }: TextFile): string[] {
  const sql = text.replace(/--[^\n]*/g, '');
  const comments = new Set([...sql.matchAll(/comment on table ([\w.]+) is '/g)].map((match) => match[1]));
  return [...sql.matchAll(/create (?:unlogged )?table (?:if not exists )?([\w.]+)([^;]*);/g)].flatMap(([, table = '', body = '']) => [
    ...(comments.has(table) ? [] : [`${path}: ${table} has no comment`]),
    ...definitionsOf(body).filter(hasNamelessConstraint).map((line) => `${path}: ${table} has a constraint without a name: ${line}`),
  ]);
}

/** The parts of a table's body, split at the commas outside brackets. */
function definitionsOf(body: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const letter of body.slice(body.indexOf('(') + 1, body.lastIndexOf(')'))) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part].map((one) => one.replace(/\s+/g, ' ').trim()).filter(Boolean);
}

const constraint = /\b(?:primary key|unique|check|references|exclude)\b/g;

function hasNamelessConstraint(definition: string): boolean {
  const plain = withoutBrackets(definition);
  const constraints = [...plain.matchAll(constraint)].length;
  // `foreign key … references …` is one constraint.
  return constraints > [...plain.matchAll(/\bconstraint \w+/g)].length;
}

/** The text with everything inside brackets left out, so that a word in an expression is no clause. */
function withoutBrackets(text: string): string {
  let depth = 0;
  let plain = '';
  for (const letter of text) {
    if (letter === ')') depth -= 1;
    if (depth === 0) plain += letter;
    if (letter === '(') depth += 1;
  }
  return plain;
}

/**
 * Reading all columns takes columns along that nobody asked for. And statements are prepared by name: when a migration adds a
 * column while an older process runs, its `select *` fails ("cached plan must not change result type").
 */
export function readsAllColumns(text: string): boolean {
  return /\bselect\s+(?:\w+\.)?\*|\breturning\s+(?:\w+\.)?\*|\.(?:select|returning)All\(/i.test(text.replace(/count\(\*\)/gi, ''));
}
