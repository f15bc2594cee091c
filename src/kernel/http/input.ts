import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refuse, done, type Outcome } from '../outcome.ts';
import type { FieldError } from '../problem.ts';
import type { Route, RouteInput, Upload } from '../route.ts';
import { sayPlain, words, type Locale, type Text } from '../text.ts';
import type { EdgeRefusal } from './faults.ts';

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A body as the content-type parsers left it. */
export interface RawBody {
  readonly json?: unknown;
  readonly fields?: Fields;
  readonly upload?: Upload | null;
}

/** Checks params, query and body against the declaration; what fails is told at its field in the asker's language. */
export function parseInput(route: Route, request: FastifyRequest, body: unknown, upload: Upload | null, locale: Locale): Outcome<RouteInput<unknown, unknown, unknown>, EdgeRefusal> {
  const params = route.params.safeParse(request.params ?? {});
  // An address that names nothing is "not found", whatever is wrong with it.
  if (!params.success || unstorableIn(request.params)) return refuse({ kind: 'not-found' });
  const query = route.query.safeParse(singleValues(request.query));
  if (!query.success) return refuse(inputWrong(query.error, locale));
  const parsed = route.body.safeParse(body);
  if (!parsed.success) return refuse(inputWrong(parsed.error, locale));
  const bad = unstorableIn(query.data) ?? unstorableIn(parsed.data);
  if (bad !== null) return refuse({ kind: 'input-wrong', errors: [{ field: bad, message: sayPlain(unstorableWords, locale) }], field: bad });
  return done({ params: params.data, query: query.data, body: parsed.data, upload });
}

const unstorableWords = words('含有无法保存的字符', 'has characters that cannot be stored');

function inputWrong(error: z.ZodError, locale: Locale): EdgeRefusal {
  const errors = error.issues.slice(0, 50).map((issue): FieldError => ({ field: fieldOf(issue), message: sayPlain(wordsOf(issue), locale) }));
  const first = errors[0]?.field;
  return { kind: 'input-wrong', errors, ...(first === undefined ? {} : { field: first }) };
}

function fieldOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return [...issue.path, issue.keys[0]].join('/').slice(0, 200);
  return issue.path.join('/').slice(0, 200);
}

/** Words for what a schema says; a schema may bring its own as `{error: '中文|English'}`. */
function wordsOf(issue: z.core.$ZodIssue): Text {
  if (issue.message.includes('|')) {
    const [zh, en] = issue.message.split('|');
    return words(zh ?? '', en ?? '');
  }
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? words('请填写', 'is missing') : words('格式不正确', 'has the wrong type');
    case 'too_small':
      return words(`不能少于 ${issue.minimum}`, `is less than ${issue.minimum}`);
    case 'too_big':
      return words(`不能多于 ${issue.maximum}`, `is more than ${issue.maximum}`);
    case 'unrecognized_keys':
      return words('不认识的内容', 'is not known here');
    case 'invalid_value':
      return words('不在可选范围内', 'is not one of the choices');
    default:
      return words('格式不正确', 'is not in the right form');
  }
}

function singleValues(query: unknown): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    // Marks of the frame itself are no input of a route.
    if (name === 'lang' || name === 'size' || name === '__proto__') continue;
    values[name] = Array.isArray(value) ? value[0] : value;
  }
  return values;
}

/** The path of the first text that PostgreSQL cannot hold or would change silently, or null. */
export function unstorableIn(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path || '/' : null;
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return null;
  for (const [name, inner] of Object.entries(value)) {
    const at = path === '' ? name : `${path}/${name}`;
    const bad = unstorableIn(name) === null ? unstorableIn(inner, at) : path || '/';
    if (bad !== null) return bad;
  }
  return null;
}
