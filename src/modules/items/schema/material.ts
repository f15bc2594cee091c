import { z } from 'zod';
import type { FileReference, Material, MaterialSupply } from '../../../../cities/types.ts';
import { count, licenceTypeCode, officialText } from './words.ts';

export const fileReference = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('form'), filled: z.enum(['blank', 'example']) }),
  z.strictObject({ kind: z.literal('licence-sample'), licenceTypeCode }),
  z.strictObject({ kind: z.literal('notice-sample'), notice: z.string() }),
]) satisfies z.ZodType<FileReference>;

const heldLicence = { licenceTypeCode, holder: z.enum(['person', 'organisation']) };

const supply = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('licence'), ...heldLicence }),
  z.strictObject({ kind: z.literal('register'), register: z.enum(['population', 'legal-entity']), fields: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('form') }),
  z.strictObject({
    kind: z.literal('applicant'),
    accepts: z.array(z.enum(['pdf', 'jpg', 'png'])),
    orLicence: z.strictObject(heldLicence).optional(),
    orDeclaration: z.strictObject({ field: z.string() }).optional(),
  }),
]) satisfies z.ZodType<MaterialSupply>;

/** GB/T 39046 table 5, and who supplies it. */
export const material = z.strictObject({
  id: z.string(),
  materialName: officialText,
  materialType: z.string(),
  materialFormat: z.string(),
  isNeed: z.enum(['1', '2', '3']),
  handleCase: officialText.nullable(),
  sourceType: z.enum(['10', '20', '99']),
  sourceExplain: officialText.nullable(),
  originalNum: count,
  copiesNum: count,
  pageFormat: z.string(),
  formFile: fileReference.nullable(),
  exampleFile: fileReference.nullable(),
  fillExplain: officialText.nullable(),
  acceptStandard: officialText,
  byLaw: officialText,
  isSelf: z.boolean(),
  licenceTypeCode: licenceTypeCode.nullable(),
  exemption: officialText.nullable(),
  remark: officialText.nullable(),
  orderNum: count,
  supply,
}) satisfies z.ZodType<Material>;
