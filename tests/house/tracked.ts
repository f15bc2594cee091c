import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, pathOf, root } from './imports.ts';

/** A file of the project with its text. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

const binary = /\.(png|jpe?g|ico|gif|pdf|ttf|otf|woff2?|gz|zip|parquet)$/;

/** The paths that belong to the project: what git tracks, or every file where the folder came without its history. */
export function trackedPaths(): string[] {
  return listedByGit() ?? filesUnder(root, /./).map(pathOf);
}

/** Every tracked text file as it stands in the folder now. */
export function trackedTexts(only: RegExp = /./): TextFile[] {
  return trackedPaths()
    .filter((path) => only.test(path) && !binary.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function listedByGit(): string[] | null {
  try {
    const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] });
    return listed.split('\0').filter(Boolean);
  } catch {
    return null;
  }
}
