import { z } from 'zod';
import { text } from '../../kernel/schemas.ts';
import { itemSchema } from './schema/item.ts';

export const summaryView = z.object({
  slug: z.string(),
  code: z.string(),
  name: text,
  department: text,
  category: z.string(),
  marks: z.array(z.enum(['at-once', 'online', 'zero-visit', 'one-visit', 'nearby'])),
  promised: text,
  matched: z.string().nullable(),
});

export const listView = z.object({ question: z.string().nullable(), items: z.array(summaryView) });

export const itemView = z.object({
  version: z.string(),
  versionNumber: z.number(),
  summary: summaryView,
  supply: z.object({ government: z.number(), applicant: z.number() }),
  /** the 70 elements, the form and what the platform adds, as published */
  item: itemSchema,
});
