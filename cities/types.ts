import type { Text } from '../src/kernel/text.ts';

/**
 * The shape of one city's data files. A city is data: another city is another folder of the same files.
 * Plain types without a validator, so that each room can check at its own door what it takes from here.
 */

/** Where a fact comes from; `demo` and `from-knowledge` must never be shown as official. */
export type SourceStatus =
  | 'official' // the source's own text was read
  | 'from-knowledge' // written from knowledge of the source; its text was not at hand
  | 'reconstruction' // composed by this project from several sources
  | 'demo'; // invented

// ---- city.json -------------------------------------------------------------------------------------------------

export interface CityData {
  /** the `instance` that issues ids and licences */
  readonly instance: string;
  readonly name: Text;
  readonly government: Text;
  /** 12 digits */
  readonly region: string;
  readonly zone: string;
  /** unified social credit code, GB 32100-2015 */
  readonly creditCode: string;
  readonly address: Text;
  readonly postcode: string;
  readonly phone: string;
  readonly phoneArea: string;
  readonly locales: readonly ('zh' | 'en')[];
  /** the office that leads each base register and answers for what it delivers */
  readonly registers: Readonly<Record<'population' | 'legal-entity', string>>;
  readonly sources: readonly string[];
}

// ---- offices.json ----------------------------------------------------------------------------------------------

export type OfficeKind = 'government' | 'department' | 'district' | 'park' | 'street' | 'community' | 'hall';

export interface OfficeData {
  /** a slug, unique in the city */
  readonly id: string;
  readonly kind: OfficeKind;
  /** the id of the office above; null only for the city government */
  readonly parent: string | null;
  readonly name: Text;
  /** what people call it, for lists and windows */
  readonly shortName?: Text;
  /** 12 digits */
  readonly region: string;
  /** unified social credit code, GB 32100-2015 */
  readonly creditCode: string;
  readonly phone: string;
  readonly address?: Text;
  readonly windows?: readonly WindowData[];
  readonly source: SourceStatus;
  /** true when anything in the row is invented (most often the code and the phone) */
  readonly demo: boolean;
}

export type WindowData =
  | { readonly id: string; readonly kind: 'comprehensive'; readonly name: Text }
  | { readonly id: string; readonly kind: 'department'; readonly department: string; readonly name: Text };

/** systems.json: the outside systems that the integration modes name. */
export interface SystemData {
  readonly id: string;
  readonly name: Text;
  readonly level: 'national' | 'provincial' | 'municipal';
  readonly office: string;
  readonly source: SourceStatus;
}

// ---- items/*.json: the 70 elements (standards §1.2) --------------------------------------------------------------

/** M mandatory · C conditional · O optional; the order is the numbering 1 … 70. */
export const elements = [
  ['taskName', 'M'],
  ['catalogCode', 'M'],
  ['taskCode', 'M'],
  ['taskHandleItem', 'C'],
  ['localCatalogCode', 'O'],
  ['localTaskCode', 'O'],
  ['taskType', 'M'],
  ['byLaw', 'M'],
  ['powerSource', 'M'],
  ['useLevel', 'M'],
  ['deptName', 'M'],
  ['deptCode', 'M'],
  ['deptType', 'M'],
  ['entrustName', 'C'],
  ['taskState', 'M'],
  ['taskVersion', 'M'],
  ['planEffectiveDate', 'O'],
  ['planCancelDate', 'O'],
  ['serverType', 'M'],
  ['projectType', 'M'],
  ['anticipateDay', 'M'],
  ['anticipateType', 'M'],
  ['anticipateExplain', 'O'],
  ['promiseDay', 'M'],
  ['promiseType', 'M'],
  ['promiseExplain', 'O'],
  ['acceptCondition', 'M'],
  ['handleFlow', 'M'],
  ['specialProcedure', 'M'],
  ['handleType', 'M'],
  ['limitSceneNum', 'M'],
  ['transactAddr', 'M'],
  ['transactTime', 'M'],
  ['linkWay', 'M'],
  ['superviseWay', 'M'],
  ['isFee', 'M'],
  ['feeBasis', 'C'],
  ['isSingleLogin', 'M'],
  ['linkAddr', 'C'],
  ['appIsSingleLogin', 'M'],
  ['mobileTerminalUrl', 'O'],
  ['onlineHandleDepth', 'C'],
  ['isOnline', 'M'],
  ['onlineHandleUrl', 'C'],
  ['limitSceneExplain', 'C'],
  ['isSchedule', 'M'],
  ['isPayOnline', 'M'],
  ['isExpress', 'M'],
  ['isServiceTerminals', 'O'],
  ['isEntryCenter', 'M'],
  ['handleArea', 'O'],
  ['limitExplain', 'O'],
  ['otherDept', 'O'],
  ['serviceType', 'O'],
  ['resultType', 'M'],
  ['resultName', 'C'],
  ['resultSample', 'C'],
  ['userTopicType', 'C'],
  ['corpTopicType', 'C'],
  ['userCharacterTopicType', 'C'],
  ['corpCharacterTopicType', 'C'],
  ['town', 'C'],
  ['village', 'C'],
  ['rightsAndDuties', 'M'],
  ['remedies', 'M'],
  ['materials', 'M'],
  ['feeItems', 'C'],
  ['questions', 'C'],
  ['processLinks', 'M'],
  ['results', 'C'],
] as const;

