import type { Standing } from '../contract.ts';

const order: Record<Standing, number> = { valid: 0, suspended: 1, expired: 2, revoked: 3, prepared: 4, replaced: 5 };

/**
 * The licence to use first: one in force, the one that the organ itself made before a checked copy, the newest before an older.
 * When none is in force the first one says why.
 */
export function bestFirst<L extends { readonly standing: Standing; readonly summary: { readonly grade: string; readonly issuedOn: string } }>(licences: readonly L[]): readonly L[] {
  return [...licences].sort(
    (a, b) =>
      order[a.standing] - order[b.standing] || a.summary.grade.localeCompare(b.summary.grade) || b.summary.issuedOn.localeCompare(a.summary.issuedOn),
  );
}
