import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lexemesOf, questionLexemes, rank, type Candidate } from './search.ts';

function candidate(slug: string, name: string, synonyms: readonly string[]): Candidate {
  return { slug, name, synonyms, terms: { name: lexemesOf(name), synonyms: synonyms.flatMap(lexemesOf), around: [] } };
}

const catalogue = [
  candidate('food', '食品经营许可', ['开饭店', '餐馆', '小饭馆']),
  candidate('business', '个体工商户登记', ['开饭店', '开店', '餐馆', '个体户']),
  candidate('mortgage', '不动产抵押登记', ['房子抵押', '贷款']),
];

describe('a question is cut into pairs of characters', () => {
  test.each([
    ['开饭店', ['开饭', '饭店']],
    ['ＦＯＯＤ licence', ['food', 'licence']],
    ['证', ['证']],
    ['办 food 证', ['办', 'food', '证']],
    ['！？', []],
  ])('%s → %j', (text, expected) => {
    expect(lexemesOf(text)).toEqual(expected);
  });

  test('whatever is typed, no pair is longer than two Han characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => lexemesOf(text).every((lexeme) => !/^\p{Script=Han}{3,}$/u.test(lexeme))));
  });
});

describe('people find items in their own words', () => {
  test.each([
    ['开饭店', ['business', 'food']],
    ['餐馆', ['business', 'food']],
    ['我想开个小饭馆', ['food']],
    ['抵押', ['mortgage']],
    ['护照', []],
  ])('%s finds %j', (question, expected) => {
    expect(rank(question, catalogue).map((hit) => hit.slug)).toEqual(expected);
  });

  test('a synonym typed as it stands comes before a partial hit', () => {
    expect(rank('个体户', catalogue)[0]).toMatchObject({ slug: 'business', matched: '个体户' });
  });

  test('words that only ask do not narrow the question', () => {
    expect(questionLexemes('怎么办理餐馆')).toEqual(questionLexemes('餐馆'));
  });
});
