import { type Text, words } from '../../../kernel/text.ts';
import type { CaseView } from './api.ts';

export interface Step {
  /** the anchor on the page */
  readonly id: 'applicant' | 'materials' | 'form' | 'hand-in';
  readonly label: Text;
  readonly state: 'done' | 'now' | 'later';
  readonly says: Text;
}

type Seen = Pick<CaseView, 'applicant' | 'materials' | 'screens' | 'nextScreen' | 'state' | 'number'>;

/**
 * How far an application at the window has come; exactly one step is the one to do now, until all are done. Whom the card
 * named is not enough while it is open for which of their organisations they have come.
 */
export function stepsOf(view: Seen, choosing = false): readonly Step[] {
  const missing = view.materials.filter((material) => material.missing).length;
  const unsaved = view.screens.filter((screen) => !screen.saved).length;
  const received = view.state !== 'draft' && view.state !== 'correction';
  const steps = [
    { id: 'applicant', label: words('1 核对申请人', '1 Applicant'), done: view.applicant !== null && !choosing, says: choosing ? words('请选择单位', 'choose the organisation') : view.applicant === null ? words('请读取身份证', 'read the ID card') : words(view.applicant, view.applicant) },
    {
      id: 'materials',
      label: words('2 材料', '2 Documents'),
      done: view.applicant !== null && !choosing && missing === 0,
      says: missing === 0 ? words('已齐全', 'complete') : words(`还缺 ${missing} 份`, `${missing} missing`),
    },
    { id: 'form', label: words('3 申请表', '3 Form'), done: view.applicant !== null && !choosing && unsaved === 0, says: unsaved === 0 ? words('已填写', 'filled in') : words(`还有 ${unsaved} 页`, `${unsaved} screen(s) left`) },
    { id: 'hand-in', label: words('4 提交受理', '4 Hand in'), done: received, says: view.number === null ? words('尚未提交', 'not handed in yet') : words(view.number, view.number) },
  ] as const;
  const now = steps.find(({ done }) => !done)?.id;
  return steps.map(({ done, ...step }) => ({ ...step, state: done ? 'done' : step.id === now ? 'now' : 'later' }));
}
