import type { Chance } from '../chance.ts';

/** Values met in answers, by the name they had: real ids open real doors. */
export interface Known {
  learn(member: string, view: unknown): void;
  /** null when nothing of that name was met; what this member saw comes before what others saw */
  find(member: string, name: string, chance: Chance): unknown;
  versionOf(id: string): number | null;
}

const keptPerName = 60;

export function newKnown(): Known {
  const own = new Map<string, unknown[]>();
  const versions = new Map<string, number>();

  function keep(key: string, value: unknown): void {
    const list = own.get(key) ?? [];
    if (!own.has(key)) own.set(key, list);
    if (list.includes(value)) return;
    // The newest push the oldest out: the objects that are still open are the newest.
    list.push(value);
    if (list.length > keptPerName) list.shift();
  }
  function walk(member: string, value: unknown, name: string): void {
    if (Array.isArray(value)) for (const one of value.slice(0, 30)) walk(member, one, singular(name));
    else if (value !== null && typeof value === 'object') {
      const { id, case: caseId, version } = value as { id?: unknown; case?: unknown; version?: unknown };
      if (typeof id === 'string') for (const key of [member, 'anybody']) keep(`${key} ${name}`, id);
      const versioned = typeof caseId === 'string' ? caseId : id;
      if (typeof version === 'number' && typeof versioned === 'string') versions.set(versioned, version);
      for (const [key, inner] of Object.entries(value)) walk(member, inner, key);
      // The address of an invitation is its token.
      const { path } = value as { path?: unknown };
      const token = typeof path === 'string' ? /^\/invitation\/([\w-]+)$/.exec(path)?.[1] : undefined;
      if (token !== undefined) for (const key of [member, 'anybody']) keep(`${key} token`, token);
    } else if ((typeof value === 'string' && value.length <= 300 && value !== '') || typeof value === 'number') {
      for (const key of [member, 'anybody']) keep(`${key} ${name}`, value);
    }
  }
  return {
    learn: (member, view) => walk(member, view, 'object'),
    find: (member, name, chance) => {
      const list = own.get(`${chance.happens(0.85) ? member : 'anybody'} ${name}`) ?? own.get(`anybody ${name}`);
      return list === undefined || list.length === 0 ? null : chance.pick(list);
    },
    versionOf: (id) => versions.get(id) ?? null,
  };
}

function singular(name: string): string {
  return name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.endsWith('s') ? name.slice(0, -1) : name;
}
