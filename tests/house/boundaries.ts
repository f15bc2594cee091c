import type { Import } from './imports.ts';

/** The rooms in their order: a room may use the contracts of rooms before it. */
export const roomOrder = ['identity', 'registers', 'items', 'licences', 'exchange', 'channels', 'cases', 'halls', 'supervision'] as const;

interface Place {
  readonly area: 'kernel' | 'standards' | 'room' | 'portal' | 'desk' | 'cli' | 'city' | 'main' | 'package' | 'elsewhere';
  readonly room?: string;
  /** the part of a room: contract, domain, sql, use-cases, portal, desk, routes, paths, … */
  readonly part?: string;
}

export function placeOf(path: string): Place {
  const room = /^src\/modules\/([a-z-]+)\/([^/]+)/.exec(path);
  if (room) return { area: 'room', room: room[1] ?? '', part: (room[2] ?? '').replace(/\.tsx?$/, '') };
  if (path.startsWith('src/kernel/')) return { area: 'kernel' };
  if (path.startsWith('src/standards/')) return { area: 'standards' };
  if (path.startsWith('src/portal/')) return { area: 'portal' };
  if (path.startsWith('src/desk/')) return { area: 'desk' };
  if (path.startsWith('src/cli/')) return { area: 'cli' };
  if (path.startsWith('cities/') || path.startsWith('reference/')) return { area: 'city' };
  if (path.startsWith('src/')) return { area: 'main' };
  return path.startsWith('.') || path.includes('/') && /^(tests|scripts|bench)\//.test(path) ? { area: 'elsewhere' } : { area: 'package' };
}

const pureKernel = /^src\/kernel\/(brand|outcome|day|text)\.ts$/;
// Deterministic bytes: hashing, canonical text and verifying a signature ask nothing of the machine.
const pureForRules = /^src\/kernel\/(canonical|keys\/verify|keys\/der-signature|tlog\/(merkle|note|tiles|verify|checkpoint))\.ts$/;
const pureParts = new Set(['contract', 'domain']);

/**
 * Why this import is not allowed, or null. The table of the house: kernel knows nobody, standards only the pure kernel,
 * a room its own parts and the contracts of earlier rooms, `main` everybody.
 */
export function fault({ from, to, types }: Import): string | null {
  const source = placeOf(from);
  const target = placeOf(to);
  if (target.area === 'elsewhere') return 'the product does not import its tests, scripts or benches';
  if (target.area === 'main' && source.area !== 'main' && source.area !== 'cli') return 'only main and the command line know the whole house';
  switch (source.area) {
    case 'kernel':
      return target.area === 'kernel' || target.area === 'package' || (target.area === 'standards' && to.endsWith('/mask.ts')) ? null : 'the kernel imports the kernel only';
    case 'standards':
      return target.area === 'standards' || target.area === 'city' || pureKernel.test(to) ? null : 'standards are pure: standards and the pure kernel only';
    case 'portal':
      return target.area === 'portal' || target.area === 'kernel' || target.area === 'standards' || target.area === 'package' ? null : 'the portal’s frame knows no room';
    case 'desk':
      return deskFault(target, to);
    case 'room':
      return roomFault(source, target, to, types);
    default:
      return null;
  }
}

function deskFault(target: Place, to: string): string | null {
  if (target.area === 'desk' || target.area === 'package' || target.area === 'standards') return null;
  if (target.area === 'kernel') return /^src\/kernel\/(brand|outcome|day|text|problem|asker)\.ts$/.test(to) ? null : 'the desk takes only pure kernel files';
  if (target.area === 'room') return target.part === 'desk' ? null : 'the desk’s frame takes only the rooms’ screens';
  return 'the desk’s frame takes only its own parts and the rooms’ screens';
}

function roomFault(source: Place, target: Place, to: string, types: boolean): string | null {
  if (target.area === 'room' && target.room !== source.room) return otherRoomFault(source, target, types);
  const part = source.part ?? '';
  if (pureParts.has(part)) {
    if (target.area === 'package') return part === 'domain' && !types && to !== 'node:crypto' ? 'rules borrow nothing at run time' : null;
    if (target.area === 'kernel') return pureKernel.test(to) || pureForRules.test(to) || types ? null : 'rules take only the pure kernel';
    if (target.area === 'room') return part === 'domain' && !pureParts.has(target.part ?? '') ? 'rules know only rules and contracts' : null;
    return target.area === 'standards' || (target.area === 'city' && types) ? null : 'rules are pure';
  }
  if (part === 'sql' && target.area === 'room' && !['sql', 'domain', 'contract'].includes(target.part ?? '')) return 'sql knows only its rules and its contract';
  if (part === 'use-cases' && target.area === 'room' && ['routes', 'portal', 'desk', 'module'].includes(target.part ?? '')) return 'a deed does not know its doors';
  if (part !== 'portal' && part !== 'desk' && part !== 'routes' && target.area === 'portal') return 'only pages and routes use the portal’s frame';
  if (part === 'portal' && target.area === 'room' && ['sql', 'use-cases', 'module'].includes(target.part ?? '')) return 'a page draws a view, it does not fetch one';
  if (part === 'desk') return deskScreenFault(target, to, types);
  return null;
}

function deskScreenFault(target: Place, to: string, types: boolean): string | null {
  if (types || target.area === 'desk' || target.area === 'package' || target.area === 'standards') return null;
  if (target.area === 'kernel') return /^src\/kernel\/(brand|outcome|day|text|problem|asker)\.ts$/.test(to) ? null : 'a screen takes only pure kernel files';
  if (target.area === 'room') return ['desk', 'domain', 'paths', 'contract'].includes(target.part ?? '') ? null : 'a screen takes only rules and paths of its room';
  return 'a screen takes only the frame’s parts';
}

function otherRoomFault(source: Place, target: Place, types: boolean): string | null {
  if (target.part === 'paths' && (source.part === 'routes' || source.part === 'portal' || source.part === 'desk')) return null;
  if (target.part !== 'contract') return 'another room is known by its contract only';
  if (!types) return 'a contract is types only';
  const own = roomOrder.indexOf(source.room as (typeof roomOrder)[number]);
  const other = roomOrder.indexOf(target.room as (typeof roomOrder)[number]);
  return other < own ? null : 'the arrow points backwards: only earlier rooms may be used';
}
