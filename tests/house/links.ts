import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { root } from './imports.ts';
import type { TextFile } from './tracked.ts';

/** What a page points at: a link's target or a path in backticks. */
interface Pointer {
  readonly kind: 'link' | 'path';
  readonly target: string;
}

const endings = '(?:ts|tsx|mjs|js|css|md|json|csv|sql|html|png|svg)';
const filePath = new RegExp(`^(?:\\.{1,2}/)*[\\w@-][\\w.@-]*(?:/[\\w.@-]+)*\\.${endings}$`);
const folderPath = /^(?:src|tests|cities|reference|docs|scripts|bench)\/(?:[\w.@-]+\/)*$/;

export function pointersIn(markdown: string): Pointer[] {
  const prose = markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/<!--[\s\S]*?-->/g, '');
  const links = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g), ...prose.matchAll(/<(?:img|a)\s[^>]*(?:src|href)="([^"]+)"/g)];
  const paths = [...prose.matchAll(/`([^`\n]+)`/g)].filter(([, text = '']) => filePath.test(text) || folderPath.test(text));
  return [...links.map(([, target = '']): Pointer => ({ kind: 'link', target })), ...paths.map(([, target = '']): Pointer => ({ kind: 'path', target }))];
}

// Made by a start, a build or a run: they need not be there.
const made = /^(?:dist|node_modules|\.onevisit)\//;

/** The pointers of a page that lead nowhere. `exists` tells whether a path from the root is there. */
export function deadIn({ path, text }: TextFile, exists: (path: string) => boolean = isThere): string[] {
  return pointersIn(text)
    .filter(({ kind, target }) => {
      if (/^(?:[a-z]+:|#$)/.test(target) || made.test(target)) return false;
      const [file = '', anchor] = target.split('#');
      const near = file === '' ? path : normalize(join(dirname(path), file));
      const found = [near, ...(kind === 'path' ? [normalize(file)] : [])].find(exists);
      return found === undefined || (anchor !== undefined && !hasAnchor(found === path ? text : textOf(found), anchor));
    })
    .map(({ target }) => `${path}: ${target}`);
}

function isThere(path: string): boolean {
  return !path.startsWith('..') && existsSync(join(root, path));
}

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Anchors as the usual hosts make them from headings. */
function hasAnchor(markdown: string, anchor: string): boolean {
  const headings = [...markdown.matchAll(/^#{1,6}\s+(.+?)\s*$/gm)].map(([, heading = '']) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-'));
  return headings.includes(decodeURIComponent(anchor)) || markdown.includes(`id="${anchor}"`);
}

/** Pages that code or data name in a comment: they must be there too. */
export function deadPagesIn({ path, text }: TextFile, exists: (path: string) => boolean = isThere): string[] {
  const pages = [...text.matchAll(/(?<![\w.\/<*-])(?:[\w-]+\/)*[\w-]+\.md\b|(?<![\w.\/-])docs\/[\w.\/-]+\.(?:txt|png)\b/g)].map(([page]) => page);
  return pages.filter((page) => !exists(page) && !exists(normalize(join(dirname(path), page)))).map((page) => `${path}: ${page}`);
}