export type ElementName = (typeof elements)[number][0];

/** CL-01, the six categories of the 2018 report. */
export type ItemCategory = '01' | '04' | '05' | '07' | '10' | '20';

/** CL-08: 1 working day · 2 calendar day · 3 hour · 4 minute · 5 month */
export type LimitUnitCode = '1' | '2' | '3' | '4' | '5';

export interface ItemElements {
  readonly taskName: Text;
  /** 12 = area 2 + type 2 + line 2 + main item 3 + sub item 3 (standards §2.1) */
  readonly catalogCode: string;
  /** 31 = USCC 18 + level 1 + basic code 12 */
  readonly taskCode: string;
  /** 33 = implementation code + serial 2 */
  readonly taskHandleItem: string | null;
  readonly localCatalogCode: string | null;
  readonly localTaskCode: string | null;
  readonly taskType: ItemCategory;
  readonly byLaw: readonly LawReference[];
  readonly powerSource: string;
  readonly useLevel: readonly string[];
  readonly deptName: Text;
  readonly deptCode: string;
  readonly deptType: string;
  readonly entrustName: Text | null;
  readonly taskState: string;
  readonly taskVersion: number;
  readonly planEffectiveDate: string | null;
  readonly planCancelDate: string | null;
  /** CL-06 in the wording of C3: 1 natural person · 2 enterprise · 3 institution · 4 social organisation · 5 enterprise without legal person */
  readonly serverType: readonly string[];
  readonly projectType: '1' | '2';
  /** 0 together with `anticipateExplain` means: no law sets a limit */
  readonly anticipateDay: number;
  readonly anticipateType: LimitUnitCode;
  readonly anticipateExplain: Text | null;
  /** 0 is 即办: decided at once */
  readonly promiseDay: number;
  readonly promiseType: LimitUnitCode;
  readonly promiseExplain: Text | null;
  readonly acceptCondition: readonly AcceptCondition[];
  readonly handleFlow: Text;
  readonly specialProcedure: Text;
  /** CL-09 of GB/T 39046 A.5: 1 window · 2 online by computer · 3 online by phone · 4 mail */
  readonly handleType: readonly string[];
  readonly limitSceneNum: number;
  readonly transactAddr: readonly TransactAddress[];
  readonly transactTime: Text;
  readonly linkWay: ContactWay;
  readonly superviseWay: ContactWay;
  readonly isFee: boolean;
  readonly feeBasis: Text | null;
  readonly isSingleLogin: boolean;
  readonly linkAddr: string | null;
  readonly appIsSingleLogin: boolean;
  readonly mobileTerminalUrl: string | null;
  readonly onlineHandleDepth: readonly string[];
  readonly isOnline: boolean;
  readonly onlineHandleUrl: string | null;
  readonly limitSceneExplain: Text | null;
  readonly isSchedule: boolean;
  readonly isPayOnline: boolean;
  readonly isExpress: boolean;
  readonly isServiceTerminals: boolean;
  readonly isEntryCenter: boolean;
  readonly handleArea: string | null;
  readonly limitExplain: Text;
  readonly otherDept: Text;
  readonly serviceType: Text;
  readonly resultType: readonly string[];
  readonly resultName: Text | null;
  readonly resultSample: FileReference | null;
  readonly userTopicType: readonly string[];
  readonly corpTopicType: readonly string[];
  readonly userCharacterTopicType: Text | null;
  readonly corpCharacterTopicType: Text | null;
  readonly town: readonly RegionReference[];
  readonly village: readonly RegionReference[];
  readonly rightsAndDuties: { readonly rights: Text; readonly duties: Text };
  readonly remedies: { readonly review: Remedy; readonly litigation: Remedy };
  readonly materials: readonly Material[];
  readonly feeItems: readonly FeeItem[];
  readonly questions: readonly Question[];
  readonly processLinks: readonly ProcessLink[];
  readonly results: readonly ItemResult[];
}

