import type { Deed } from '../../../kernel/deed.ts';
import type { Person } from '../../identity/contract.ts';
import type { PublishedItem } from '../../items/contract.ts';
import type { PersonRecord } from '../../registers/contract.ts';
import type { CaseRecord } from '../domain/case.ts';
import { ageYears, factsOfForm, type Facts, type FactValue, type PublishedRule } from '../domain/decision-rule.ts';
import type { CasesNeeds } from '../needs.ts';

/** Gathers what the published rule asks for; a register that does not answer leaves its facts unknown, and a person decides. */
export async function gatherFacts(needs: Pick<CasesNeeds, 'registers' | 'identity'>, deed: Deed, record: CaseRecord, published: PublishedItem, rule: PublishedRule, person: Person): Promise<Facts> {
  const { form } = published.item;
  const { answers } = record.form;
  const facts: Record<string, FactValue | null> = { ...factsOfForm(rule, answers, (field, option) => form.properties[field]?.['x-enum-facts']?.[option] ?? {}) };
  const fields = [...new Set(rule.facts.flatMap(({ source }) => (source.from === 'population' ? [source.field] : [])))] as (keyof PersonRecord)[];
  const purpose = { code: 'decide', case: record.id, item: record.itemSlug } as const;
  const answer = fields.length === 0 ? null : await needs.registers.lookUpPerson(deed, { number: person.citizenNumber, fields, purpose });
  const population: Readonly<Record<string, unknown>> = answer?.ok ? answer.value.record : {};
  for (const { fact, source } of rule.facts) {
    if (source.from === 'population') facts[fact] = populationFact(population[source.field], source.derive, deed.today);
    if (source.from === 'legal-entity') {
      const name = answers[source.formField];
      facts[fact] = typeof name === 'string' ? (await needs.identity.isNameTaken(deed.tx, name)) || (await needs.registers.isEntityNameTaken(deed, name)) : null;
    }
  }
  return facts;
}

function populationFact(value: unknown, derive: 'age-years' | undefined, today: string): FactValue | null {
  if (derive === 'age-years') return typeof value === 'string' ? ageYears(value, today) : null;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
