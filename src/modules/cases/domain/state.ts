import type { Asker, PersonId } from '../../../kernel/asker.ts';
import type { CaseState } from '../contract.ts';
import type { Channel } from './case.ts';

/** What can be done to a case, named as the person at the window would say it. */
export const acts = [
  'save-screen',
  'prefill',
  'choose-organisation',
  'collect',
  'add-material',
  'remove-material',
  'submit',
  'withdraw',
  'identify',
  'tell-correction',
  'supplement',
  'accept',
  'not-accept',
  'order-inspection',
  'record-inspection',
  'grant',
  'refuse',
] as const;
export type Act = (typeof acts)[number];

/** In which part somebody acts on a case; what no part covers cannot be done by anybody. */
export type Part = 'applicant' | 'clerk' | 'approver';

type Row = { readonly [S in CaseState]?: readonly Part[] };

const both: readonly Part[] = ['applicant', 'clerk'];
const applicant: readonly Part[] = ['applicant'];

/**
 * Act × state → who may. At a window the card is read (`identify`) wherever the applicant's own session would fill in or
 * collect: without a card there is no ground to open anybody's licences. The acts before acceptance belong to the applicant and the clerk, those after it to the
 * approver: acceptance and decision are never one hand (行政许可法, articles 32 and 34; standards §2.4).
 */
const table = {
  'save-screen': { draft: both, correction: both },
  prefill: { draft: applicant },
  'choose-organisation': { draft: applicant },
  collect: { draft: applicant, correction: applicant },
  'add-material': { draft: both, correction: both },
  'remove-material': { draft: both, correction: both },
  submit: { draft: both },
  withdraw: { draft: both, submitted: applicant, correction: applicant, accepted: applicant, suspended: applicant },
  identify: { draft: ['clerk'], correction: ['clerk'] },
  'tell-correction': { submitted: ['clerk'] },
  supplement: { correction: both },
  accept: { submitted: ['clerk'] },
  'not-accept': { submitted: ['clerk'] },
  'order-inspection': { accepted: ['approver'] },
  'record-inspection': { suspended: ['approver'] },
  grant: { accepted: ['approver'] },
  refuse: { accepted: ['approver'] },
} as const satisfies Record<Act, Row>;

/** Where an act may leave the case; an act that is not named here leaves the state as it was. */
export const leadsTo = {
  submit: ['submitted'],
  withdraw: ['withdrawn'],
  'tell-correction': ['correction'],
  supplement: ['submitted'],
  accept: ['accepted', 'granted'],
  'not-accept': ['not-accepted'],
  'order-inspection': ['suspended'],
  'record-inspection': ['accepted'],
  grant: ['granted'],
  refuse: ['refused'],
} as const satisfies Partial<Record<Act, readonly CaseState[]>>;

/** What the table and its guards look at; no more of the case is needed to know what may be done. */
export interface Situation {
  readonly state: CaseState;
  readonly channel: Channel;
  readonly correctionTold: boolean;
  readonly applicant: PersonId | null;
  readonly acceptedBy: PersonId | null;
}

/** Who asks, in which part. */
export interface Doer {
  readonly part: Part;
  readonly person: PersonId;
}

export type ActRefusal =
  | { readonly kind: 'act-not-now'; readonly act: Act; readonly state: CaseState }
  | { readonly kind: 'correction-after-acceptance' }
  | { readonly kind: 'correction-already-told' }
  | { readonly kind: 'draft-of-the-other-channel'; readonly channel: Channel }
  | { readonly kind: 'applicant-unknown' }
  | { readonly kind: 'own-case' }
  | { readonly kind: 'acceptor-cannot-decide' };

/** The acts that the part may ever do, whatever the state: the others are not even shown. */
export function actsOf(part: Part): readonly Act[] {
  return acts.filter((act) => Object.values(table[act] as Row).some((parts) => parts?.includes(part)));
}

/** null when the act may be done now by this doer, else the reason. The button and the deed ask the same function. */
export function whyNot(act: Act, situation: Situation, doer: Doer): ActRefusal | null {
  const parts = (table[act] as Row)[situation.state];
  if (!parts?.includes(doer.part)) return outOfState(act, situation);
  if (situation.state === 'draft') {
    const keeper: Part = situation.channel === 'online' ? 'applicant' : 'clerk';
    if (doer.part !== keeper) return { kind: 'draft-of-the-other-channel', channel: situation.channel };
    if (situation.applicant === null && needsApplicant.has(act)) return { kind: 'applicant-unknown' };
  }
  if (act === 'tell-correction' && situation.correctionTold) return { kind: 'correction-already-told' };
  // Nobody handles a case of their own (公务员法, article 76: recusal).
  if (doer.part !== 'applicant' && doer.person === situation.applicant) return { kind: 'own-case' };
  if (deciding.has(act) && doer.person === situation.acceptedBy) return { kind: 'acceptor-cannot-decide' };
  return null;
}

const needsApplicant: ReadonlySet<Act> = new Set<Act>(['submit']);
const deciding: ReadonlySet<Act> = new Set<Act>(['order-inspection', 'record-inspection', 'grant', 'refuse']);
const accepted: ReadonlySet<CaseState> = new Set<CaseState>(['accepted', 'suspended', 'granted', 'refused']);

function outOfState(act: Act, { state }: Situation): ActRefusal {
  if (act === 'tell-correction' && state === 'correction') return { kind: 'correction-already-told' };
  if ((act === 'tell-correction' || act === 'supplement') && accepted.has(state)) return { kind: 'correction-after-acceptance' };
  return { kind: 'act-not-now', act, state };
}

/** The part in which somebody asks; null for those who only look. */
export function doerOf(asker: Asker): Doer | null {
  switch (asker.role) {
    case 'citizen':
      return { part: 'applicant', person: asker.person };
    case 'clerk':
    case 'approver':
      return { part: asker.role, person: asker.person };
    default:
      return null;
  }
}

export const endStates: ReadonlySet<CaseState> = new Set<CaseState>(['not-accepted', 'granted', 'refused', 'withdrawn']);

export function isOpen(state: CaseState): boolean {
  return !endStates.has(state);
}
