import type { z } from 'zod';
import { type Query, type Reading, reading } from '../../../desk/api.ts';
import type { eventsView } from '../views.ts';

export type Events = z.output<typeof eventsView>;
export type AuditEvent = Events['events'][number];

export const events = (query: Query): Reading<Events> => reading('/api/supervision/events', query);
export const exportedEvents = (query: Query): Reading<Blob> => reading('/api/supervision/events/export', query);
