import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { relations, roles } from '../../src/kernel/asker.ts';
import { roomOrder } from './boundaries.ts';
import { entriesOf, exportedTypes, membersOf, missing, twice, unknownIn, wordsOf } from './glossary.ts';
import { root } from './imports.ts';
import { trackedTexts } from './tracked.ts';

const entries = entriesOf(readFileSync(join(root, 'GLOSSARY.md'), 'utf8'));
const contracts = trackedTexts(/^src\/modules\/[a-z-]+\/contract\.ts$/);

function contractOf(room: string): string {
  return contracts.find(({ path }) => path === `src/modules/${room}/contract.ts`)?.text ?? '';
}

describe('every word of the platform stands in the glossary, once', () => {
  test('each entry has its Chinese word, its word in code, its meaning and its source', () => {
    expect(entries.length).toBeGreaterThan(120);
    expect(entries.filter(({ complete }) => !complete).map(({ line, chinese }) => `line ${line}: ${chinese}`)).toEqual([]);
  });

  test('no word stands twice', () => {
    expect(twice(entries)).toEqual([]);
  });

  test('every room, role and relation is there', () => {
    expect(missing(entries, [...roomOrder, ...roles.map((role) => `Role.${role}`), ...relations.map((relation) => `Relation.${relation}`)])).toEqual([]);
  });

  test.each([
    ['cases', 'CaseState', 9],
    ['licences', 'Standing', 6],
  ])('every state of the type that %s calls %s is there', (room, type, atLeast) => {
    const members = membersOf(contractOf(room), type);
    expect(members.length).toBeGreaterThanOrEqual(atLeast);
    expect(missing(entries, members)).toEqual([]);
  });

  test('every name that a contract exports is there', () => {
    const names = contracts.flatMap(({ text }) => exportedTypes(text));
    expect(names.length).toBeGreaterThan(35);
    expect(missing(entries, names)).toEqual([]);
  });

  test('every name in the glossary is in the code', () => {
    const code = new Set(trackedTexts(/^(src|cities|reference)\/.*\.(ts|tsx|sql|json)$|^package\.json$/).flatMap(({ path, text }) => [...wordsOf(text), ...wordsOf(path)]));
    expect(unknownIn(entries, code)).toEqual([]);
  });
});

describe('a gap in the glossary is found', () => {
  const row = (line: string) => entriesOf(`| 中文词 | Word in code | Meaning | Source |\n|---|---|---|---|\n${line}\n`);

  test('an entry without a source', () => {
    expect(row('| 办件 | `Case` | one application | |').map(({ complete }) => complete)).toEqual([false]);
    expect(row('| 办件 | `Case` | one application |').map(({ complete }) => complete)).toEqual([false]);
    expect(row('| 办件 | `Case` | one application | law |').map(({ complete }) => complete)).toEqual([true]);
  });

  test('a Chinese word or a code word that stands twice', () => {
    expect(twice([...row('| 办件 | `Case` | a | b |'), ...row('| 办件 | `Other` | a | b |')])).toEqual(['办件']);
    expect(twice([...row('| 办件 | `Case` | a | b |'), ...row('| 案件 | `Case` | a | b |')])).toEqual(['Case']);
  });

  test('a type, a state and a name that is passed on', () => {
    const contract = "export type { Item, Form as ItemForm } from './x.ts';\nexport interface Cases {}\nexport type CaseState =\n  | 'draft'\n  | 'not-accepted';\n";
    expect(exportedTypes(contract)).toEqual(['Cases', 'CaseState', 'Item', 'ItemForm']);
    expect(membersOf(contract, 'CaseState')).toEqual(['CaseState.draft', 'CaseState.not-accepted']);
    expect(missing(row('| 办件 | `Cases` | a | b |'), ['Cases', 'CaseState.draft'])).toEqual(['CaseState.draft']);
  });

  test('a name that the code has lost', () => {
    expect(unknownIn(row('| 办件 | `OldName`, `limits.legal` | a | b |'), new Set(['limits', 'legal']))).toEqual(['line 3: OldName']);
  });
});
