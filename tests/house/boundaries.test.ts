import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fault } from './boundaries.ts';
import { filesUnder, type Import, importsOf, pathOf, productImports, root } from './imports.ts';

describe('the walls of the house stand', () => {
  const imports = productImports();

  test('there is something to look at', () => {
    expect(imports.length).toBeGreaterThan(500);
  });

  test('no import crosses a wall', () => {
    const faults = imports.flatMap((one) => {
      const why = fault(one);
      return why === null ? [] : [`${one.from} → ${one.to}: ${why}`];
    });
    expect(faults).toEqual([]);
  });

  test('no rule asks the machine for time or chance', () => {
    const asking = filesUnder(join(root, 'src'), /\.ts$/)
      .map(pathOf)
      .filter((path) => /\/domain\/|^src\/standards\//.test(path) && !path.endsWith('.test.ts'))
      .filter((path) => asksTheMachine(readFileSync(join(root, path), 'utf8')));
    expect(asking).toEqual([]);
  });

  test('no file imports itself in a circle', () => {
    expect(circlesIn(imports.filter((one) => !one.types))).toEqual([]);
  });
});

describe('a wall that is broken is seen', () => {
  const value = (from: string, to: string): Import => ({ from, to, types: false });
  test.each([
    ['the kernel knows a room', value('src/kernel/db.ts', 'src/modules/cases/contract.ts')],
    ['a standard reads the database', value('src/standards/phone.ts', 'src/kernel/db.ts')],
    ['a rule reads a file', value('src/modules/cases/domain/state.ts', 'node:fs')],
    ['a rule reads SQL', value('src/modules/cases/domain/state.ts', 'src/modules/cases/sql/cases.ts')],
    ['a room reaches into another room', value('src/modules/cases/use-cases/accept.ts', 'src/modules/licences/sql/licence.ts')],
    ['a contract is used as a value', value('src/modules/cases/use-cases/accept.ts', 'src/modules/licences/contract.ts')],
    ['a room uses a later room', { from: 'src/modules/identity/module.ts', to: 'src/modules/cases/contract.ts', types: true }],
    ['a deed knows its door', value('src/modules/cases/use-cases/accept.ts', 'src/modules/cases/routes.ts')],
    ['a page fetches its own data', value('src/modules/cases/portal/case.ts', 'src/modules/cases/sql/cases.ts')],
    ['the portal’s frame knows a room', value('src/portal/layout.ts', 'src/modules/items/contract.ts')],
    ['a screen runs server code', value('src/modules/cases/desk/case.tsx', 'src/modules/cases/use-cases/accept.ts')],
    ['a room knows the whole house', value('src/modules/cases/module.ts', 'src/house.ts')],
    ['the product imports its tests', value('src/kernel/db.ts', 'tests/support/database.ts')],
  ])('%s', (_sentence, planted) => {
    expect(fault(planted)).not.toBeNull();
  });

  test.each(['const now = new Date();', 'Date.now()', 'Math.random()', 'randomBytes(4)', 'randomUUID()', 'process.env.X'])('a rule with %s', (text) => {
    expect(asksTheMachine(text)).toBe(true);
  });

  test('types and values are told apart', () => {
    const text = "import type { A } from './a.ts';\nimport { type B, type C } from './b.ts';\nimport { type D, e } from './c.ts';\nimport './d.ts';\nexport { f } from './e.ts';\nconst g = import('./f.ts');";
    expect(importsOf('src/x.ts', text).map(({ to, types }) => [to, types])).toEqual([
      ['src/a.ts', true],
      ['src/b.ts', true],
      ['src/c.ts', false],
      ['src/d.ts', false],
      ['src/e.ts', false],
      ['src/f.ts', false],
    ]);
  });

  test('a circle is found', () => {
    expect(circlesIn([value('a', 'b'), value('b', 'c'), value('c', 'a'), value('c', 'd')])).toEqual(['a → b → c → a']);
  });
});

function asksTheMachine(text: string): boolean {
  return /new Date\(\)|Date\.now\(|Math\.random\(|randomBytes\(|randomUUID\(|randomInt\(|process\.env/.test(text);
}

function circlesIn(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const circles: string[] = [];
  function walk(file: string, way: readonly string[]): void {
    const at = way.indexOf(file);
    if (at !== -1) {
      circles.push([...way.slice(at), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const to of next.get(file) ?? []) walk(to, [...way, file]);
    done.add(file);
  }
  for (const file of next.keys()) walk(file, []);
  return circles;
}
