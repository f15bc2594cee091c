import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** One import as it stands in a file; `types` when nothing of it is left at run time. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly types: boolean;
}

export function filesUnder(folder: string, ending: RegExp): string[] {
  const found: string[] = [];
  for (const name of readdirSync(folder)) {
    if (name === 'node_modules' || name === '.git' || name === 'dist' || name === '.onevisit') continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) found.push(...filesUnder(path, ending));
    else if (ending.test(name)) found.push(path);
  }
  return found.sort();
}

export function pathOf(file: string): string {
  return relative(root, file).split(sep).join('/');
}

const statement = /(?:^|\n)\s*(import|export)\s+(type\s+)?([^;'"]*?from\s+)?['"]([^'"]+)['"]/g;
const dynamic = /import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every import of a text, relative ones resolved to a path from the root, packages by their name. */
export function importsOf(path: string, text: string): Import[] {
  const imports: Import[] = [];
  for (const [, , type, clause, target] of text.matchAll(statement)) {
    if (target === undefined) continue;
    imports.push({ from: path, to: resolveImport(path, target), types: type !== undefined || onlyTypes(clause) });
  }
  for (const [, target] of text.matchAll(dynamic)) if (target !== undefined) imports.push({ from: path, to: resolveImport(path, target), types: false });
  return imports;
}

function onlyTypes(clause: string | undefined): boolean {
  const names = /\{([^}]*)\}/.exec(clause ?? '')?.[1];
  if (names === undefined || /^\s*[A-Za-z_$][\w$]*\s*,/.test(clause ?? '')) return false;
  const parts = names.split(',').map((name) => name.trim()).filter(Boolean);
  return parts.length > 0 && parts.every((name) => name.startsWith('type '));
}

function resolveImport(path: string, target: string): string {
  return target.startsWith('.') ? pathOf(resolve(dirname(join(root, path)), target)) : target;
}

/** All imports of the product's own code, its tests left out. */
export function productImports(): Import[] {
  const files = [...filesUnder(join(root, 'src'), /\.tsx?$/)].filter((file) => !/\.test\.tsx?$/.test(file));
  return files.flatMap((file) => importsOf(pathOf(file), readFileSync(file, 'utf8')));
}

export function exists(path: string): boolean {
  return existsSync(join(root, path));
}
