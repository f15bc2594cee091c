import type { Answers, ItemMaterial, Supplied } from './case.ts';

/** How one wanted material stands: who supplied it, or that it is still missing. */
export interface MaterialStanding {
  readonly material: ItemMaterial;
  readonly supplied: readonly Supplied[];
  /** `form`: it is the application itself, nobody has to bring it */
  readonly by: 'government' | 'applicant' | 'form' | null;
  /** the person vouches for it instead of proving it (告知承诺) */
  readonly declared: boolean;
  /** must be there before acceptance and is not */
  readonly missing: boolean;
}

export function standingsOf(materials: readonly ItemMaterial[], supplied: readonly Supplied[], answers: Answers): readonly MaterialStanding[] {
  return [...materials].sort((left, right) => left.orderNum - right.orderNum).map((material) => standingOf(material, supplied.filter((one) => one.material === material.id), answers));
}

function standingOf(material: ItemMaterial, supplied: readonly Supplied[], answers: Answers): MaterialStanding {
  const { supply } = material;
  const declared = supply.kind === 'applicant' && supply.orDeclaration !== undefined && answers[supply.orDeclaration.field] === true;
  const fromGovernment = supplied.some((one) => one.how !== 'upload');
  const by = supply.kind === 'form' ? 'form' : fromGovernment ? 'government' : supplied.length > 0 || declared ? 'applicant' : null;
  // Only what is needed in every case can be missing: 2 depends on a stated case, 3 may follow later (容缺后补).
  return { material, supplied, by, declared, missing: by === null && material.isNeed === '1' };
}

export function missingOf(standings: readonly MaterialStanding[]): readonly MaterialStanding[] {
  return standings.filter((standing) => standing.missing);
}

/** What the platform is measured by: how much it asked of the person, how much it had already. */
export function countMaterials(standings: readonly MaterialStanding[]): { readonly asked: number; readonly government: number } {
  return {
    asked: standings.filter(({ by, missing, material }) => by === 'applicant' || (missing && material.supply.kind === 'applicant')).length,
    government: standings.filter(({ by }) => by === 'government').length,
  };
}