export interface LawReference {
  readonly law: Text;
  readonly documentNumber: string;
  readonly clause: string;
  /** the article's own words, Chinese only: a translation would not be the law */
  readonly text: Text;
  readonly sourceStatus: SourceStatus;
}

export interface AcceptCondition {
  /** 1 condition to apply · 2 prohibition */
  readonly kind: '1' | '2';
  readonly name: Text;
  readonly applies: Text;
}

export interface TransactAddress {
  readonly place: Text;
  /** 1 service hall · 2 department window · 3 office · 6 community service point */
  readonly kind: string;
  readonly windows: readonly string[];
  readonly time: Text;
  readonly phone: string;
}

export interface ContactWay {
  readonly phone: string;
  readonly address: Text;
  readonly url: string | null;
}

export interface Remedy {
  readonly department: Text;
  readonly address: Text;
  readonly phone: string;
  readonly url: string | null;
}

export interface RegionReference {
  /** 12 digits */
  readonly region: string;
  readonly name: Text;
}

/** A blank form, example or sample that the platform draws itself from the named definition; no loose file to go stale. */
export type FileReference =
  | { readonly kind: 'form'; readonly filled: 'blank' | 'example' }
  | { readonly kind: 'licence-sample'; readonly licenceTypeCode: string }
  | { readonly kind: 'notice-sample'; readonly notice: string };

export interface Material {
  readonly id: string;
  readonly materialName: Text;
  /** 1 original · 2 copy · 3 both */
  readonly materialType: string;
  /** 1 paper · 2 electronic · 3 both · 6 fetched by the system · 7 fetched, asked only where incomplete */
  readonly materialFormat: string;
  /** 1 needed · 2 needed in the stated case · 3 may follow later (容缺后补) */
  readonly isNeed: '1' | '2' | '3';
  readonly handleCase: Text | null;
  /** 10 the applicant's own · 20 issued by the government · 99 other */
  readonly sourceType: '10' | '20' | '99';
  readonly sourceExplain: Text | null;
  readonly originalNum: number;
  readonly copiesNum: number;
  readonly pageFormat: string;
  readonly formFile: FileReference | null;
  readonly exampleFile: FileReference | null;
  readonly fillExplain: Text | null;
  readonly acceptStandard: Text;
  readonly byLaw: Text;
  readonly isSelf: boolean;
  /** 21 characters; with sourceType 20 this or `exemption` is filled (AR-19) */
  readonly licenceTypeCode: string | null;
  /** why a government-issued material has no licence type: for example because a register answers it */
  readonly exemption: Text | null;
  readonly remark: Text | null;
  readonly orderNum: number;
  readonly supply: MaterialSupply;
}

/** Who supplies the material; only `applicant` asks the person for anything. */
export type MaterialSupply =
  | { readonly kind: 'licence'; readonly licenceTypeCode: string; readonly holder: 'person' | 'organisation' }
  | { readonly kind: 'register'; readonly register: 'population' | 'legal-entity'; readonly fields: readonly string[] }
  /** made from the application form itself */
  | { readonly kind: 'form' }
  | {
      readonly kind: 'applicant';
      readonly accepts: readonly ('pdf' | 'jpg' | 'png')[];
      /** a licence that saves the upload where the person holds it */
      readonly orLicence?: { readonly licenceTypeCode: string; readonly holder: 'person' | 'organisation' };
      /** a boolean field of the form by which the person vouches instead of uploading */
      readonly orDeclaration?: { readonly field: string };
    };

