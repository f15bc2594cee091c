import { z } from 'zod';
import type { DecisionRule, FaceSource, ItemData } from '../../../../cities/types.ts';
import type { Item } from '../domain/item.ts';
import { itemElements, lawReference } from './elements.ts';
import { formSchema, legalEntityField, personField, populationField } from './form.ts';
import { count, licenceTypeCode, officialText, slug, sourceStatus } from './words.ts';

const limit = z.strictObject({ days: count, unit: z.enum(['working-day', 'calendar-day']) });

const integration = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('direct') }),
  z.strictObject({ kind: z.literal('split'), system: z.string() }),
  z.strictObject({ kind: z.literal('dual-entry'), system: z.string() }),
]);

const specialProcedure = z.strictObject({
  id: z.string(),
  name: officialText,
  legalBasis: lawReference,
  excludedFromLimit: z.boolean(),
  maximum: limit,
  notice: officialText,
});

const processStep = z.strictObject({
  id: z.enum(['acceptance', 'review', 'examination', 'decision', 'issue', 'delivery']),
  name: officialText,
  by: z.enum(['clerk', 'approver', 'rule', 'system']),
  officeId: slug,
  limit,
});

const factValue = z.union([z.string(), z.number(), z.boolean()]);

const factDefinition = z.strictObject({
  fact: z.string(),
  meaning: officialText,
  source: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('population'), field: populationField, derive: z.literal('age-years').optional() }),
    z.strictObject({ from: z.literal('legal-entity'), derive: z.literal('name-taken'), formField: z.string() }),
    z.strictObject({ from: z.literal('form'), field: z.string(), derive: z.literal('any-option-fact').optional(), optionFact: z.string().optional() }),
  ]),
});

const condition = z.strictObject({
  fact: z.string(),
  operator: z.enum(['equals', 'in', 'at-most', 'at-least', 'matches', 'absent']),
  value: z.union([factValue, z.array(factValue)]).optional(),
  explanation: officialText,
});

const decision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), posts: z.tuple([z.literal('approver')]) }),
  z.strictObject({
    kind: z.literal('rule'),
    rule: z.string(),
    version: count,
    summary: officialText,
    facts: z.array(factDefinition),
    conditions: z.array(condition),
    otherwise: z.literal('approver'),
  }),
]) satisfies z.ZodType<DecisionRule>;

const faceSource = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('form'), field: z.string() }),
  z.strictObject({ from: z.literal('person'), field: personField }),
  z.strictObject({ from: z.literal('population'), field: populationField }),
  z.strictObject({ from: z.literal('organisation'), field: legalEntityField }),
  z.strictObject({ from: z.literal('licence'), licenceTypeCode, face: z.string() }),
  z.strictObject({ from: z.literal('issue'), field: z.enum(['number', 'date', 'validFrom', 'validUntil', 'office']) }),
  z.strictObject({ from: z.literal('constant'), value: z.string() }),
]) satisfies z.ZodType<FaceSource>;

/** An item as it is published, whole and closed: what is not named here cannot be published and is not answered. */
export const itemSchema = z.strictObject({
  slug,
  sourceStatus,
  note: officialText,
  officeId: slug,
  elements: itemElements,
  synonyms: z.array(z.string()),
  integration,
  minimumRealNameLevel: z.enum(['L0', 'L1', 'L2', 'L3']),
  applicantKinds: z.array(z.enum(['person', 'organisation'])),
  acceptance: z.strictObject({ by: z.enum(['hall-window', 'department']), officeId: slug }),
  limits: z.strictObject({ legal: limit.nullable(), promised: limit }),
  specialProcedures: z.array(specialProcedure),
  process: z.array(processStep),
  decision,
  form: formSchema,
  resultLicenceType: z.string().nullable(),
  resultFace: z.record(z.string(), faceSource),
  createsOrganisation: z
    .strictObject({ kind: z.literal('individual-business'), creditCodePrefix: z.string(), organisationCodePrefix: z.string() })
    .optional(),
}) satisfies z.ZodType<ItemData>;

type Document = z.output<typeof itemSchema>;
type Changeable<T> = T extends object ? { -readonly [Key in keyof T]: Changeable<T[Key]> } : T;
type Whole<T> = T extends object ? { -readonly [Key in keyof T]-?: Whole<Exclude<T[Key], undefined>> } : T;
/** Becomes `never`, and the cast below an error, as soon as the schema and the type of an item differ in anything. */
type Published = [Whole<Document>, Whole<ItemData>] extends [Whole<ItemData>, Whole<Document>] ? Document : never;

export function asPublished(item: Item): Published {
  return item as Changeable<Item>;
}
