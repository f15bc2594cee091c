import type { Text } from '../../../kernel/text.ts';
import type { DecisionRule } from './case.ts';

export type PublishedRule = Extract<DecisionRule, { kind: 'rule' }>;
export type Condition = PublishedRule['conditions'][number];
export type FactValue = string | number | boolean;
/** null: the source was asked and had no value */
export type Facts = Readonly<Record<string, FactValue | null>>;

export interface FailedCondition {
  readonly fact: string;
  readonly explanation: Text;
}

export type Ruling =
  | { readonly kind: 'granted'; readonly rule: string; readonly version: number; readonly facts: Facts }
  | { readonly kind: 'to-person'; readonly rule: string; readonly version: number; readonly facts: Facts; readonly failed: readonly FailedCondition[] };

/**
 * A published rule may only grant. Where one condition does not hold, or a fact is not known, a person decides:
 * a machine refuses nobody (行政处罚法 and 行政许可法 ask for reasons that can be heard; PIPL, article 24).
 */
export function ruleOn(rule: PublishedRule, facts: Facts): Ruling {
  const failed = rule.conditions.filter((condition) => !holds(condition, facts[condition.fact] ?? null)).map(({ fact, explanation }) => ({ fact, explanation }));
  const kept = { rule: rule.rule, version: rule.version, facts };
  return failed.length === 0 ? { kind: 'granted', ...kept } : { kind: 'to-person', ...kept, failed };
}

function holds({ operator, value }: Condition, fact: FactValue | null): boolean {
  if (operator === 'absent') return fact === null || fact === false || fact === '';
  if (fact === null || value === undefined) return false;
  switch (operator) {
    case 'equals':
      return fact === value;
    case 'in':
      return Array.isArray(value) && value.includes(fact);
    case 'at-most':
      return typeof fact === 'number' && typeof value === 'number' && fact <= value;
    case 'at-least':
      return typeof fact === 'number' && typeof value === 'number' && fact >= value;
    case 'matches':
      return typeof fact === 'string' && typeof value === 'string' && new RegExp(value, 'u').test(fact);
  }
}

/** Facts that the form itself tells; the registers' facts are looked up by the deed. */
export function factsOfForm(rule: PublishedRule, answers: Readonly<Record<string, unknown>>, optionFacts: (field: string, option: string) => Readonly<Record<string, boolean>>): Facts {
  const facts: Record<string, FactValue | null> = {};
  for (const { fact, source } of rule.facts) {
    if (source.from !== 'form') continue;
    const answer = Object.hasOwn(answers, source.field) ? answers[source.field] : null;
    if (source.derive === 'any-option-fact') {
      const options = Array.isArray(answer) ? answer : answer === null ? [] : [answer];
      facts[fact] = options.some((option) => optionFacts(source.field, String(option))[source.optionFact ?? ''] === true);
    } else {
      facts[fact] = typeof answer === 'string' || typeof answer === 'number' || typeof answer === 'boolean' ? answer : null;
    }
  }
  return facts;
}

/** Whole years of age on a day; the birthday itself completes the year (民法总则, article 17). */
export function ageYears(birth: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) >= birth.slice(5) ? years : years - 1;
}
