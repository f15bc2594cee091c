import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../items/contract.ts';
import { ageYears, factsOfForm, ruleOn, type Condition, type FactValue, type Facts, type PublishedRule } from './decision-rule.ts';

const item = JSON.parse(readFileSync(new URL('../../../../cities/changsha/items/individual-business-registration.json', import.meta.url), 'utf8')) as Item;
const rule = item.decision as PublishedRule;

function fitting(change: Facts = {}): Facts {
  return {
    'applicant.ageYears': 27,
    'applicant.alive': true,
    'applicant.listedAsDishonest': false,
    'name.taken': false,
    'premises.declared': true,
    'scope.requiresPriorLicence': false,
    ...change,
  };
}

describe('the published rule of the individual business', () => {
  it('grants at once when every condition holds, and keeps the facts', () => {
    expect(ruleOn(rule, fitting())).toEqual({ kind: 'granted', rule: 'individual-business-registration', version: rule.version, facts: fitting() });
  });

  it.each<[string, Facts]>([
    ['applicant.ageYears', { 'applicant.ageYears': 17 }],
    ['applicant.alive', { 'applicant.alive': false }],
    ['applicant.listedAsDishonest', { 'applicant.listedAsDishonest': true }],
    ['name.taken', { 'name.taken': true }],
    ['premises.declared', { 'premises.declared': false }],
    ['scope.requiresPriorLicence', { 'scope.requiresPriorLicence': true }],
    ['applicant.listedAsDishonest', { 'applicant.listedAsDishonest': null }],
  ])('goes to a person, and says why, when %s does not hold', (fact, change) => {
    const ruling = ruleOn(rule, fitting(change));
    expect(ruling).toMatchObject({ kind: 'to-person', failed: [{ fact }] });
    expect(ruling.facts).toEqual(fitting(change));
  });

  it('reads its own facts from the form', () => {
    const options = (field: string, option: string) => item.form.properties[field]?.['x-enum-facts']?.[option] ?? {};
    expect(factsOfForm(rule, { premisesDeclared: true, businessScope: ['catering', 'hazardous-chemicals'] }, options)).toEqual({
      'premises.declared': true,
      'scope.requiresPriorLicence': true,
    });
    expect(factsOfForm(rule, {}, options)).toEqual({ 'premises.declared': null, 'scope.requiresPriorLicence': false });
  });
});

describe('a condition', () => {
  it.each<[Condition['operator'], unknown, FactValue | null, boolean]>([
    ['equals', true, true, true],
    ['equals', true, 'true', false],
    ['equals', false, null, false],
    ['in', ['a', 'b'], 'b', true],
    ['in', ['a', 'b'], 'c', false],
    ['at-most', 3, 3, true],
    ['at-most', 3, 4, false],
    ['at-most', 3, '2', false],
    ['at-least', 18, 18, true],
    ['at-least', 18, 17, false],
    ['matches', '^4301', '430102', true],
    ['matches', '^4301', '110101', false],
    ['absent', undefined, null, true],
    ['absent', undefined, false, true],
    ['absent', undefined, 'x', false],
  ])('%s %j on %j: %s', (operator, value, fact, expected) => {
    const one = { ...rule, conditions: [{ fact: 'f', operator, value, explanation: { zh: '说明' } } as Condition] };
    expect(ruleOn(one, { f: fact }).kind === 'granted').toBe(expected);
  });

  it('never holds for a fact that nobody knows, unless its absence is the condition', () => {
    fc.assert(
      fc.property(fc.constantFrom<Condition['operator']>('equals', 'in', 'at-most', 'at-least', 'matches'), fc.oneof(fc.string(), fc.integer(), fc.boolean()), (operator, value) => {
        const one = { ...rule, conditions: [{ fact: 'f', operator, value, explanation: { zh: '说明' } } as Condition] };
        expect(ruleOn(one, {}).kind).toBe('to-person');
      }),
    );
  });
});

it.each<[string, string, number]>([
  ['1990-10-08', '2018-10-07', 27],
  ['1990-10-08', '2018-10-08', 28],
  ['2000-02-29', '2018-02-28', 17],
  ['2000-02-29', '2018-03-01', 18],
])('somebody born on %s is on %s aged %i', (birth, on, years) => {
  expect(ageYears(birth, on)).toBe(years);
});