export interface FeeItem {
  readonly feeName: Text;
  readonly feeStand: Text;
  /** in fen; null when it is `rateFen` × the form's `quantityField` */
  readonly amountFen: number | null;
  readonly rateFen?: number;
  readonly quantityField?: string;
  /** charged only when the form field has the value; always when missing */
  readonly appliesWhen?: { readonly field: string; readonly equals: string | boolean };
  readonly byLaw: Text;
  readonly isDesc: boolean;
  readonly descExplain: Text | null;
  readonly remark: Text | null;
  readonly orderNum: number;
}

export interface Question {
  readonly question: Text;
  readonly answer: Text;
  readonly orderNum: number;
}

export interface ProcessLink {
  readonly linkName: Text;
  readonly office: Text;
  readonly handler: Text;
  readonly limit: number;
  readonly unit: LimitUnitCode;
  readonly hasSpecialProcedure: boolean;
  readonly specialProcedureExplain: Text | null;
  readonly orderNum: number;
}

export interface ItemResult {
  readonly resultName: Text;
  readonly sample: FileReference;
}

// ---- items/*.json: what the platform adds beside the 70 -----------------------------------------------------------

export interface ItemData {
  readonly slug: string;
  readonly sourceStatus: SourceStatus;
  readonly note: Text;
  readonly officeId: string;
  readonly elements: ItemElements;
  /** colloquial words that people search with */
  readonly synonyms: readonly string[];
  readonly integration: Integration;
  readonly minimumRealNameLevel: 'L0' | 'L1' | 'L2' | 'L3';
  readonly applicantKinds: readonly ('person' | 'organisation')[];
  readonly acceptance: { readonly by: 'hall-window' | 'department'; readonly officeId: string };
  readonly limits: { readonly legal: Limit | null; readonly promised: Limit };
  readonly specialProcedures: readonly SpecialProcedure[];
  readonly process: readonly ProcessStep[];
  readonly decision: DecisionRule;
  readonly form: FormSchema;
  readonly resultLicenceType: string | null;
  /** how each face field of the result licence is filled, by face field name */
  readonly resultFace: Readonly<Record<string, FaceSource>>;
  readonly createsOrganisation?: {
    readonly kind: 'individual-business';
    readonly creditCodePrefix: string;
    /** the reserved demo range of demo/reserved.json; a real city has a number block of its own */
    readonly organisationCodePrefix: string;
  };
}

export type Integration =
  | { readonly kind: 'direct' }
  | { readonly kind: 'split'; readonly system: string }
  | { readonly kind: 'dual-entry'; readonly system: string };

export interface Limit {
  readonly days: number;
  readonly unit: 'working-day' | 'calendar-day';
}

export interface SpecialProcedure {
  readonly id: string;
  readonly name: Text;
  readonly legalBasis: LawReference;
  readonly excludedFromLimit: boolean;
  readonly maximum: Limit;
  readonly notice: Text;
}

export interface ProcessStep {
  readonly id: 'acceptance' | 'review' | 'examination' | 'decision' | 'issue' | 'delivery';
  readonly name: Text;
  readonly by: 'clerk' | 'approver' | 'rule' | 'system';
  /** the office that does the step */
  readonly officeId: string;
  readonly limit: Limit;
}

export type DecisionRule =
  | { readonly kind: 'person'; readonly posts: readonly ['approver'] }
  | {
      readonly kind: 'rule';
      readonly rule: string;
      readonly version: number;
      /** the rule in words, published with the item */
      readonly summary: Text;
      readonly facts: readonly FactDefinition[];
      /** all must hold for the rule to grant */
      readonly conditions: readonly MachineCondition[];
      readonly otherwise: 'approver';
    };

export type FactValue = string | number | boolean;

export interface MachineCondition {
  readonly fact: string;
  readonly operator: 'equals' | 'in' | 'at-most' | 'at-least' | 'matches' | 'absent';
  /** missing for `absent`; a list for `in` */
  readonly value?: FactValue | readonly FactValue[];
  readonly explanation: Text;
}

export interface FactDefinition {
  readonly fact: string;
  readonly meaning: Text;
  readonly source:
    | { readonly from: 'population'; readonly field: PopulationField; readonly derive?: 'age-years' }
    | { readonly from: 'legal-entity'; readonly derive: 'name-taken'; readonly formField: string }
    | { readonly from: 'form'; readonly field: string; readonly derive?: 'any-option-fact'; readonly optionFact?: string };
}

