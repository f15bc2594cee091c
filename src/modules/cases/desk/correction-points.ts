import { type Text, words } from '../../../kernel/text.ts';
import type { CaseView, Point } from './api.ts';

/** Something that may be demanded: a document or an answer of the form. */
export interface Candidate {
  readonly about: Point['about'];
  readonly key: string;
  readonly label: Text;
  readonly hint: Text | null;
  /** stands on the list whether it is ticked or not: a second list is not allowed */
  readonly missing: boolean;
}

/** The name of the candidate's fields in the form of the dialog. */
export function fieldOf({ about, key }: Pick<Candidate, 'about' | 'key'>): string {
  return `${about}:${key}`;
}

/** Documents first, in the item's order, then the answers; what the form itself supplies is corrected by its answers. */
export function candidatesOf(view: Pick<CaseView, 'materials' | 'screens'>): readonly Candidate[] {
  const materials = view.materials
    .filter(({ by }) => by !== 'form')
    .map(({ id, name, missing, by }): Candidate => ({ about: 'material', key: id, label: name, missing, hint: missing ? words('缺少，自动列入', 'missing, on the list by itself') : by === 'government' ? words('由政府取得', 'from the government') : null }));
  const answers = view.screens.flatMap((screen) =>
    screen.answers.map(({ name, title, source }): Candidate => ({ about: 'answer', key: name, label: title, missing: false, hint: source })),
  );
  return [...materials, ...answers];
}

export interface Ticked {
  readonly on?: boolean | undefined;
  readonly why?: string | undefined;
}

/** What was ticked, as the route takes it, in the order of the candidates. */
export function pointsOf(candidates: readonly Candidate[], values: Readonly<Record<string, Ticked | undefined>>): readonly Point[] {
  return candidates.flatMap((candidate): Point[] => {
    const ticked = values[fieldOf(candidate)];
    if (!candidate.missing && ticked?.on !== true) return [];
    return [{ about: candidate.about, key: candidate.key, why: ticked?.why?.trim() || missingWhy.zh }];
  });
}

export const missingWhy = words('缺少这份材料，请补交', 'This document is missing; please hand it in');
