import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A file that the pages load; its name changes with its content, so it may be kept for ever. */
export interface PortalAsset {
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
  readonly immutable: boolean;
}

const stylesheet = asset('portal.css', 'text/css; charset=utf-8');
const script = asset('enhance.js', 'text/javascript; charset=utf-8');

export const stylesheetPath = stylesheet.path;
export const scriptPath = script.path;

/** What the server answers under /assets/ for the public face. */
export function portalAssets(): readonly PortalAsset[] {
  return [stylesheet, script];
}

/** Read once at start: the hash in the name is the hash of the bytes that are served. */
function asset(fileName: string, type: string): PortalAsset {
  const body = readFileSync(new URL(fileName, import.meta.url));
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 16);
  const ending = fileName.slice(fileName.lastIndexOf('.'));
  return { path: `/assets/portal-${digest}${ending}`, type, body, immutable: true };
}