export type FaceSource =
  | { readonly from: 'form'; readonly field: string }
  | { readonly from: 'person'; readonly field: PersonField }
  | { readonly from: 'population'; readonly field: PopulationField }
  | { readonly from: 'organisation'; readonly field: LegalEntityField }
  | { readonly from: 'licence'; readonly licenceTypeCode: string; readonly face: string }
  | { readonly from: 'issue'; readonly field: 'number' | 'date' | 'validFrom' | 'validUntil' | 'office' }
  | { readonly from: 'constant'; readonly value: string };

// ---- the form: a small subset of JSON Schema 2020-12 ----------------------------------------------------------------

export const personFields = ['name', 'number', 'phone'] as const;
export type PersonField = (typeof personFields)[number];

/** the fields of a record of the population register */
export const populationFields = [
  'number',
  'name',
  'sex',
  'birthDate',
  'nationality',
  'householdAddress',
  'householdRegion',
  'residenceAddress',
  'maritalStatus',
  'alive',
  'diedOn',
  'listedAsDishonest',
] as const;
export type PopulationField = (typeof populationFields)[number];

/** the fields of a record of the legal-entity register */
export const legalEntityFields = [
  'creditCode',
  'name',
  'kind',
  'legalRepresentative',
  'legalRepresentativeNumber',
  'address',
  'scope',
  'state',
  'establishedOn',
] as const;
export type LegalEntityField = (typeof legalEntityFields)[number];

export type Prefill =
  /** the account of the person who is signed in, or the card that was read */
  | { readonly from: 'person'; readonly field: PersonField }
  /** the population register, looked up by the applicant's number */
  | { readonly from: 'register'; readonly field: PopulationField }
  /** the legal-entity register, looked up by the organisation that the person acts for */
  | { readonly from: 'entity'; readonly field: LegalEntityField }
  /** a valid licence of the person or of the organisation */
  | { readonly from: 'licence'; readonly licenceType: string; readonly face: string };

export interface FormScreen {
  readonly id: string;
  readonly title: Text;
  readonly intro?: Text;
  readonly fields: readonly string[];
}

export interface FormField {
  readonly type: 'string' | 'integer' | 'boolean' | 'array';
  readonly items?: { readonly type: 'string'; readonly enum: readonly string[] };
  readonly uniqueItems?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly string[];
  readonly const?: boolean;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: 'date';
  readonly 'x-title': Text;
  readonly 'x-hint'?: Text;
  /** said instead of the general sentence when the pattern does not match */
  readonly 'x-pattern-message'?: Text;
  readonly 'x-enum-labels'?: Readonly<Record<string, Text>>;
  /** facts that an option carries into the decision rule */
  readonly 'x-enum-facts'?: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
  readonly 'x-prefill'?: Prefill;
  /** what the register knows may be shown but not changed */
  readonly 'x-locked'?: boolean;
  /** shown (and kept) only when the other field has the value */
  readonly 'x-when'?: { readonly field: string; readonly equals: string | boolean };
  /** for fields with `x-when`: must be filled when shown; fields without it stand in `required` */
  readonly 'x-required'?: boolean;
  /** several lines */
  readonly 'x-multiline'?: boolean;
}

export interface FormSchema {
  readonly $schema: 'https://json-schema.org/draft/2020-12/schema';
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, FormField>>;
  readonly 'x-screens': readonly FormScreen[];
}

// ---- licence-types.json (standards §3.1) ----------------------------------------------------------------------------

export interface LicenceTypeData {
  /** 21 = USCC of the defining organ + 3 digits */
  readonly code: string;
  readonly slug: string;
  readonly name: Text;
  readonly catalogNo: string;
  /** 0 approval document · 1 licence */
  readonly category: '0' | '1';
  readonly definingOrgan: string;
  readonly issuingOrgan: string;
  readonly issuingLevel: 'city' | 'district';
  /** 6 digits, GB/T 2260 */
  readonly areaCode: string;
  readonly holderKind: 'person' | 'organisation' | 'both';
  readonly validity: { readonly kind: 'none' } | { readonly kind: 'years'; readonly years: number };
  /** a holder has at most one valid licence of the type */
  readonly singleValid: boolean;
  /** slugs of the items of which it is the result */
  readonly relatedItems: readonly string[];
  /** the human number on the face: fixed characters, year and serial */
  readonly numberPattern: { readonly prefix: string; readonly year: boolean; readonly serialDigits: number } | { readonly from: 'holder-code' };
  readonly faceFields: readonly FaceField[];
  readonly template: LicenceTemplate;
  readonly state: 'valid' | 'invalid';
  readonly source: SourceStatus;
  readonly demo: boolean;
}

