import type { z } from 'zod';
import { type Reading, reading, type Writing, writing } from '../../../desk/api.ts';
import type { inboxView } from '../views.ts';

export type Inbox = z.output<typeof inboxView>;

export const inbox = (after?: string): Reading<Inbox> => reading('/api/channels/notices', { after });
export const markRead = (notice: string): Writing<{ readonly read: true }, undefined> => writing(`/api/channels/notices/${notice}/read`);
