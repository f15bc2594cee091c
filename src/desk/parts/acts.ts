import { type Locale, sayPlain, type Text, words } from '../../kernel/text.ts';

/** What a view says may be done, from the same table as the rule. */
export interface ActView {
  readonly act: string;
  readonly allowed: boolean;
  readonly why: Text | null;
}

export interface ActWords {
  readonly label: Text;
  readonly tone?: 'primary' | 'danger';
}

export interface ShownAct {
  readonly act: string;
  readonly label: Text;
  readonly tone: 'primary' | 'danger' | 'plain';
  readonly allowed: boolean;
  /** null for an act that is allowed */
  readonly why: Text | null;
}

/**
 * The buttons of a screen, in the order of its own table: the acts the view names and the screen has words for. Only
 * the first act that is allowed and strong stays strong: two equal calls to act are none.
 */
export function shownActs(acts: readonly ActView[], known: Readonly<Record<string, ActWords>>): readonly ShownAct[] {
  let strong = false;
  return Object.entries(known).flatMap(([name, { label, tone }]): ShownAct[] => {
    const found = acts.find(({ act }) => act === name);
    if (found === undefined) return [];
    const primary = tone === 'primary' && found.allowed && !strong;
    strong ||= primary;
    return [{ act: name, label, tone: tone === 'danger' ? 'danger' : primary ? 'primary' : 'plain', allowed: found.allowed, why: found.allowed ? null : (found.why ?? noReason) }];
  });
}

export function isAllowed(acts: readonly ActView[], act: string): boolean {
  return acts.some((one) => one.act === act && one.allowed);
}

export interface Reason {
  readonly why: Text;
  readonly labels: readonly Text[];
}

/** Acts that share a reason are told together: one sentence, not one a button. */
export function reasonsOf(acts: readonly ShownAct[], locale: Locale): readonly Reason[] {
  const reasons: { why: Text; labels: Text[] }[] = [];
  for (const { why, label } of acts) {
    if (why === null) continue;
    const known = reasons.find((reason) => sayPlain(reason.why, locale) === sayPlain(why, locale));
    if (known) known.labels.push(label);
    else reasons.push({ why, labels: [label] });
  }
  return reasons;
}

const noReason = words('现在不能办理', 'This cannot be done now');
