import { words, type Text } from '../kernel/text.ts';
import elementData from '../../reference/elements.json' with { type: 'json' };
import type { CodeListId } from './code-lists.ts';

/**
 * The 70 elements (要素) of a service item's implement list. 国办函〔2016〕108号 asks for 70 and its own table was not found: the selection follows the
 * national exchange tables and GB/T 39046—2020 Table 4, each element with its source. A recovered original replaces the data file alone.
 */
export interface Element {
  readonly number: number;
  readonly zh: string;
  readonly en: string;
  /** The name in the exchange tables; our field name as well. */
  readonly field: string;
  readonly type: ElementType;
  /** Mandatory, conditional, optional. */
  readonly requirement: 'M' | 'C' | 'O';
  /** Only conditional elements have one; `when` is null where only a person can tell. */
  readonly condition: { readonly zh: string; readonly en: string; readonly when: Condition | null } | null;
  readonly rule: { readonly zh: string; readonly en: string } | null;
  readonly source: string;
}

export type ElementType =
  | { readonly kind: 'text'; readonly maxLength?: number }
  | { readonly kind: 'code' | 'codes' | 'flag'; readonly list: CodeListId }
  | { readonly kind: 'identifier'; readonly of: 'basic-code' | 'implementation-code' | 'handling-code' | 'credit-code' }
  | { readonly kind: 'integer' | 'date' | 'url' | 'file' | 'region' | 'structured' | 'list' };

export type Condition =
  | { readonly field: string; readonly equals: string }
  | { readonly field: string; readonly above: number }
  | { readonly field: string; readonly filled: true }
  | { readonly field: string; readonly includesAnyOf: readonly string[] };

export type ElementValues = Readonly<Record<string, unknown>>;

/** JSON has no unions: that every row is an Element is what the test of this file checks. */
export const elements = elementData as unknown as readonly Element[];

export function findElement(field: string): Element | null {
  return elements.find((element) => element.field === field) ?? null;
}

export function nameOf(element: Element): Text {
  return words(element.zh, element.en);
}

/** Mandatory elements, and conditional ones whose condition holds, that are not filled (audit rule AR-01). */
export function missingElements(values: ElementValues): readonly Element[] {
  return elements.filter((element) => isRequired(element, values) === true && !isFilled(values[element.field]));
}

/** Whether an element must be filled beside these values; null where the condition is one that only a person can tell. */
export function isRequired(element: Element, values: ElementValues): boolean | null {
  if (element.condition === null) return element.requirement === 'M';
  return element.condition.when === null ? null : conditionHolds(element.condition.when, values);
}

/** Flags may stand as 1 and 0 of CL-10 or as true and false. */
export function conditionHolds(condition: Condition, values: ElementValues): boolean {
  const value = values[condition.field];
  if ('equals' in condition) return codeOf(value) === condition.equals;
  if ('above' in condition) return typeof value === 'number' && value > condition.above;
  if ('filled' in condition) return isFilled(value);
  const codes = Array.isArray(value) ? value.map(codeOf) : [codeOf(value)];
  return condition.includesAnyOf.some((code) => codes.includes(code));
}

/** 0 and false are answers; nothing, an empty text and an empty list are not. */
function isFilled(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return !Array.isArray(value) || value.length > 0;
}

function codeOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
