import { z } from 'zod';
import type { Relation, StaffAsker } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import type { Problems } from '../../../kernel/problem.ts';
import type { CaseId } from '../contract.ts';
import type { CaseRefusal } from '../domain/refusals.ts';
import type { CasesNeeds } from '../needs.ts';
import { casesProblems } from '../problems.ts';
import type { CitizenAsker } from '../use-cases/begin.ts';
import { openCase, relationTo } from '../use-cases/open-case.ts';

export const caseParams = z.strictObject({ case: z.uuid() });
export const screenParams = z.strictObject({ case: z.uuid(), screen: z.string().regex(/^[a-z0-9-]{1,64}$/) });
export const materialParams = z.strictObject({ case: z.uuid(), material: z.string().regex(/^[a-z0-9-]{1,64}$/) });
export const rowParams = z.strictObject({ case: z.uuid(), row: z.uuid() });

/** The version of the case that the asker saw: what changed since then is refused, not overwritten. */
export const version = z.number({ error: '缺少办件版本|the version of the case is missing' }).int().min(1).max(2_147_483_647);
export const onlyVersion = z.strictObject({ version });
export const reason = z.string().trim().min(2, { error: '请写明理由|Please give the reason' }).max(1_000);

export const problems: Problems<CaseRefusal> = casesProblems;


type WithCase = { readonly params: { readonly case: string } };

/** Loads the case once for the whole deed, locked where the deed writes, and says how the asker stands to it. */
export function ofCase(needs: CasesNeeds, purpose: 'read' | 'write') {
  return async (deed: Deed, { params }: WithCase): Promise<Relation> => {
    const record = await openCase(needs, deed, params.case as CaseId, purpose);
    return record === null ? 'none' : relationTo(needs, deed, record);
  };
}

export function asCitizen(deed: Deed): Deed<CitizenAsker> {
  if (deed.asker.role !== 'citizen') throw new Error('the route admits citizens only');
  return deed as Deed<CitizenAsker>;
}

export function asStaff(deed: Deed): Deed<StaffAsker> {
  if (deed.asker.role === 'public' || deed.asker.role === 'citizen') throw new Error('the route admits staff only');
  return deed as Deed<StaffAsker>;
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** The version out of a form's hidden field; anything else is left for the schema to refuse. */
export function versionField(fields: Fields): number {
  return Number(fields.version);
}

/** The answers of a screen: every field that is neither the frame's nor the version. */
export function answerFields(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('_') && name !== 'version' && name !== 'then'));
}

/** A deed's answer with the case's id under the name that views use. */
export function asView<T extends { readonly id: string; readonly version: number }>({ id, ...rest }: T): Omit<T, 'id'> & { case: string } {
  return { ...rest, case: id };
}
