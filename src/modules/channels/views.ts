import { z } from 'zod';
import { text } from '../../kernel/schemas.ts';

const noticeView = z.object({
  id: z.string(),
  kind: z.string(),
  case: z.string().nullable(),
  title: text,
  body: text,
  path: z.string(),
  createdAt: z.string(),
  read: z.boolean(),
});

export const inboxView = z.object({ notices: z.array(noticeView), unread: z.number(), next: z.string().nullable() });

export const standInView = z.object({
  messages: z.array(z.object({ id: z.string(), phone: z.string(), text: z.string(), sentAt: z.string() })),
});
