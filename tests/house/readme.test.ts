import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/kernel/config.ts';
import { root } from './imports.ts';
import { trackedTexts } from './tracked.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The settings that the first column of a table names. */
function settingsIn(markdown: string): string[] {
  return [...markdown.matchAll(/^\| `([A-Z][A-Z_]+)` \|/gm)].map(([, name = '']) => name);
}

/** The variables that a program looks at when it is handed an environment. */
function askedBy(read: (environment: Record<string, string | undefined>) => unknown): string[] {
  const asked = new Set<string>();
  read(new Proxy({}, { get: (_target, name) => void asked.add(String(name)) }));
  return [...asked];
}

describe('the README says what a start listens to', () => {
  const asked = askedBy((environment) => readConfig(environment, root));

  test('every setting stands in its table, and the table names no other', () => {
    expect(asked.length).toBeGreaterThan(10);
    expect(settingsIn(readme).sort()).toEqual([...asked].sort());
  });

  test('its defaults are those of the program', () => {
    const config = readConfig({}, root);
    expect(readme).toContain(`| \`PORT\` | \`${config.port}\` |`);
    expect(readme).toContain(`| \`HOST\` | \`${config.host}\` |`);
    expect(readme).toContain(`| \`ONEVISIT_MODE\` | \`${config.mode}\` |`);
    expect(readme).toContain(`| \`ONEVISIT_CITY\` | \`${config.city}\` |`);
    expect(readme).toContain(`| \`ONEVISIT_LICENCE_ALGORITHM\` | \`${config.licenceAlgorithm}\` |`);
    expect(readme).toContain(`| \`ONEVISIT_LOG\` | \`${config.logLevel}\` |`);
  });

  test('nothing but the starts of programs reads the environment', () => {
    const readers = trackedTexts(/^src\/.*\.tsx?$/).filter(({ path, text }) => !path.includes('.test.') && /process\.env\b(?!\.PATH\b)/.test(text.replace(/\/\*[\s\S]*?\*\//g, '')));
    expect(readers.map(({ path }) => path).filter((path) => !allowed.has(path))).toEqual([]);
  });

  test('every person of its table is one of the demo', () => {
    const people = JSON.parse(readFileSync(join(root, 'cities/changsha/demo/people.json'), 'utf8')) as { people: { name: string; number: string }[] };
    const shown = [...readme.matchAll(/^\| ([^|`]+) \| (\d{17}[\dX]) \|/gm)].map(([, name, number]) => `${name} ${number}`);
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.filter((one) => !people.people.some(({ name, number }) => one === `${name} ${number}`))).toEqual([]);
  });
});

// The embedded server asks for one switch of its own, which the README names below the table.
const allowed = new Set(['src/main.ts', 'src/cli/main.ts', 'src/cli/rooms.ts', 'src/kernel/postgres/embedded.ts']);

describe('a README that lags behind is seen', () => {
  test('a setting that the table does not have', () => {
    expect(askedBy((environment) => [environment.PORT, environment.PLANTED])).toEqual(['PORT', 'PLANTED']);
    expect(settingsIn('| `PORT` | 1 | x |\n| `planted` | 2 |\n')).toEqual(['PORT']);
  });
});
