import type { Refusal } from './outcome.ts';
import type { Locale, Text } from './text.ts';
import { sayPlain } from './text.ts';

/** RFC 9457 problem details, with the field concerned where there is one. */
export interface Problem {
  /** stable: `urn:onevisit:problem:<kind>` */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly field?: string;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  /** the number under which a fault stands in the log */
  readonly instance?: string;
}

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** The words and status of one refusal. */
export interface ProblemWords<R extends Refusal> {
  readonly status: number;
  readonly title: Text | ((refusal: R) => Text);
  readonly detail?: (refusal: R) => Text;
  readonly retryAfterSeconds?: number;
}

/** The complete table of a room: every member of the refusal union has its row, or it does not compile. */
export type Problems<R extends Refusal> = { readonly [Kind in R['kind']]: ProblemWords<Extract<R, { kind: Kind }>> };

/** Looks a refusal up in its table. The table is complete by type; a kind that is missing is a fault. */
export function problemOf<R extends Refusal>(table: Problems<R>, refusal: R, locale: Locale): Problem {
  const row = (table as unknown as Record<string, ProblemWords<Refusal>>)[refusal.kind];
  if (!row) throw new Error(`no words for the refusal ${refusal.kind}`);
  const title = typeof row.title === 'function' ? row.title(refusal) : row.title;
  const detail = row.detail?.(refusal);
  return {
    type: `urn:onevisit:problem:${refusal.kind}`,
    title: sayPlain(title, locale),
    status: row.status,
    ...(detail ? { detail: sayPlain(detail, locale) } : {}),
    ...(refusal.field === undefined ? {} : { field: refusal.field }),
    ...('errors' in refusal && Array.isArray(refusal.errors) ? { errors: refusal.errors as FieldError[] } : {}),
    ...(row.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: row.retryAfterSeconds }),
  };
}