export interface FaceField {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly type: 'text' | 'date' | 'integer';
  readonly maxLength: number;
  readonly required: boolean;
  /** how the public verification page hides the value */
  readonly mask?: 'citizen-number' | 'name' | 'address' | 'phone' | 'hidden';
}

/** Drawn by the platform; all measures in millimetres from the upper left corner, text sizes in points. */
export interface LicenceTemplate {
  readonly page: { readonly width: number; readonly height: number };
  readonly border: { readonly style: 'double' | 'single' | 'ornament'; readonly colour: string; readonly inset: number };
  readonly background: string;
  readonly title: { readonly text: Text; readonly y: number; readonly size: number };
  readonly subtitle?: { readonly text: Text; readonly y: number; readonly size: number };
  readonly lines: readonly TemplateLine[];
  readonly seal: { readonly x: number; readonly y: number; readonly diameter: number };
  readonly qr: { readonly x: number; readonly y: number; readonly size: number };
  readonly footers: readonly { readonly text: Text; readonly y: number; readonly size: number }[];
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

// ---- demo/ -----------------------------------------------------------------------------------------------------------

export interface DemoPerson {
  readonly number: string;
  readonly name: string;
  /** GB/T 2261.1 */
  readonly sex: '1' | '2';
  readonly birthDate: string;
  /** GB/T 3304, two digits */
  readonly nationality: string;
  readonly householdAddress: string;
  readonly householdRegion: string;
  readonly residenceAddress: string;
  readonly residenceRegion: string;
  readonly phone: string | null;
  /** GB/T 2261.2 */
  readonly maritalStatus: string;
  readonly alive: boolean;
  readonly diedOn?: string;
  readonly listedAsDishonest?: boolean;
  /** what this person is there to show */
  readonly story: Text;
}

export type EntityKind = 'enterprise' | 'individual-business' | 'public-institution' | 'social-organisation' | 'government';

export interface DemoEntity {
  readonly creditCode: string;
  readonly name: string;
  readonly kind: EntityKind;
  /** the legal form in words, for example 农民专业合作社 */
  readonly form: string;
  /** number of a demo person */
  readonly legalRepresentative: string;
  readonly address: string;
  readonly region: string;
  readonly scope: string;
  readonly state: 'active' | 'revoked' | 'cancelled';
  readonly establishedOn: string;
  readonly stateSince?: string;
  readonly listedAsDishonest?: boolean;
}

export interface StaffMember {
  /** number of a demo person */
  readonly person: string;
  readonly state: 'active' | 'suspended';
  readonly suspendedOn?: string;
  readonly posts: readonly StaffPost[];
  readonly story: Text;
}

export interface StaffPost {
  readonly id: string;
  readonly office: string;
  readonly role: 'clerk' | 'approver' | 'auditor' | 'admin';
  /** of administrators: neither may do the other's work */
  readonly duty?: 'system' | 'security';
  readonly region: string;
  /** item slugs, or all of the office */
  readonly items: readonly string[] | '*';
  readonly window: string | null;
  readonly from: string;
  readonly to: string | null;
  /** id of the post that this one stands in for */
  readonly deputyOf?: string;
}

export interface DemoCardReader {
  readonly id: string;
  readonly serial: string;
  readonly model: Text;
  readonly standIn: true;
  readonly office: string;
  readonly window: string;
  readonly registeredOn: string;
}

/** demo/reserved.json: the only checksum-valid numbers that may stand in the repository. */
export interface ReservedNumbers {
  readonly citizenNumbers: { readonly fixed: readonly string[]; readonly patterns: readonly string[] };
  readonly creditCodes: { readonly fixed: readonly string[]; readonly patterns: readonly string[] };
  readonly phones: { readonly patterns: readonly string[] };
}
