import type { Brand } from '../kernel/brand.ts';
import { done, refuse, type Outcome } from '../kernel/outcome.ts';
import { words, type Text } from '../kernel/text.ts';
import { parseCreditCode, type CreditCode } from './credit-code.ts';
import { isAreaOfAnyYear } from './regions.ts';
import { tidyCode } from './tidy.ts';

/** 基本编码, 12 digits: area 2 (00 the nation, 43 Hunan), item type 2 (CL-01), business line 2, main item 3, sub item 3 (000: none). */
export type BasicCode = Brand<string, 'BasicCode'>;
/** 实施编码, 31: credit code of the implementing subject 18, exercise level 1 (CL-03), basic code 12. */
export type ImplementationCode = Brand<string, 'ImplementationCode'>;
/** 业务办理项编码, 33: implementation code 31, serial of the handling item 2. */
export type HandlingCode = Brand<string, 'HandlingCode'>;

export interface BasicCodeParts {
  readonly area: string;
  readonly taskType: string;
  readonly line: string;
  readonly mainItem: string;
  readonly subItem: string;
}

export type ItemCodeRefusal = {
  readonly kind:
    | 'basic-code-form'
    | 'basic-code-area'
    | 'basic-code-type'
    | 'implementation-code-form'
    | 'implementation-code-subject'
    | 'implementation-code-level'
    | 'handling-code-form';
};

export function parseBasicCode(text: string): Outcome<BasicCode, ItemCodeRefusal> {
  const code = tidyCode(text);
  if (!/^\d{12}$/.test(code)) return refuse({ kind: 'basic-code-form' });
  if (!code.startsWith('00') && !isAreaOfAnyYear(`${code.slice(0, 2)}0000`)) return refuse({ kind: 'basic-code-area' });
  if (!/^(0[0-9]|10|20)$/.test(code.slice(2, 4))) return refuse({ kind: 'basic-code-type' });
  return done(code as BasicCode);
}

export function parseImplementationCode(text: string): Outcome<ImplementationCode, ItemCodeRefusal> {
  const code = tidyCode(text);
  if (!/^[0-9A-Z]{18}\d{13}$/.test(code)) return refuse({ kind: 'implementation-code-form' });
  if (!parseCreditCode(code.slice(0, 18)).ok) return refuse({ kind: 'implementation-code-subject' });
  if (!/^[1-7]$/.test(code.charAt(18))) return refuse({ kind: 'implementation-code-level' });
  const basic = parseBasicCode(code.slice(19));
  return basic.ok ? done(code as ImplementationCode) : basic;
}

export function parseHandlingCode(text: string): Outcome<HandlingCode, ItemCodeRefusal> {
  const code = tidyCode(text);
  if (!/^[0-9A-Z]{31}\d{2}$/.test(code) || code.endsWith('00')) return refuse({ kind: 'handling-code-form' });
  const implementation = parseImplementationCode(code.slice(0, 31));
  return implementation.ok ? done(code as HandlingCode) : implementation;
}

export function composeImplementationCode(subject: CreditCode, useLevel: string, basic: BasicCode): Outcome<ImplementationCode, ItemCodeRefusal> {
  return parseImplementationCode(subject + useLevel + basic);
}

/** @param serial 1 to 99 */
export function composeHandlingCode(implementation: ImplementationCode, serial: number): Outcome<HandlingCode, ItemCodeRefusal> {
  return parseHandlingCode(implementation + String(serial).padStart(2, '0'));
}

export function partsOfBasicCode(code: BasicCode): BasicCodeParts {
  return { area: code.slice(0, 2), taskType: code.slice(2, 4), line: code.slice(4, 6), mainItem: code.slice(6, 9), subItem: code.slice(9) };
}

export function partsOfImplementationCode(code: ImplementationCode): { subject: CreditCode; useLevel: string; basic: BasicCode } {
  return { subject: code.slice(0, 18) as string as CreditCode, useLevel: code.charAt(18), basic: code.slice(19) as string as BasicCode };
}

export interface ItemCodeNeighbours {
  readonly deptCode: string;
  readonly useLevel: string;
  readonly taskType: string;
  readonly catalogCode: string;
}

/** The elements that say something else than the implementation code that is made of them (audit rule AR-22); empty when all agree. */
export function elementsAgainstCode(code: ImplementationCode, elements: ItemCodeNeighbours): (keyof ItemCodeNeighbours)[] {
  const { subject, useLevel, basic } = partsOfImplementationCode(code);
  const told = { deptCode: subject, useLevel, taskType: partsOfBasicCode(basic).taskType, catalogCode: basic };
  return (['deptCode', 'useLevel', 'taskType', 'catalogCode'] as const).filter((field) => told[field] !== elements[field]);
}

export const itemCodeWords = {
  'basic-code-form': words('基本编码应为12位数字', 'A basic code has 12 digits'),
  'basic-code-area': words('基本编码前2位应为00或省级行政区划代码', 'The first 2 digits are 00 or a province'),
  'basic-code-type': words('基本编码第3、4位不是事项类型代码', 'Digits 3 and 4 are not an item type'),
  'implementation-code-form': words('实施编码应为31位：18位信用代码加13位数字', 'An implementation code has 31 characters: a credit code and 13 digits'),
  'implementation-code-subject': words('实施编码前18位不是有效的统一社会信用代码', 'The first 18 characters are not a valid credit code'),
  'implementation-code-level': words('实施编码第19位不是行使层级代码（1至7）', 'Character 19 is not an exercise level (1 to 7)'),
  'handling-code-form': words('业务办理项编码应为实施编码加01至99', 'A handling code is an implementation code and 01 to 99'),
} satisfies Record<ItemCodeRefusal['kind'], Text>;
