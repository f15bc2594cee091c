import { describe, expect, test } from 'vitest';
import { trackedTexts } from './tracked.ts';
import { strayIn, straysOf } from './words.ts';

describe('the project speaks of itself only', () => {
  test('no file holds a path of one machine, the address of a registry or the name of a tool that made it', () => {
    expect(trackedTexts().flatMap(straysOf)).toEqual([]);
  });
});

describe('a stray word is found', () => {
  const machine = (folder: string) => ['', folder, 'main/src/x.ts'].join('/');
  test.each([
    ['a path of a home folder', `see ${machine('home')}`, 'a path of one machine'],
    ['a path of the superuser', `open('${machine('root')}')`, 'a path of one machine'],
    ['a path of a checkout', `cd ${machine('work')} && npm test`, 'a path of one machine'],
    ['a registry', ['https:', '', 'registry.example.org/x'].join('/'), 'the address of a registry'],
    ['a download address in the lock file', ['"resolved"', ' "https://example.org/x.tgz"'].join(':'), 'the address of a registry'],
    ['an assistant', ['cha', 'tgpt'].join(''), 'the name of a tool that made it'],
  ])('%s', (_what, line, why) => {
    expect(strayIn(line)).toBe(why);
  });

  test('it is told with its file and line', () => {
    expect(straysOf({ path: 'a.md', text: `fine\n${machine('home')}\n` })).toEqual(['a.md:2: a path of one machine']);
  });

  test.each(['docs/work/plan.md', 'https://example.org/home/page', "the network of /homework", '`${folder}/root/x`', './home/x.ts', 'a registry of people'])('%s is no stray', (line) => {
    expect(strayIn(line)).toBeNull();
  });
});
