import { describe, expect, it } from 'vitest';
import { words } from '../../kernel/text.ts';
import { type ActView, isAllowed, reasonsOf, shownActs } from './acts.ts';

const known = {
  accept: { label: words('受理', 'Accept'), tone: 'primary' },
  'tell-correction': { label: words('一次性告知补正', 'Tell what is missing') },
  grant: { label: words('准予许可', 'Grant'), tone: 'primary' },
  'not-accept': { label: words('不予受理', 'Do not accept'), tone: 'danger' },
} as const;

const allowed = (act: string): ActView => ({ act, allowed: true, why: null });
const barred = (act: string, zh: string): ActView => ({ act, allowed: false, why: words(zh, zh) });

describe('the buttons of a screen', () => {
  it('shows what the view names, in the order of the screen, and nothing it has no words for', () => {
    const shown = shownActs([allowed('not-accept'), allowed('accept'), allowed('withdraw')], known);
    expect(shown.map(({ act }) => act)).toEqual(['accept', 'not-accept']);
  });

  it('never shows an act that the view does not name: the part may never do it', () => {
    expect(shownActs([], known)).toEqual([]);
  });

  it('has one strong button at most, and never one that cannot be pressed', () => {
    expect(shownActs([allowed('accept'), allowed('grant')], known).map(({ tone }) => tone)).toEqual(['primary', 'plain']);
    expect(shownActs([barred('accept', '已受理'), allowed('grant')], known).map(({ tone }) => tone)).toEqual(['plain', 'primary']);
  });

  it('gives every barred act a reason, even where the view left it out', () => {
    const [accept, grant] = shownActs([barred('accept', '已受理'), { act: 'grant', allowed: false, why: null }], known);
    expect(accept?.why?.zh).toBe('已受理');
    expect(grant?.why?.zh).toBe('现在不能办理');
  });

  it('tells a reason once for all the acts it bars', () => {
    const shown = shownActs([barred('accept', '计时暂停'), barred('tell-correction', '计时暂停'), barred('grant', '受理人不能决定'), allowed('not-accept')], known);
    expect(reasonsOf(shown, 'zh').map(({ why, labels }) => [why.zh, labels.map((label) => label.zh)])).toEqual([
      ['计时暂停', ['受理', '一次性告知补正']],
      ['受理人不能决定', ['准予许可']],
    ]);
  });

  it('joins reasons that read alike in the language of the page', () => {
    const why = (zh: string) => ({ allowed: false, why: words(zh, 'Not possible while the clock stands') });
    const shown = shownActs([{ act: 'accept', ...why('暂停，不能受理') }, { act: 'grant', ...why('暂停，不能准予') }], known);
    expect([reasonsOf(shown, 'zh').length, reasonsOf(shown, 'en').length]).toEqual([2, 1]);
  });

  it('knows an act that is allowed from one that is barred or unknown', () => {
    const acts = [allowed('accept'), barred('grant', '已办结')];
    expect(['accept', 'grant', 'refuse'].map((act) => isAllowed(acts, act))).toEqual([true, false, false]);
  });
});
