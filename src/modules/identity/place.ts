import type { CityData, OfficeData } from '../../../cities/types.ts';
import type { OfficeId } from '../../kernel/asker.ts';
import { must } from '../../kernel/outcome.ts';
import type { Text } from '../../kernel/text.ts';
import { parseCreditCode } from '../../standards/credit-code.ts';
import { officeId, officeTree, type OfficeTree } from './domain/office-tree.ts';
import type { OfficeToLoad } from './sql/offices.ts';

/** Where this room stands: the instance, its government, its offices. Made of the city's data once. */
export interface Place {
  readonly instance: string;
  readonly zone: string;
  readonly name: Text;
  /** the government itself, for what belongs to no department */
  readonly office: OfficeId;
  readonly region: string;
  readonly tree: OfficeTree;
  /** parents before children */
  readonly offices: readonly OfficeToLoad[];
}

export interface CityOffices {
  readonly data: CityData;
  readonly offices: readonly OfficeData[];
}

/** @throws when the city's data has no government or an office hangs on none */
export function placeOf({ data: city, offices }: CityOffices): Place {
  const government = offices.find((office) => office.parent === null);
  if (!government) throw new Error('the city’s offices have no government above them');
  const toLoad = sortedByParent(offices).map((office): OfficeToLoad => ({
    id: officeId(city.instance, office.id),
    slug: office.id,
    kind: office.kind,
    name: office.name,
    region: office.region,
    creditCode: must(parseCreditCode(office.creditCode)),
    phone: office.phone,
    parent: office.parent === null ? null : officeId(city.instance, office.parent),
    windows: (office.windows ?? []).map(({ id, name }) => ({ id, name })),
    demo: office.demo,
  }));
  return {
    instance: city.instance,
    zone: city.zone,
    name: city.name,
    office: officeId(city.instance, government.id),
    region: city.region,
    tree: officeTree(toLoad),
    offices: toLoad,
  };
}

function sortedByParent(offices: readonly OfficeData[]): readonly OfficeData[] {
  const sorted: OfficeData[] = [];
  const placed = new Set<string>();
  let rest = [...offices];
  while (rest.length > 0) {
    const ready = rest.filter((office) => office.parent === null || placed.has(office.parent));
    if (ready.length === 0) throw new Error(`these offices hang on none: ${rest.map((office) => office.id).join(', ')}`);
    for (const office of ready) placed.add(office.id);
    sorted.push(...ready);
    rest = rest.filter((office) => !placed.has(office.id));
  }
  return sorted;
}
