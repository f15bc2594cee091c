import type { Item } from './item.ts';

/** What is kept for one item: lexemes by weight. A name says more than a synonym, a synonym more than a department. */
export interface SearchTerms {
  readonly name: readonly string[];
  readonly synonyms: readonly string[];
  readonly around: readonly string[];
}

export interface Candidate {
  readonly slug: string;
  readonly name: string;
  readonly synonyms: readonly string[];
  readonly terms: SearchTerms;
}

const lexemesLimit = 60;

/**
 * Pairs of neighbouring Han characters and whole Latin words, in one width and case. Pairs need no dictionary and
 * find what a person types: 开个小饭馆 shares 饭馆 with 开饭馆.
 */
export function lexemesOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  const lexemes = new Set<string>();
  for (const [run] of plain.matchAll(/\p{Script=Han}+|[\p{Letter}\p{Number}]+?(?=\p{Script=Han}|[^\p{Letter}\p{Number}]|$)/gu)) {
    const characters = Array.from(run);
    if (!/\p{Script=Han}/u.test(run)) lexemes.add(run);
    else if (characters.length === 1) lexemes.add(run);
    else for (let at = 0; at + 1 < characters.length; at += 1) lexemes.add(`${characters[at]}${characters[at + 1]}`);
  }
  return [...lexemes].slice(0, lexemesLimit);
}

/** Words that colour a question without naming anything: they ask, they do not narrow. */
const fillers = /(我想|我要|想要|怎么|如何|办理|申请|一个|一家|个小|需要|什么|手续|吗|呢|请问)/g;

export function questionLexemes(question: string): string[] {
  const kept = question.normalize('NFKC').replace(fillers, ' ');
  const lexemes = lexemesOf(kept);
  return lexemes.length > 0 ? lexemes : lexemesOf(question);
}

export function termsOf(item: Item): SearchTerms {
  const all = (texts: readonly string[]) => [...new Set(texts.flatMap(lexemesOf))];
  const { elements } = item;
  return {
    name: all([elements.taskName.zh, elements.taskName.en?.text ?? '']),
    synonyms: all(item.synonyms),
    around: all([elements.deptName.zh, elements.resultName?.zh ?? '', ...elements.materials.map((material) => material.materialName.zh)]),
  };
}

const leastCoverage = 0.34;

export interface Hit {
  readonly slug: string;
  readonly score: number;
  readonly matched: string | null;
}

/**
 * Orders candidates by how much of the question they cover, by where; a whole synonym or name typed as it stands wins.
 * Items that share too little with the question are left out.
 */
export function rank(question: string, candidates: readonly Candidate[]): Hit[] {
  const lexemes = questionLexemes(question);
  if (lexemes.length === 0) return [];
  const typed = question.normalize('NFKC').toLowerCase().trim();
  return candidates
    .map((candidate): Hit => {
      const weights = lexemes.map((lexeme) => weightOf(candidate.terms, lexeme));
      const covered = weights.filter((weight) => weight > 0).length / lexemes.length;
      const whole = candidate.synonyms.find((synonym) => synonym.toLowerCase() === typed) ?? null;
      const score = weights.reduce((sum, weight) => sum + weight, 0) / lexemes.length + (whole !== null || candidate.name === typed ? 2 : 0);
      const near = candidate.synonyms.find((synonym) => lexemesOf(synonym).some((lexeme) => lexemes.includes(lexeme))) ?? null;
      return { slug: candidate.slug, score: covered < leastCoverage ? 0 : score, matched: whole ?? near };
    })
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score || (a.slug < b.slug ? -1 : 1));
}

function weightOf(terms: SearchTerms, lexeme: string): number {
  if (terms.name.includes(lexeme)) return 1;
  if (terms.synonyms.includes(lexeme)) return 0.9;
  return terms.around.includes(lexeme) ? 0.3 : 0;
}
