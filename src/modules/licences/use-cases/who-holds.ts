import type { PersonId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import type { Holder } from '../contract.ts';
import type { Ground } from '../needs.ts';

export interface Holding {
  /** the person and the organisations that the person acts for today */
  readonly holders: readonly Holder[];
  /** person → relation → organisation in words of record, or null when the person has nothing to do with the holder */
  pathTo(holder: Holder): readonly string[] | null;
}

const relationNames = { operator: '经营者', 'legal-representative': '法定代表人' } as const;

/** Whose licences a person may use today: their own, and those of organisations they operate or represent. */
export async function whoHolds(ground: Ground, deed: Pick<Deed, 'tx' | 'today'>, person: PersonId): Promise<Holding> {
  const [self, relations] = await Promise.all([ground.identity.person(deed.tx, person), ground.identity.relationsOf(deed.tx, person, deed.today)]);
  const paths = new Map<string, readonly string[]>([[`person ${person}`, [self.name]]]);
  for (const relation of relations) {
    paths.set(`organisation ${relation.organisation.id}`, [self.name, relationNames[relation.role], relation.organisation.name]);
  }
  return {
    holders: [{ kind: 'person', person }, ...relations.map((relation): Holder => ({ kind: 'organisation', organisation: relation.organisation.id }))],
    pathTo: (holder) => paths.get(holder.kind === 'person' ? `person ${holder.person}` : `organisation ${holder.organisation}`) ?? null,
  };
}
