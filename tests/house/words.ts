import { createHash } from 'node:crypto';
import type { TextFile } from './tracked.ts';

// Built from pieces, so that this file does not hold what it looks for.
const machineFolders = ['root', 'home', 'work', 'Users', 'tmp/plan', 'tmp/bash_jobs'].join('|');
const machinePath = new RegExp(`(?<![\\w.$}~/:)-])/(?:${machineFolders})/[\\w.-]+`);
const registryHost = new RegExp(`//(?:${['registry', 'mirror', 'proxy', 'deb'].join('|')})[.][a-z]`);
const downloadAddress = new RegExp(['"resolved"', ' "http'].join(':'));

// Names of assistants and editors that say nothing about the platform, as the first 16 digits of their SHA-256.
const foreignNames = new Set([
  'c857d09db23e6822',
  'c70eca6b0f88f44d',
  '94a168d2da574b00',
  '60965168ce762e94',
  '3ea125d0bff386e6',
  '7d3194f79e645c42',
  '57de4cf40144bdf7',
]);

/** Why a line does not belong in the project, or null. */
export function strayIn(line: string): string | null {
  if (machinePath.test(line)) return 'a path of one machine';
  if (registryHost.test(line) || downloadAddress.test(line)) return 'the address of a registry';
  const names = line.toLowerCase().match(/[a-z]{4,}/g) ?? [];
  return names.some((name) => foreignNames.has(digestOf(name))) ? 'the name of a tool that made it' : null;
}

export function straysOf({ path, text }: TextFile): string[] {
  return text.split('\n').flatMap((line, index) => {
    const why = strayIn(line);
    return why === null ? [] : [`${path}:${index + 1}: ${why}`];
  });
}

function digestOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}
