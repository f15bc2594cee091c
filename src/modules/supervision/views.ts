import { z } from 'zod';
import { text } from '../../kernel/schemas.ts';

export const ratingView = z.object({
  case: z.string(),
  itemName: text,
  mayRate: z.boolean(),
  satisfaction: z.number().nullable(),
  ratedAt: z.string().nullable(),
});

export const readingsView = z.object({
  readings: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      who: text,
      fields: z.array(z.string()),
      purpose: text,
      case: z.string().nullable(),
    }),
  ),
  next: z.string().nullable(),
});

export const eventsView = z.object({
  events: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      name: z.string(),
      result: z.enum(['done', 'refused', 'denied']),
      person: z.string().nullable(),
      role: z.string(),
      office: text.nullable(),
      objectKind: z.string().nullable(),
      objectId: z.string().nullable(),
      case: z.string().nullable(),
      requestId: z.string(),
      fields: z.array(z.string()),
      detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
  next: z.string().nullable(),
});
