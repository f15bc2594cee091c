import { z } from 'zod';
import type { Text } from '../../../kernel/text.ts';

/** Official text as it is published: unlike a view's text it may hold nothing beside its languages. */
export const officialText = z.strictObject({
  zh: z.string(),
  en: z.strictObject({ text: z.string(), status: z.enum(['official', 'reviewed', 'machine']) }).optional(),
}) satisfies z.ZodType<Text>;

export const sourceStatus = z.enum(['official', 'from-knowledge', 'reconstruction', 'demo']);
/** CL-08: 1 working day · 2 calendar day · 3 hour · 4 minute · 5 month */
export const limitUnit = z.enum(['1', '2', '3', '4', '5']);
/** 12 digits, GB/T 2260 with streets and communities */
export const region = z.string().regex(/^\d{12}$/);
export const slug = z.string().regex(/^[a-z0-9-]{1,80}$/);
/** 21 = USCC of the defining organ + 3 digits */
export const licenceTypeCode = z.string().length(21);
export const count = z.int().min(0);
