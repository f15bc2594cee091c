import { createHash } from 'node:crypto';
import type { OfficeId } from '../../../kernel/asker.ts';
import type { Office } from '../contract.ts';

/** The key of an office: loading the city's data again, or in another copy of the same instance, gives the same keys. */
export function officeId(instance: string, slug: string): OfficeId {
  return derivedId('office', instance, slug) as OfficeId;
}

/** A key that follows from what it stands for (UUID of version 8, RFC 9562 section 5.8, from SHA-256). */
export function derivedId(kind: string, instance: string, name: string): string {
  const hex = createHash('sha256').update(`onevisit:${kind}:${instance}:${name}`).digest('hex');
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) & 3)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export interface OfficeTree {
  find(office: OfficeId): Office | null;
  findBySlug(slug: string): Office | null;
  /** does the first office answer for the second: as its superior, or as the hall of its superior */
  answersFor(superior: OfficeId, office: OfficeId): boolean;
  readonly all: readonly Office[];
}

/** @throws when an office hangs on none or on itself: the city's data is broken */
export function officeTree(offices: readonly Office[]): OfficeTree {
  const byId = new Map(offices.map((office) => [office.id, office]));
  const bySlug = new Map(offices.map((office) => [office.slug, office]));
  const above = new Map(offices.map((office) => [office.id, superiorsOf(office, byId)]));
  return {
    all: offices,
    find: (office) => byId.get(office) ?? null,
    findBySlug: (slug) => bySlug.get(slug) ?? null,
    answersFor: (superior, office) => {
      const first = byId.get(superior);
      if (!first || superior === office) return false;
      const root = first.kind === 'hall' ? first.parent : first.id;
      return root !== null && (root === office || (above.get(office)?.has(root) ?? false));
    },
  };
}

function superiorsOf(office: Office, byId: ReadonlyMap<OfficeId, Office>): ReadonlySet<OfficeId> {
  const superiors = new Set<OfficeId>();
  let parent = office.parent;
  while (parent !== null) {
    const next = byId.get(parent);
    if (!next) throw new Error(`the office ${office.slug} hangs on an office that does not exist`);
    if (superiors.has(parent) || parent === office.id) throw new Error(`the office ${office.slug} hangs on itself`);
    superiors.add(parent);
    parent = next.parent;
  }
  return superiors;
}
