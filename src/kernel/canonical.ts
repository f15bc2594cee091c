import { done, type Outcome, refuse } from './outcome.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * The one text of a JSON value (RFC 8785): what is signed and hashed. Stricter than the RFC where two systems could
 * read a value differently: whole numbers only within ±(2^53-1), well-formed text, plain objects.
 * @throws on what JSON cannot hold: that is a fault of the caller, not of a person's input
 */
export function canonicalText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value);
    case 'number':
      return canonicalNumber(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${Array.from(value, canonicalText).join(',')}]`;
      return canonicalObject(value);
    default:
      throw new TypeError(`${typeof value} has no place in canonical JSON`);
  }
}

export function canonicalBytes(value: unknown): Buffer {
  return Buffer.from(canonicalText(value), 'utf8');
}

function canonicalObject(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('only plain objects have a canonical form');
  // The default order of sort is by UTF-16 code units, as RFC 8785, 3.2.3 asks.
  const members = Object.keys(value)
    .sort()
    .map((name) => `${canonicalString(name)}:${canonicalText((value as Record<string, unknown>)[name])}`);
  return `{${members.join(',')}}`;
}

function canonicalString(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('text with half a surrogate pair has no canonical form');
  return JSON.stringify(value);
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} has no place in canonical JSON`);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new RangeError(`${value} is beyond 2^53-1: send it as text`);
  return JSON.stringify(value);
}

export type JsonRefusal =
  | { readonly kind: 'json-malformed' }
  | { readonly kind: 'json-too-deep' }
  | { readonly kind: 'json-key-twice'; readonly key: string }
  | { readonly kind: 'json-key-forbidden'; readonly key: string }
  | { readonly kind: 'json-text-unstorable' }
  | { readonly kind: 'json-number-inexact' };

/**
 * Reads JSON that every system reads alike. JSON.parse takes the last of two equal keys, rounds long numbers
 * and lets half a surrogate pair through; another reader of the same signed bytes may see another document.
 */
export function parseStrict(text: string, { maximumDepth }: { readonly maximumDepth: number }): Outcome<unknown, JsonRefusal> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse({ kind: 'json-malformed' });
  }
  // From here on the syntax is known to be right, which keeps the scan short.
  const refusal = text.isWellFormed() ? scan(text, maximumDepth) : ({ kind: 'json-text-unstorable' } as const);
  return refusal ? refuse(refusal) : done(value);
}

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;

function scan(text: string, maximumDepth: number): JsonRefusal | null {
  // Keys seen so far of each open object; null for an array, whose strings are values.
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfString(text, at);
      const refusal = checkString(text, at, end, open.at(-1) ?? null);
      if (refusal) return refusal;
      at = end;
    } else if (code === 0x7b || code === 0x5b) {
      if (open.length >= maximumDepth) return { kind: 'json-too-deep' };
      open.push(code === 0x7b ? new Set() : null);
      at += 1;
    } else if (code === 0x7d || code === 0x5d) {
      open.pop();
      at += 1;
    } else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      const end = endOfNumber(text, at);
      if (!isExact(text, at, end)) return { kind: 'json-number-inexact' };
      at = end;
    } else at += 1;
  }
  return null;
}

/** @returns the place after the closing quote */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
}

function checkString(text: string, start: number, end: number, keys: Set<string> | null): JsonRefusal | null {
  const raw = text.slice(start + 1, end - 1);
  const key = keys !== null && isKey(text, end);
  // Only an escape \u can bring U+0000 or half a pair: unescaped they are refused already. PostgreSQL cannot hold the one and changes the other.
  const decode = raw.includes('\\u') || (key && raw.includes('\\'));
  const string = decode ? (JSON.parse(`"${raw}"`) as string) : raw;
  if (decode && (string.includes('\0') || !string.isWellFormed())) return { kind: 'json-text-unstorable' };
  if (!key) return null;
  if (keys.has(string)) return { kind: 'json-key-twice', key: string };
  if (string === '__proto__') return { kind: 'json-key-forbidden', key: string };
  keys.add(string);
  return null;
}

function isKey(text: string, end: number): boolean {
  let at = end;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return text.charCodeAt(at) === colon;
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    const part = (code >= 0x30 && code <= 0x39) || code === 0x2e || code === 0x2b || code === 0x2d || code === 0x45 || code === 0x65;
    if (!part) break;
  }
  return end;
}

/** Up to 15 digits are always exact; longer or with an exponent they may overflow or be rounded to another whole number. */
function isExact(text: string, start: number, end: number): boolean {
  const short = end - start <= 15;
  const raw = text.slice(start, end);
  if (short && !raw.includes('e') && !raw.includes('E')) return true;
  const number = Number(raw);
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));
}
