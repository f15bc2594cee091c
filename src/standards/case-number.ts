import type { Brand } from '../kernel/brand.ts';
import { parseDay, type Day } from '../kernel/day.ts';
import { done, refuse, type Outcome } from '../kernel/outcome.ts';
import { words, type Text } from '../kernel/text.ts';
import { checkCharacterMod3736 } from './mod-37-36.ts';
import { parseOrganisationCode, type OrganisationCode } from './organisation-code.ts';
import { isAreaOfAnyYear } from './regions.ts';
import { tidyCode } from './tidy.ts';

/**
 * 办件编号 in 30 characters: area 6, organisation code of the accepting office 9, day yyyyMMdd, serial of the day 6, check of ISO 7064 MOD 37,36.
 * GB/T 39046—2020 asks only for at most 50 characters; the composition is this platform's own. The number opens nothing by itself.
 */
export type CaseNumber = Brand<string, 'CaseNumber'>;

export interface CaseNumberParts {
  readonly area: string;
  readonly organisation: OrganisationCode;
  readonly day: Day;
  /** From 1 to 999999. */
  readonly serial: number;
}

export type CaseNumberRefusal = {
  readonly kind:
    | 'case-number-length'
    | 'case-number-characters'
    | 'case-number-area'
    | 'case-number-organisation'
    | 'case-number-day'
    | 'case-number-serial'
    | 'case-number-check';
};

export function parseCaseNumber(text: string): Outcome<CaseNumber, CaseNumberRefusal> {
  const number = tidyCode(text);
  if (number.length !== 30) return refuse({ kind: 'case-number-length' });
  if (!/^\d{6}[0-9A-Z]{9}\d{14}[0-9A-Z]$/.test(number)) return refuse({ kind: 'case-number-characters' });
  if (checkCharacterMod3736(number.slice(0, 29)) !== number.slice(29)) return refuse({ kind: 'case-number-check' });
  const kind = wrongPart(partsOfCaseNumber(number as CaseNumber));
  return kind ? refuse({ kind }) : done(number as CaseNumber);
}

export function composeCaseNumber(parts: CaseNumberParts): Outcome<CaseNumber, CaseNumberRefusal> {
  const kind = wrongPart(parts);
  if (kind) return refuse({ kind });
  const payload = parts.area + parts.organisation + parts.day.replaceAll('-', '') + String(parts.serial).padStart(6, '0');
  return done((payload + checkCharacterMod3736(payload)) as CaseNumber);
}

export function partsOfCaseNumber(number: CaseNumber): CaseNumberParts {
  return {
    area: number.slice(0, 6),
    organisation: number.slice(6, 15) as string as OrganisationCode,
    day: `${number.slice(15, 19)}-${number.slice(19, 21)}-${number.slice(21, 23)}` as Day,
    serial: Number(number.slice(23, 29)),
  };
}

/** In groups, as it is printed and read out: 430100 673580097 20180611 000001 X. */
export function printCaseNumber(number: CaseNumber): string {
  return [number.slice(0, 6), number.slice(6, 15), number.slice(15, 23), number.slice(23, 29), number.slice(29)].join(' ');
}

function wrongPart(parts: CaseNumberParts): CaseNumberRefusal['kind'] | null {
  if (!isAreaOfAnyYear(parts.area)) return 'case-number-area';
  if (!parseOrganisationCode(parts.organisation).ok) return 'case-number-organisation';
  if (parseDay(parts.day) === null) return 'case-number-day';
  const serialFits = Number.isInteger(parts.serial) && parts.serial >= 1 && parts.serial <= 999_999;
  return serialFits ? null : 'case-number-serial';
}

export const caseNumberWords = {
  'case-number-length': words('办件编号应为30位', 'A case number has 30 characters'),
  'case-number-characters': words('办件编号应由数字和大写字母按规定位置组成', 'A case number is digits, with capitals only in the office code and at the end'),
  'case-number-area': words('办件编号前6位不是行政区划代码', 'The first 6 digits are not a region code'),
  'case-number-organisation': words('办件编号第7至15位不是有效的组织机构代码', 'Characters 7 to 15 are not a valid organisation code'),
  'case-number-day': words('办件编号中的日期不存在', 'The day in the case number does not exist'),
  'case-number-serial': words('办件编号的流水号应为000001至999999', 'The serial is 000001 to 999999'),
  'case-number-check': words('办件编号校验位不符，请核对是否输错', 'The last character does not fit: please check for a typing mistake'),
} satisfies Record<CaseNumberRefusal['kind'], Text>;
