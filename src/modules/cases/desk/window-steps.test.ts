import { describe, expect, it } from 'vitest';
import { words } from '../../../kernel/text.ts';
import type { MaterialView } from './api.ts';
import { stepsOf } from './window-steps.ts';

const material = (missing: boolean): MaterialView => ({ id: 'plan', name: words('平面图', 'Plan'), standard: words('', ''), by: null, declared: false, missing, accepts: ['pdf'], remark: null, supplied: [] });
const screen = (saved: boolean) => ({ id: 'premises', title: words('场所', 'Premises'), saved, answers: [] });
const fresh: Parameters<typeof stepsOf>[0] = { applicant: null, materials: [material(true)], screens: [screen(false)], nextScreen: 'premises', state: 'draft', number: null };
const states = (view: Parameters<typeof stepsOf>[0]) => stepsOf(view).map(({ state }) => state);

describe('the steps of an application at the window', () => {
  it('begins with the card', () => {
    expect(states(fresh)).toEqual(['now', 'later', 'later', 'later']);
    expect(stepsOf(fresh)[0]?.says.zh).toBe('请读取身份证');
  });

  it('calls nothing done before the card says whose it is, however complete it looks', () => {
    expect(states({ ...fresh, materials: [material(false)], screens: [screen(true)] })).toEqual(['now', 'later', 'later', 'later']);
  });

  it('stays with the applicant until it is chosen for which organisation', () => {
    const steps = stepsOf({ ...fresh, applicant: '何**', materials: [material(false)] }, true);
    expect(steps.map(({ state }) => state)).toEqual(['now', 'later', 'later', 'later']);
    expect(steps[0]?.says.zh).toBe('请选择单位');
  });

  it('leads to what is missing, then to the form, then to the hand-in', () => {
    expect(states({ ...fresh, applicant: '何**' })).toEqual(['done', 'now', 'later', 'later']);
    expect(states({ ...fresh, applicant: '何**', materials: [material(false)] })).toEqual(['done', 'done', 'now', 'later']);
    expect(states({ ...fresh, applicant: '何**', materials: [material(false)], screens: [screen(true)] })).toEqual(['done', 'done', 'done', 'now']);
  });

  it('is through once it is received, and open again while something is corrected', () => {
    const complete = { ...fresh, applicant: '何**', materials: [material(false)], screens: [screen(true)], number: '430100180928000001' };
    expect(states({ ...complete, state: 'submitted' })).toEqual(['done', 'done', 'done', 'done']);
    expect(states({ ...complete, state: 'correction' })).toEqual(['done', 'done', 'done', 'now']);
  });
});
