import type { CaseState } from '../contract.ts';

/** Where a case waits, and for whom: by construction every open case stands in exactly one of these. */
export type Queue = 'applicant-draft' | 'applicant-correction' | 'acceptance' | 'decision' | 'inspection';

const queues = {
  draft: 'applicant-draft',
  submitted: 'acceptance',
  correction: 'applicant-correction',
  accepted: 'decision',
  suspended: 'inspection',
  'not-accepted': null,
  granted: null,
  refused: null,
  withdrawn: null,
} as const satisfies Record<CaseState, Queue | null>;

/** null once the case has ended. */
export function queueOf(state: CaseState): Queue | null {
  return queues[state];
}

/** The state behind each queue of the staff: their work list is asked by it. */
export const staffQueues = { acceptance: 'submitted', correction: 'correction', decision: 'accepted', inspection: 'suspended', window: 'draft' } as const satisfies Record<string, CaseState>;
export type StaffQueue = keyof typeof staffQueues;
