import { z } from 'zod';
import { type FormField, type FormSchema, legalEntityFields, personFields, populationFields } from '../../../../cities/types.ts';
import { licenceTypeCode, officialText } from './words.ts';

export const personField = z.enum(personFields);
export const populationField = z.enum(populationFields);
export const legalEntityField = z.enum(legalEntityFields);

const prefill = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('person'), field: personField }),
  z.strictObject({ from: z.literal('register'), field: populationField }),
  z.strictObject({ from: z.literal('entity'), field: legalEntityField }),
  z.strictObject({ from: z.literal('licence'), licenceType: licenceTypeCode, face: z.string() }),
]);

const formField = z.strictObject({
  type: z.enum(['string', 'integer', 'boolean', 'array']),
  items: z.strictObject({ type: z.literal('string'), enum: z.array(z.string()) }).optional(),
  uniqueItems: z.boolean().optional(),
  minItems: z.int().optional(),
  maxItems: z.int().optional(),
  enum: z.array(z.string()).optional(),
  const: z.boolean().optional(),
  pattern: z.string().optional(),
  minLength: z.int().optional(),
  maxLength: z.int().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  format: z.literal('date').optional(),
  'x-title': officialText,
  'x-hint': officialText.optional(),
  'x-pattern-message': officialText.optional(),
  'x-enum-labels': z.record(z.string(), officialText).optional(),
  'x-enum-facts': z.record(z.string(), z.record(z.string(), z.boolean())).optional(),
  'x-prefill': prefill.optional(),
  'x-locked': z.boolean().optional(),
  'x-when': z.strictObject({ field: z.string(), equals: z.union([z.string(), z.boolean()]) }).optional(),
  'x-required': z.boolean().optional(),
  'x-multiline': z.boolean().optional(),
}) satisfies z.ZodType<FormField>;

/** The application form: a small subset of JSON Schema 2020-12 with our own words beside it. */
export const formSchema = z.strictObject({
  $schema: z.literal('https://json-schema.org/draft/2020-12/schema'),
  type: z.literal('object'),
  additionalProperties: z.literal(false),
  required: z.array(z.string()),
  properties: z.record(z.string(), formField),
  'x-screens': z.array(z.strictObject({ id: z.string(), title: officialText, intro: officialText.optional(), fields: z.array(z.string()) })),
}) satisfies z.ZodType<FormSchema>;
