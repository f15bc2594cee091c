import type { Day } from '../../../kernel/day.ts';
import { type Text, words } from '../../../kernel/text.ts';
import type { Standing } from '../contract.ts';

/** The states that are stored; `void` is an intent that was given up before it was signed. */
export type State = 'prepared' | 'valid' | 'suspended' | 'revoked' | 'replaced' | 'void';

/** What the state, the days and today say together: expired is derived (standards 3.7). */
export function standingOf(licence: { readonly state: Exclude<State, 'void'>; readonly validTo: Day | null }, today: Day): Standing {
  const over = licence.validTo !== null && licence.validTo < today;
  return over && (licence.state === 'valid' || licence.state === 'suspended') ? 'expired' : licence.state;
}

export const standingActs = ['suspend', 'restore', 'revoke'] as const;
export type StandingAct = (typeof standingActs)[number];

export const actOutcomes = { suspend: 'suspended', restore: 'valid', revoke: 'revoked' } as const satisfies Record<StandingAct, State>;

const from: Record<StandingAct, readonly Standing[]> = {
  suspend: ['valid'],
  restore: ['suspended'],
  // An expired licence can still be revoked: it may have been obtained by deceit (行政许可法, article 69).
  revoke: ['valid', 'suspended', 'expired'],
};

/** Which acts are open now, and why another is not: the same table for the button and for the deed. */
export function actsOn(standing: Standing): readonly { readonly act: StandingAct; readonly allowed: boolean; readonly why: Text | null }[] {
  return standingActs.map((act) => {
    const allowed = from[act].includes(standing);
    return { act, allowed, why: allowed ? null : whyNot[standing] };
  });
}

export function mayAct(act: StandingAct, standing: Standing): boolean {
  return from[act].includes(standing);
}

const whyNot: Record<Standing, Text> = {
  prepared: words('证照还在制作中', 'The licence is still being made'),
  valid: words('证照有效，无需恢复', 'The licence is valid: there is nothing to restore'),
  expired: words('证照已过期', 'The licence has expired'),
  suspended: words('证照已暂停使用', 'The licence is suspended already'),
  revoked: words('证照已注销', 'The licence has been revoked'),
  replaced: words('证照已换发，请对新证操作', 'The licence has been replaced: act on the new one'),
};
