import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TextFile } from './tracked.ts';

const privateKey = new RegExp(['-----BEGIN [A-Z ]*', 'PRIVATE KEY-----'].join(''));
// A name of a file or of a type is no secret.
const harmless = /^\s*(?:export )?type |['"][\w.-]+\.password['"]/;
const literal = /\b\w*(?:password|passphrase|secret|apikey|api_key)\w*['"]?\s*[:=]\s*['"][^'"\s${}<>]{6,}['"]/i;

/** Lines that hold a key or a secret as text. Tests make up passwords of their own; what ships has none. */
export function secretsIn({ path, text }: TextFile): string[] {
  const ships = !/\.test\.tsx?$|\.fixture\.ts$|^tests\//.test(path);
  return text.split('\n').flatMap((line, index) => (privateKey.test(line) || (ships && literal.test(line) && !harmless.test(line)) ? [`${path}:${index + 1}`] : []));
}

/** What lies under a folder that others on the machine may read: a folder that they cannot enter hides what is in it. */
export function openToOthers(folder: string): string[] {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    const found = statSync(path);
    if ((found.mode & 0o077) === 0) return [];
    return found.isDirectory() ? [name, ...openToOthers(path).map((inner) => `${name}/${inner}`)] : [name];
  });
}
