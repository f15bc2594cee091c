import type { z } from 'zod';
import { type Query, type Reading, reading, type Writing, writing } from '../../../desk/api.ts';
import type { ItemSummary } from '../../items/contract.ts';
import type { acceptedView, begunView, caseView, changedView, correctionView, decidedView, identifiedView, procedureEndedView, procedureStartedView, savedView, screenView, submittedView, uploadedView, workView } from '../views.ts';

export type CaseView = z.output<typeof caseView>;
export type MaterialView = CaseView['materials'][number];
export type SuppliedView = MaterialView['supplied'][number];
export type WorkView = z.output<typeof workView>;
export type ListedCase = WorkView['cases'][number];
export type ScreenView = z.output<typeof screenView>;
export type FieldView = ScreenView['fields'][number];
export type AcceptedView = z.output<typeof acceptedView>;
export type DecidedView = z.output<typeof decidedView>;
export type IdentifiedView = z.output<typeof identifiedView>;
export type SubmittedView = z.output<typeof submittedView>;
type Changed = z.output<typeof changedView>;

/** The version of the case that was on the screen: what somebody else changed since then is refused, not overwritten. */
interface Version {
  readonly version: number;
}
interface Reasoned extends Version {
  readonly reason: string;
}
export interface Point {
  readonly about: 'material' | 'answer';
  readonly key: string;
  readonly why: string;
}

export const work = (query: Query): Reading<WorkView> => reading('/api/cases/work', query);
export const caseOf = (id: string): Reading<CaseView> => reading(`/api/cases/${id}`);
export const screenOf = (id: string, screen: string): Reading<ScreenView> => reading(`/api/cases/${id}/screens/${screen}`);
export const fileOf = (id: string, row: string): Reading<Blob> => reading(`/api/cases/${id}/files/${row}`);
export const items = (question: string): Reading<{ readonly items: readonly ItemSummary[] }> =>
  question === '' ? reading('/api/items') : reading('/api/items/search', { q: question });

export const openAtWindow = (): Writing<z.output<typeof begunView>, { readonly item: string }> => writing('/api/cases/window');
export const identify = (id: string): Writing<IdentifiedView, Version & { readonly reading: string; readonly organisation: string | null }> => writing(`/api/cases/${id}/identification`);
export const saveScreen = (id: string, screen: string): Writing<z.output<typeof savedView>, Version & { readonly answers: Readonly<Record<string, unknown>> }> =>
  writing(`/api/cases/${id}/screens/${screen}`, 'PUT');
export const uploadMaterial = (id: string, material: string): Writing<z.output<typeof uploadedView>, Version> => writing(`/api/cases/${id}/materials/${material}`, 'POST', 'file');
export const removeFile = (id: string, row: string): Writing<Changed, Version> => writing(`/api/cases/${id}/files/${row}/removal`);
export const submit = (id: string): Writing<SubmittedView, Version> => writing(`/api/cases/${id}/submission`);
export const supplement = (id: string): Writing<Changed, Version> => writing(`/api/cases/${id}/supplement`);
export const withdraw = (id: string): Writing<Changed, Version> => writing(`/api/cases/${id}/withdrawal`);

export const accept = (id: string): Writing<AcceptedView, Version> => writing(`/api/cases/${id}/acceptance`);
export const tellCorrection = (id: string): Writing<z.output<typeof correctionView>, Version & { readonly points: readonly Point[] }> => writing(`/api/cases/${id}/correction`);
export const notAccept = (id: string): Writing<Changed, Reasoned> => writing(`/api/cases/${id}/non-acceptance`);

export const orderProcedure = (id: string): Writing<z.output<typeof procedureStartedView>, Reasoned & { readonly procedure: string; readonly plannedOn: string }> => writing(`/api/cases/${id}/special-procedure`);
export const recordProcedure = (id: string): Writing<z.output<typeof procedureEndedView>, Version & { readonly passed: boolean; readonly result: string }> => writing(`/api/cases/${id}/special-procedure/result`);
export const grant = (id: string): Writing<DecidedView, Version> => writing(`/api/cases/${id}/grant`);
export const refuse = (id: string): Writing<DecidedView, Reasoned> => writing(`/api/cases/${id}/refusal`);
