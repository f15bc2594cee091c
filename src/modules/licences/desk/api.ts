import type { z } from 'zod';
import { type Query, type Reading, reading, type Writing, writing } from '../../../desk/api.ts';
import type { StandingAct } from '../domain/standing.ts';
import type { licenceView, officeLicencesView, standingChangedView, verificationView } from '../views.ts';

export type LicenceView = z.output<typeof licenceView>;
export type OfficeLicences = z.output<typeof officeLicencesView>;
export type LicenceRow = OfficeLicences['licences'][number];
export type Verification = z.output<typeof verificationView>;

export const officeLicences = (query: Query): Reading<OfficeLicences> => reading('/api/office-licences', query);
export const licenceOf = (id: string): Reading<LicenceView> => reading(`/api/licences/${id}`);
export const pdfOf = (id: string): Reading<Blob> => reading(`/api/licences/${id}/pdf`);
export const changeStanding = (id: string): Writing<z.output<typeof standingChangedView>, { readonly act: StandingAct; readonly reason: string }> => writing(`/api/licences/${id}/standing`);
export const verification = (identifier: string): Reading<Verification> => reading(`/api/verify/${encodeURIComponent(identifier)}`);
