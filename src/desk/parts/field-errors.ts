import type { Problem } from '../../kernel/problem.ts';

export interface FormError {
  readonly name: (string | number)[];
  readonly errors: string[];
}

/** `points/0/why` is the field `['points', 0, 'why']` of a form. */
export function nameOf(field: string): (string | number)[] {
  return field.split('/').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/**
 * What a refusal says about fields of this form, to stand beside them, and which of its lines are thereby told.
 * A refusal about one field without a list says its title there.
 */
export function fieldErrors(problem: Problem, has: (name: (string | number)[]) => boolean): { readonly errors: readonly FormError[]; readonly told: ReadonlySet<string> } {
  const lines = problem.errors ?? (problem.field === undefined ? [] : [{ field: problem.field, message: problem.detail ?? problem.title }]);
  const errors = new Map<string, FormError>();
  for (const { field, message } of lines) {
    const name = nameOf(field);
    if (!has(name)) continue;
    const known = errors.get(field);
    if (known) known.errors.push(message);
    else errors.set(field, { name, errors: [message] });
  }
  return { errors: [...errors.values()], told: new Set(errors.keys()) };
}
