import { z } from 'zod';

/** The schemas that many declarations share. */
export const noParams = z.strictObject({});
export const noQuery = z.strictObject({});
/** A writing route that takes nothing: no body, or an empty object from clients that always send one. */
export const noBody = z.union([z.undefined(), z.strictObject({})]);

const translation = z.object({ text: z.string(), status: z.enum(['official', 'reviewed', 'machine']) });
/** Official text with its translations, as views carry it. */
export const text = z.object({ zh: z.string(), en: translation.optional() });

/** What may be done next and why not, from the same table as the rule. */
export const acts = z.array(z.object({ act: z.string(), allowed: z.boolean(), why: text.nullable() }));

export const uuid = z.uuid();
/** A keyset page mark: the id of the last row that was shown. */
export const pageMark = z.strictObject({ after: z.uuid().optional() });
