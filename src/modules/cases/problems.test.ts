import { describe, expect, it } from 'vitest';
import { problemOf } from '../../kernel/problem.ts';
import { sayPlain } from '../../kernel/text.ts';
import { acts } from './domain/state.ts';
import { actWords, standingOfActs, stateWords } from './domain/act-words.ts';
import * as paths from './paths.ts';
import { casesProblems } from './problems.ts';
import type { CaseRefusal } from './domain/refusals.ts';

/** One of each refusal with the data that its words speak of. */
const samples: CaseRefusal[] = [
  { kind: 'act-not-now', act: 'accept', state: 'draft' },
  { kind: 'draft-of-the-other-channel', channel: 'online' },
  { kind: 'case-changed', version: 4, state: 'accepted' },
  { kind: 'form-out-of-date', had: 1, now: 2 },
  { kind: 'real-name-level-too-low', needs: 'L2', has: 'L1' },
  { kind: 'too-many-files', field: 'file', limit: 10 },
  { kind: 'file-too-large', field: 'file', megabytes: 20 },
  { kind: 'file-type-not-accepted', field: 'file', accepts: ['pdf', 'jpg'] },
  { kind: 'file-not-what-it-says', field: 'file', says: 'pdf', is: 'unknown' },
  { kind: 'image-too-large', field: 'file', megapixels: 50 },
  { kind: 'pdf-too-many-pages', field: 'file', pages: 200 },
  { kind: 'pdf-runs-code', field: 'file', feature: 'JavaScript' },
  { kind: 'correction-too-late', until: '2018-10-15' },
  { kind: 'planned-day-out-of-range', field: 'plannedOn', from: '2018-10-09', to: '2018-10-23' },
  { kind: 'licence-face-incomplete', fields: ['mainBusiness'] },
  { kind: 'reading-expired', minutes: 10 },
];

describe('the words of a refusal', () => {
  it.each(Object.keys(casesProblems))('%s has a status and words in both languages', (kind) => {
    const refusal = samples.find((one) => one.kind === kind) ?? ({ kind, channel: 'online', act: 'accept', state: 'draft' } as unknown as CaseRefusal);
    const chinese = problemOf(casesProblems, refusal, 'zh');
    const english = problemOf(casesProblems, refusal, 'en');
    expect(chinese.status).toBeGreaterThanOrEqual(400);
    expect(chinese.status).toBeLessThan(500);
    expect(chinese.title).toMatch(/\p{Script=Han}/u);
    for (const said of [english.title, english.detail ?? '']) expect(said).not.toMatch(/\p{Script=Han}|undefined|null/u);
    expect(`${chinese.title}${chinese.detail ?? ''}`).not.toMatch(/undefined|null/);
  });

  it('says the version that the case has now', () => {
    expect(problemOf(casesProblems, { kind: 'case-changed', version: 4, state: 'accepted' }, 'zh')).toMatchObject({ status: 412, detail: '当前为第 4 版，状态：已受理，审批中。' });
  });
});

it('every state and every act has a name in both languages, and a disabled act its reason', () => {
  for (const text of [...Object.values(stateWords), ...Object.values(actWords)]) expect(sayPlain(text, 'en')).not.toMatch(/\p{Script=Han}/u);
  const standing = standingOfActs({ state: 'granted', channel: 'online', correctionTold: false, applicant: null, acceptedBy: null }, { part: 'approver', person: 'a' as never });
  expect(standing.map(({ act }) => act)).toEqual(acts.slice(-4));
  expect(standing.every(({ allowed, why }) => !allowed && why !== null)).toBe(true);
});

it('the addresses are these', () => {
  expect(Object.entries(paths).map(([name, path]) => `${name} ${(path as (...parts: string[]) => string)('x', 'y')}`)).toMatchInlineSnapshot(`
    [
      "start /apply/x",
      "cases /cases?after=x",
      "theCase /cases/x",
      "screen /cases/x/screens/y",
      "materials /cases/x/materials",
      "material /cases/x/materials/y",
      "file /api/cases/x/files/y",
      "removeFile /cases/x/files/y/removal",
      "check /cases/x/check",
      "submission /cases/x/submission",
      "submitted /cases/x/submitted",
      "receiptFile /api/cases/x/receipt",
      "supplement /cases/x/supplement",
      "withdrawal /cases/x/withdrawal",
      "collection /cases/x/collection",
      "refresh /cases/x/prefill",
    ]
  `);
});
