import type { Text } from '../../../kernel/text.ts';
import { parseLicenceTypeCode, type LicenceTypeCode } from '../../../standards/licence-identifier.ts';

/** 证照目录 (GB/T 36902): what a kind of licence is called, says, looks like and how long it holds. A city's data, read once at the door. */
export interface LicenceType {
  readonly code: string;
  readonly slug: string;
  readonly name: Text;
  /** office in the city's data that defined the type */
  readonly definingOrgan: string;
  readonly issuingOrgan: string;
  readonly areaCode: string;
  readonly holderKind: 'person' | 'organisation' | 'both';
  readonly validity: { readonly kind: 'none' } | { readonly kind: 'years'; readonly years: number };
  readonly singleValid: boolean;
  readonly numberPattern: NumberPattern;
  readonly faceFields: readonly FaceField[];
  readonly template: LicenceTemplate;
  readonly state: 'valid' | 'invalid';
  readonly demo: boolean;
}

export type NumberPattern = { readonly prefix: string; readonly year: boolean; readonly serialDigits: number } | { readonly from: 'holder-code' };

export interface FaceField {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly type: 'text' | 'date' | 'integer';
  readonly maxLength: number;
  readonly required: boolean;
  readonly mask?: 'citizen-number' | 'name' | 'address' | 'phone' | 'hidden';
}

/** All measures in millimetres from the upper left corner, sizes of type in points. */
export interface LicenceTemplate {
  readonly page: { readonly width: number; readonly height: number };
  readonly border: { readonly style: 'double' | 'single' | 'ornament'; readonly colour: string; readonly inset: number };
  readonly background: string;
  readonly title: TemplateText;
  readonly subtitle?: TemplateText;
  readonly lines: readonly TemplateLine[];
  readonly seal: { readonly x: number; readonly y: number; readonly diameter: number };
  readonly qr: { readonly x: number; readonly y: number; readonly size: number };
  readonly footers: readonly TemplateText[];
}

export interface TemplateText {
  readonly text: Text;
  readonly y: number;
  readonly size: number;
}

export interface TemplateLine {
  readonly label: Text;
  readonly field: string;
  readonly x: number;
  readonly y: number;
  readonly labelWidth: number;
  readonly width: number;
  readonly size: number;
  readonly maxRows: number;
}

export type LicenceTypes = ReadonlyMap<string, LicenceType & { readonly code: LicenceTypeCode }>;

/**
 * The types of a city, by slug and by code.
 * @throws when one could not be issued as it stands: a wrong code, a template that draws a field the face does not have,
 * a number that would put a citizen number into the open
 */
export function readLicenceTypes(types: readonly LicenceType[]): LicenceTypes {
  const read = new Map<string, LicenceType & { readonly code: LicenceTypeCode }>();
  for (const type of types) {
    const fault = faultOf(type);
    if (fault !== null) throw new Error(`licence type ${type.slug}: ${fault}`);
    if (read.has(type.slug) || read.has(type.code)) throw new Error(`licence type ${type.slug} stands twice`);
    const parsed = { ...type, code: type.code as LicenceTypeCode };
    read.set(type.slug, parsed);
    read.set(type.code, parsed);
  }
  return read;
}

function faultOf(type: LicenceType): string | null {
  if (!parseLicenceTypeCode(type.code).ok) return 'the code is not 18 characters of a credit code and 3 digits';
  const names = type.faceFields.map((field) => field.name);
  if (new Set(names).size !== names.length) return 'a face field stands twice';
  const stray = type.template.lines.find((line) => !names.includes(line.field));
  if (stray) return `the template draws ${stray.field}, which the face does not have`;
  if ('from' in type.numberPattern && type.holderKind !== 'organisation') return 'the number would be a citizen number';
  if (type.validity.kind === 'years' && !(type.validity.years >= 1)) return 'the validity is less than a year';
  return null;
}
