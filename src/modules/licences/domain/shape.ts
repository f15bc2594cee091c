/**
 * Reads untrusted JSON by exact shape: the keys that are named, no other, each of its type. No defaults, no coercion:
 * a value that was not signed as it stands is no value.
 */
export type Check = (value: unknown) => boolean;

export interface Shape {
  readonly [key: string]: Check | Shape;
}

/** The path of the first thing that is not as the shape says, or null. */
export function misfit(value: unknown, shape: Shape, path = ''): string | null {
  if (!isObject(value)) return path || '/';
  const keys = Object.keys(value);
  const stray = keys.find((key) => !Object.hasOwn(shape, key));
  if (stray !== undefined) return `${path}/${stray.slice(0, 60)}`;
  for (const [key, expected] of Object.entries(shape)) {
    const at = `${path}/${key}`;
    if (!Object.hasOwn(value, key)) return at;
    const inner = value[key];
    if (typeof expected === 'function') {
      if (!expected(inner)) return at;
    } else {
      const wrong = misfit(inner, expected, at);
      if (wrong !== null) return wrong;
    }
  }
  return null;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(maximum: number): Check {
  return (value) => typeof value === 'string' && value.length > 0 && value.length <= maximum && value.isWellFormed();
}

export function exactly(...values: readonly string[]): Check {
  return (value) => typeof value === 'string' && values.includes(value);
}

export function matching(pattern: RegExp): Check {
  return (value) => typeof value === 'string' && pattern.test(value);
}

export function nullOr(check: Check): Check {
  return (value) => value === null || check(value);
}

export function objectOf(shape: Shape): Check {
  return (value) => misfit(value, shape) === null;
}

export function mapOf(names: RegExp, maximum: number, check: Check): Check {
  return (value) => {
    if (!isObject(value)) return false;
    const entries = Object.entries(value);
    return entries.length <= maximum && entries.every(([name, inner]) => names.test(name) && check(inner));
  };
}

export function listOf(maximum: number, check: Check): Check {
  return (value) => Array.isArray(value) && value.length <= maximum && value.every(check);
}

/** Base64 in its one canonical form: no spaces, right padding, no stray bits, so that no two texts are the same bytes. */
export function base64(maximumBytes: number): Check {
  return (value) => typeof value === 'string' && value.length <= Math.ceil(maximumBytes / 3) * 4 && Buffer.from(value, 'base64').toString('base64') === value;
}

export const instant = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
export const hex32 = matching(/^[0-9a-f]{64}$/);
